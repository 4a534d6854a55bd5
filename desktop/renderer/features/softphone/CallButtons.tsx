import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector, useCommand } from '../../app/hooks';
import { HangUpGuard } from '../../app/hotkeys/hang-up-guard';
import { useHotkey, useKeys } from '../../app/hotkeys/use-hotkey';
import { toggleMute } from '../../app/softphone-acts';
import { dialWished } from '../../app/state/dial';
import { isMutedHere } from '../../app/state/mute';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import type { CommandFailure } from '../../realtime/commands';
import { Button } from '../../ui/Button';
import { SteadyWords } from '../../ui/SteadyWords';
import { readableKeys } from '../../ui/KeyHint';
import { Keypad } from './Keypad';
import { RecordingButton } from './RecordingButton';
import { isOnTheLine, usePhase } from './use-phase';

/** Everything that can be done with a call. The buttons keep their places; what cannot be done now is off and says why. */
export function CallButtons() {
  return (
    <div className="fm-call-buttons" role="group">
      <AnswerButtons />
      <HangUpButton />
      <HoldButton />
      <MuteButton />
      <RecordingButton />
      <Keypad />
      <DialButton />
    </div>
  );
}

/** Shows a refused call command where the agent looks anyway; the caller's state tells the rest. */
function useTellRefusal(): (failure: CommandFailure | null) => void {
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  return (failure) => {
    if (failure !== null) dispatch(toastRaised({ tone: 'attention', text: errorText(failure) }));
  };
}

function AnswerButtons() {
  const { t } = useTranslation('softphone');
  const phase = usePhase();
  const offer = useAppSelector((state) => state.workstation.offer);
  const accept = useCommand('offer:accept');
  const reject = useCommand('offer:reject');
  const tell = useTellRefusal();
  const answerKeys = useKeys('answer');
  const isIncoming = phase === 'incoming' && offer !== null;
  const onAnswer = async () => {
    if (!isIncoming || accept.isPending) return;
    const answer = await accept.run({ offerId: offer.offerId });
    tell(answer.ok ? null : answer.error);
  };
  const onReject = async () => {
    if (!isIncoming || reject.isPending) return;
    const answer = await reject.run({ offerId: offer.offerId });
    tell(answer.ok ? null : answer.error);
  };
  useHotkey('answer', () => void onAnswer(), { isEnabled: isIncoming });
  useHotkey('reject', () => void onReject(), { isEnabled: isIncoming });
  const refusal = isIncoming ? null : t('why.noOffer');
  return (
    <>
      <Button
        kind={isIncoming ? 'good' : 'bar'}
        icon="phoneIn"
        keys={answerKeys}
        disabledReason={refusal}
        isPending={accept.isPending}
        onPress={() => void onAnswer()}
        className={isIncoming ? 'fm-ringing' : ''}
      >
        {t('answer')}
      </Button>
      <Button kind="bar" icon="cross" label={t('reject')} disabledReason={refusal} onPress={() => void onReject()} />
    </>
  );
}

function HangUpButton() {
  const { t } = useTranslation('softphone');
  const phase = usePhase();
  const callId = useAppSelector((state) => state.workstation.call?.id ?? null);
  const hangUp = useCommand('call:hang-up');
  const tell = useTellRefusal();
  const keys = useKeys('hangUp');
  const [isArmed, setIsArmed] = useState(false);
  const isPossible = callId !== null && (isOnTheLine(phase) || phase === 'connecting' || phase === 'dialing');
  const onHangUp = async () => {
    if (!isPossible || hangUp.isPending) return;
    const answer = await hangUp.run({ callId });
    tell(answer.ok ? null : answer.error);
  };
  const latest = useRef(onHangUp);
  useEffect(() => {
    latest.current = onHangUp;
  });
  const guard = useMemo(() => new HangUpGuard(() => void latest.current(), setIsArmed), []);
  useEffect(() => () => guard.reset(), [guard, callId]);
  useHotkey('hangUp', () => guard.down(), { isEnabled: isPossible, onUp: () => guard.up() });
  return (
    <Button
      kind={isPossible ? 'stop' : 'bar'}
      icon="phoneDown"
      keys={keys}
      disabledReason={isPossible ? null : t('why.noCall')}
      isPending={hangUp.isPending}
      onPress={() => void onHangUp()}
      {...(isPossible ? { hint: t('hangUpHow', { keys: readableKeys(keys) }) } : {})}
    >
      <SteadyWords shown={isArmed ? t('hangUpAgain') : t('hangUp')} all={[t('hangUp'), t('hangUpAgain')]} />
    </Button>
  );
}

function HoldButton() {
  const { t } = useTranslation('softphone');
  const phase = usePhase();
  const callId = useAppSelector((state) => state.workstation.call?.id ?? null);
  const hold = useCommand('call:hold');
  const unhold = useCommand('call:unhold');
  const tell = useTellRefusal();
  const keys = useKeys('hold');
  const isPossible = callId !== null && isOnTheLine(phase);
  const isHeld = phase === 'held';
  const isPending = hold.isPending || unhold.isPending;
  const onPress = async () => {
    if (!isPossible || isPending) return;
    const answer = await (isHeld ? unhold : hold).run({ callId });
    tell(answer.ok ? null : answer.error);
  };
  useHotkey('hold', () => void onPress(), { isEnabled: isPossible });
  return (
    <Button
      kind="bar"
      icon={isHeld ? 'play' : 'pause'}
      keys={keys}
      isPressed={isHeld}
      disabledReason={isPossible ? null : t('why.notTalking')}
      isPending={isPending}
      onPress={() => void onPress()}
    >
      <SteadyWords shown={isHeld ? t('unhold') : t('hold')} all={[t('hold'), t('unhold')]} />
    </Button>
  );
}

function MuteButton() {
  const { t } = useTranslation('softphone');
  const dispatch = useAppDispatch();
  const phase = usePhase();
  const isMuted = useAppSelector((state) => isMutedHere(state) === true);
  const tell = useTellRefusal();
  const keys = useKeys('mute');
  const isPossible = isOnTheLine(phase);
  const onPress = async () => {
    if (isPossible) tell(await dispatch(toggleMute()));
  };
  useHotkey('mute', () => void onPress(), { isEnabled: isPossible });
  return (
    <Button
      kind="bar"
      icon={isPossible && isMuted ? 'micOff' : 'mic'}
      keys={keys}
      isPressed={isPossible && isMuted}
      disabledReason={isPossible ? null : t('why.notTalking')}
      onPress={() => void onPress()}
    >
      <SteadyWords shown={isPossible && isMuted ? t('unmute') : t('mute')} all={[t('mute'), t('unmute')]} />
    </Button>
  );
}

function DialButton() {
  const { t } = useTranslation('softphone');
  const dispatch = useAppDispatch();
  const phase = usePhase();
  const keys = useKeys('dial');
  const isOffline = useAppSelector((state) => state.workstation.agent?.state === 'offline');
  const isPossible = phase === 'idle' && !isOffline;
  const refusal = isOffline ? t('why.offline') : t('why.busy');
  useHotkey('dial', () => dispatch(dialWished({})), { isEnabled: isPossible });
  return (
    <Button
      kind="bar"
      icon="phoneOut"
      label={`${t('dial')} (${readableKeys(keys)})`}
      disabledReason={isPossible ? null : refusal}
      onPress={() => dispatch(dialWished({}))}
    />
  );
}
