import { useEffect, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAppSelector, useCommand } from '../../app/hooks';
import { useHotkey, useKeys } from '../../app/hotkeys/use-hotkey';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { readableKeys } from '../../ui/KeyHint';
import { isOnTheLine, usePhase } from './use-phase';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Tones for the other end's menus. Digits typed on the keyboard work while it is open. */
export function Keypad() {
  const { t } = useTranslation('softphone');
  const phase = usePhase();
  const [isOpen, setIsOpen] = useState(false);
  const isPossible = isOnTheLine(phase);
  const keys = useKeys('keypad');
  useHotkey('keypad', () => setIsOpen((open) => !open), { isEnabled: isPossible });
  useEffect(() => {
    if (!isPossible) setIsOpen(false);
  }, [isPossible]);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
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
  if (call === null) return null;
  const press = (digit: string) => {
    setSent((before) => (before + digit).slice(-24));
    void send.run({ callId: call.id, digits: digit });
  };
  return (
    <div
      role="group"
      onKeyDown={(event) => {
        if (DIGITS.some((digit) => digit === event.key)) press(event.key);
      }}
    >
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
