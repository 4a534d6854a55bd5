import { useCallback, useEffect, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAppSelector, useCommand } from '../../app/hooks';
import { useHotkey, useKeys } from '../../app/hotkeys/use-hotkey';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { readableKeys } from '../../ui/KeyHint';
import { isOnTheLine, usePhase } from './use-phase';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

const SENT_SHOWN_MAX = 24;

/** Tones for the other end's menus. Digits typed on the keyboard work while it is open. */
export function Keypad() {
  const { t } = useTranslation('softphone');
  const phase = usePhase();
  const [isOpen, setIsOpen] = useState(false);
  const isPossible = isOnTheLine(phase);
  const keys = useKeys('keypad');
  useHotkey('keypad', () => setIsOpen((open) => !open), { isEnabled: isPossible });
  return (
    <DialogTrigger isOpen={isOpen && isPossible} onOpenChange={setIsOpen}>
      <Button
        kind="bar"
        icon="keypad"
        label={`${t('keypad')} (${readableKeys(keys)})`}
        disabledReason={isPossible ? null : t('why.notTalking')}
        onPress={() => setIsOpen(isPossible)}
      />
      <Popover className="fm-popover" placement="bottom">
        <Dialog className="fm-keypad" aria-label={t('keypad')}>
          <KeypadKeys />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function KeypadKeys() {
  const { t } = useTranslation('softphone');
  const call = useAppSelector((state) => state.workstation.call);
  const send = useCommand('call:send-digits');
  const errorText = useErrorText();
  const [sent, setSent] = useState('');
  const callId = call?.id ?? null;
  const { run } = send;
  const press = useCallback(
    (digit: string) => {
      if (callId === null) return;
      setSent((before) => (before + digit).slice(-SENT_SHOWN_MAX));
      void run({ callId, digits: digit });
    },
    [callId, run],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (DIGITS.some((digit) => digit === event.key)) press(event.key);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [press]);
  if (call === null) return null;
  return (
    <div role="group">
      <p className="fm-keypad-sent tabular" aria-live="polite">
        {sent === '' ? t('keypadHint') : t('digitsSent', { digits: sent })}
      </p>
      <div className="fm-keypad-keys">
        {DIGITS.map((digit, index) => (
          <Button key={digit} className="fm-keypad-key" autoFocus={index === 0} onPress={() => press(digit)}>
            {digit}
          </Button>
        ))}
      </div>
      {call.digits !== '' && <p className="quiet">{t('digitsHeard', { digits: call.digits })}</p>}
      {send.error !== null && <p className="fm-field-error">{errorText(send.error)}</p>}
    </div>
  );
}
