import { useTranslation } from 'react-i18next';
import { ANSWER_TARGET_MS } from '../../../../shared/calls/vocabulary';
import type { CallPhase } from '../../app/call-phase';
import { useAppSelector, useClockOffset } from '../../app/hooks';
import type { WorkstationState } from '../../app/state/workstation';
import { Chip, type Tone } from '../../ui/Chip';
import { given } from '../../ui/given';
import type { IconName } from '../../ui/Icon';
import { durationText } from '../../ui/time-of-day';
import { Timer } from '../../ui/Timer';
import { useNow } from '../../ui/use-now';
import { formatNumber } from '../../ui/phone-number';
import { usePhase } from './use-phase';

const LOOKS: Readonly<Record<CallPhase, { readonly tone: Tone; readonly icon: IconName }>> = {
  idle: { tone: 'neutral', icon: 'phone' },
  incoming: { tone: 'info', icon: 'phoneIn' },
  connecting: { tone: 'info', icon: 'refresh' },
  dialing: { tone: 'info', icon: 'phoneOut' },
  talking: { tone: 'good', icon: 'phone' },
  held: { tone: 'attention', icon: 'pause' },
  wrap_up: { tone: 'attention', icon: 'document' },
};

/** A hold this long turns the timer amber; the notice below asks at 90 s. */
const HOLD_AMBER_MS = 45_000;

/** When the timer of each phase began, in the server's clock. */
const SINCE: Readonly<Record<CallPhase, (state: WorkstationState) => number | null | undefined>> = {
  incoming: (state) => state.offer?.enteredQueueAt,
  held: (state) => state.call?.heldAt ?? state.call?.answeredAt,
  talking: (state) => state.call?.answeredAt,
  connecting: (state) => state.call?.arrivedAt,
  dialing: (state) => state.call?.arrivedAt,
  wrap_up: (state) => state.wrapUp?.openedAt,
  idle: (state) => state.agent?.since,
};

/** State as icon and word, its timer, and who it is for which creditor. */
export function CallState() {
  const { t } = useTranslation(['softphone', 'vocabulary']);
  const phase = usePhase();
  const workstation = useAppSelector((state) => state.workstation);
  const since = SINCE[phase](workstation) ?? null;
  const look = LOOKS[phase];
  const agentState = workstation.agent?.state;
  const isAway = phase === 'idle' && (agentState === 'offline' || agentState === 'unavailable');
  return (
    <div className="fm-call-state" data-phase={phase}>
      <Chip
        tone={isAway ? 'neutral' : phase === 'idle' ? 'good' : look.tone}
        icon={isAway ? 'minus' : look.icon}
        isSolid
      >
        {isAway ? t(`vocabulary:agentState.${agentState}`) : t(`phase.${phase}`)}
      </Chip>
      {since !== null && phase !== 'idle' && <PhaseTimer phase={phase} since={since} />}
      <Who phase={phase} />
    </div>
  );
}

/** The colour goes with the word of the state; amber says that someone has waited past what we promise. */
function PhaseTimer({ phase, since }: { readonly phase: CallPhase; readonly since: number }) {
  const { t } = useTranslation('softphone');
  const offset = useClockOffset();
  const ms = useNow() + offset - since;
  const isLate = (phase === 'incoming' && ms > ANSWER_TARGET_MS) || (phase === 'held' && ms > HOLD_AMBER_MS);
  return (
    <span
      className="fm-call-timer"
      data-late={isLate || undefined}
      title={phase === 'incoming' ? t('ringTarget', { time: durationText(ms) }) : undefined}
    >
      <Timer since={since} clockOffsetMs={offset} />
    </span>
  );
}

/** In a call the person on the line, after it the one the wrap-up is about. */
function Who({ phase }: { readonly phase: CallPhase }) {
  const { t } = useTranslation('softphone');
  const { offer, call, wrapUp } = useAppSelector((state) => state.workstation);
  if (phase === 'idle') return null;
  if (phase === 'wrap_up') {
    if (wrapUp === null) return null;
    return (
      <WhoLines name={wrapUp.customerName ?? t('unknownCaller')} detail={t('for', { creditor: wrapUp.creditorName })} />
    );
  }
  if (phase === 'incoming') {
    if (offer === null) return null;
    return <Party about={offer} number={offer.fromNumber} isReturning={offer.isReturningCaller} />;
  }
  if (call === null) return null;
  return <Party about={call} number={call.direction === 'out' ? call.toNumber : call.fromNumber} isReturning={false} />;
}

interface PartyProps {
  readonly about: Pick<NonNullable<WorkstationState['call']>, 'candidates' | 'creditor'>;
  readonly number: string;
  readonly isReturning: boolean;
}

/** The name once the case is open, before that who it may be. */
function Party({ about, number, isReturning }: PartyProps) {
  const { t } = useTranslation('softphone');
  const { call, pop } = useAppSelector((state) => state.workstation);
  const known = pop !== null && pop.callId === call?.id ? pop.caseFile.customer.name : undefined;
  const [first, ...others] = about.candidates;
  const guess = others.length > 0 ? t('severalCandidates', { count: about.candidates.length }) : first?.name;
  return (
    <WhoLines
      name={known ?? guess ?? t('unknownCaller')}
      detail={`${t('for', { creditor: about.creditor.name })} · ${formatNumber(number)}`}
      {...given({ mark: isReturning ? t('returning') : undefined })}
    />
  );
}

function WhoLines({ name, detail, mark }: { readonly name: string; readonly detail: string; readonly mark?: string }) {
  return (
    <div className="fm-call-who">
      <strong>
        {name}
        {mark !== undefined && <span className="fm-call-mark">{mark}</span>}
      </strong>
      <span className="tabular">{detail}</span>
    </div>
  );
}
