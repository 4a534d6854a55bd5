import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector, useCommand } from '../../app/hooks';
import { useHotkey, useKeys } from '../../app/hotkeys/use-hotkey';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { SteadyWords } from '../../ui/SteadyWords';
import { isOnTheLine, usePhase } from './use-phase';

const RECORDING_WORDS = {
  off: 'recording.off',
  announced: 'recording.announced',
  recording: 'recording.on',
  paused: 'recording.pausedShort',
  stored: 'recording.off',
  failed: 'recording.off',
} as const;

/** What the button says in one call after the other; the short announcement before it may be wider for a moment. */
const STEADY = ['recording.off', 'recording.on', 'recording.pausedShort'] as const;

/** Says whether the call is recorded, with the word; one key pauses while a card number is read out. */
export function RecordingButton() {
  const { t } = useTranslation('softphone');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const phase = usePhase();
  const call = useAppSelector((state) => state.workstation.call);
  const pause = useCommand('call:pause-recording');
  const resume = useCommand('call:resume-recording');
  const keys = useKeys('pauseRecording');
  const recording = isOnTheLine(phase) ? (call?.recording ?? 'off') : 'off';
  const isPaused = recording === 'paused';
  const isPossible = call !== null && (recording === 'recording' || isPaused);
  const isPending = pause.isPending || resume.isPending;
  const onPress = async () => {
    if (!isPossible || isPending) return;
    const answer = await (isPaused ? resume : pause).run({ callId: call.id });
    if (answer.ok) return;
    // Silence would be taken for "paused": what is true is said first.
    const text = `${isPaused ? t('recording.stillPaused') : t('recording.stillOn')} ${errorText(answer.error)}`;
    dispatch(toastRaised({ tone: 'attention', text }));
  };
  useHotkey('pauseRecording', () => void onPress(), { isEnabled: isPossible });
  const words = t(RECORDING_WORDS[recording]);
  return (
    <Button
      kind="bar"
      icon={isPaused ? 'pause' : 'record'}
      keys={keys}
      isPressed={isPaused}
      className={recording === 'recording' ? 'fm-keep-icon fm-recording' : 'fm-keep-icon'}
      disabledReason={isPossible ? null : t('why.notRecorded')}
      hint={isPaused ? t('recording.resume') : t('recording.pause')}
      isPending={isPending}
      onPress={() => void onPress()}
    >
      <SteadyWords shown={words} all={STEADY.map((key) => t(key))} />
    </Button>
  );
}
