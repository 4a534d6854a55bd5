import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { Meter } from '../../ui/Meter';
import { Timer } from '../../ui/Timer';
import type { PhoneLine, PhoneState, PhoneViewWire } from './phone-line';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const MINUTE_MS = 60_000;
const LIVE: ReadonlySet<PhoneViewWire['state']> = new Set(['dialing', 'queued', 'talking', 'held']);

interface CallViewProps {
  readonly line: PhoneLine;
  readonly state: PhoneState;
  readonly view: PhoneViewWire;
}

/** The call as the customer sees it: who, how long, where in the queue, and the few buttons a phone has. */
export function CallView({ line, state, view }: CallViewProps) {
  const { t } = useTranslation('phone');
  const name = view.creditorName ?? '';
  const isLive = LIVE.has(view.state);
  return (
    <>
      <header className="fm-phone-call-head">
        <span className="fm-phone-disc" data-state={view.state} aria-hidden="true">
          {name.charAt(0)}
        </span>
        <h1>{name}</h1>
        <p className="fm-phone-state" aria-live="polite">
          {view.state === 'ringing'
            ? t('state.ringing', { name })
            : view.state === 'idle'
              ? ''
              : t(`state.${view.state}`)}
        </p>
        {isLive && (
          <p className="fm-phone-timer">
            <Timer since={view.since} clockOffsetMs={0} />
          </p>
        )}
        {view.state === 'queued' && <QueuePlace view={view} />}
        {view.isRecorded && (
          <div className="fm-phone-recorded">
            <Chip tone="stop" icon="record">
              {t('recorded')}
            </Chip>
            <span className="quiet fm-phone-small">{t('recordedWords')}</span>
          </div>
        )}
      </header>
      {view.state === 'ringing' && <RingingButtons line={line} isPending={state.isDialling} />}
      {isLive && <LiveButtons line={line} state={state} />}
      {view.state === 'ended' && <EndedButton line={line} />}
    </>
  );
}

function EndedButton({ line }: { readonly line: PhoneLine }) {
  const { t } = useTranslation('phone');
  return (
    <div className="fm-phone-foot">
      <Button kind="primary" isLarge onPress={() => line.reset()}>
        {t('done')}
      </Button>
    </div>
  );
}

function QueuePlace({ view }: { readonly view: PhoneViewWire }) {
  const { t } = useTranslation('phone');
  const { place, expectedWaitMs } = view;
  return (
    <div className="fm-phone-place" aria-live="polite">
      {place !== null && <strong>{place === 1 ? t('next') : t('place', { place })}</strong>}
      {expectedWaitMs !== null && (
        <span className="quiet">
          {expectedWaitMs < MINUTE_MS ? t('waitShort') : t('wait', { minutes: Math.round(expectedWaitMs / MINUTE_MS) })}
        </span>
      )}
      <span className="quiet fm-phone-small">{t('music')}</span>
    </div>
  );
}

function RingingButtons({ line, isPending }: { readonly line: PhoneLine; readonly isPending: boolean }) {
  const { t } = useTranslation('phone');
  return (
    <div className="fm-phone-row">
      <Button
        kind="stop"
        icon="phoneDown"
        className="fm-phone-round"
        label={t('reject')}
        onPress={() => void line.reject()}
      />
      <Button
        kind="good"
        icon="phone"
        className="fm-phone-round fm-ringing"
        label={t('answer')}
        isPending={isPending}
        onPress={() => void line.answer()}
      />
    </div>
  );
}

function LiveButtons({ line, state }: { readonly line: PhoneLine; readonly state: PhoneState }) {
  const { t } = useTranslation('phone');
  const [hasKeypad, setHasKeypad] = useState(false);
  return (
    <>
      {hasKeypad && (
        <div className="fm-phone-keys" role="group" aria-label={t('keypad')}>
          {KEYS.map((digit) => (
            <Button key={digit} className="fm-phone-key" onPress={() => line.pressKey(digit)}>
              {digit}
            </Button>
          ))}
        </div>
      )}
      <div className="fm-phone-meter">
        <Meter level={state.isMuted ? 0 : state.micLevel} label={t('micLevel')} />
      </div>
      <div className="fm-phone-row">
        <Button
          icon={state.isMuted ? 'micOff' : 'mic'}
          className="fm-phone-side"
          label={state.isMuted ? t('unmute') : t('mute')}
          isPressed={state.isMuted}
          onPress={() => line.toggleMute()}
        />
        <Button
          kind="stop"
          icon="phoneDown"
          className="fm-phone-round"
          label={t('hangUp')}
          onPress={() => void line.hangUp()}
        />
        <Button
          icon="keypad"
          className="fm-phone-side"
          label={t('keypad')}
          isPressed={hasKeypad}
          onPress={() => setHasKeypad((open) => !open)}
        />
      </div>
    </>
  );
}
