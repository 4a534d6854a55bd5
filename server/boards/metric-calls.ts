import { ANSWER_TARGET_MS } from '../../shared/calls/vocabulary';
import { wasRepeated, isMatured, type FcrBook } from '../../shared/fcr';
import { fateOf, waitedMs, type CallFacts } from '../../shared/kpi';
import type { BoardMetric } from '../../shared/protocol/board';
import { boardFirstContacts } from './board-view';

const HALF_HOUR_MS = 1_800_000;

interface Source {
  readonly calls: readonly CallFacts[];
  readonly book: FcrBook;
  readonly nowMs: number;
  /** A reason or a creditor's id narrows FCR numbers to one row of their table. */
  readonly key: string | null;
}

type Choice = (source: Source) => readonly string[];

const byFate =
  (...fates: readonly ReturnType<typeof fateOf>[]): Choice =>
  ({ calls }) =>
    calls.filter((call) => fates.includes(fateOf(call))).map((call) => call.callId);

const late: Choice = ({ calls }) =>
  // Behind a share stand the calls that lower it: those are the ones to look at.
  calls
    .filter(
      (call) => fateOf(call) === 'abandoned' || (fateOf(call) === 'answered' && waitedMs(call) > ANSWER_TARGET_MS),
    )
    .map((call) => call.callId);

const withAction =
  (reasonlessState: (call: CallFacts) => boolean): Choice =>
  ({ calls }) =>
    calls.filter(reasonlessState).map((call) => call.callId);

function firstContactsOf(source: Source) {
  return boardFirstContacts(source.book, source.nowMs).filter(
    (row) => source.key === null || row.contact.reason === source.key || row.contact.creditorId === source.key,
  );
}

/** Which calls stand behind each number. For shares: the ones that keep it from being whole. */
const CHOICES: Readonly<Record<Exclude<BoardMetric, 'plans_made' | 'disputes_opened' | 'releases_in_time'>, Choice>> = {
  waiting: byFate('waiting'),
  longest_wait: byFate('waiting'),
  answered_in_target: late,
  answered_in_target_30min: (source) =>
    late({
      ...source,
      calls: source.calls.filter((call) => (call.enteredQueueAt ?? 0) >= source.nowMs - HALF_HOUR_MS),
    }),
  average_speed_of_answer: byFate('answered'),
  offered: withAction((call) => fateOf(call) !== null),
  answered: byFate('answered'),
  abandoned: byFate('abandoned'),
  abandon_rate: byFate('abandoned'),
  average_handle_time: withAction((call) => call.wrapUpMs !== null),
  fcr_measured: (source) =>
    firstContactsOf(source)
      .filter((row) => isMatured(row, source.nowMs) && wasRepeated(row, source.nowMs))
      .map((row) => row.contact.contactId),
  fcr_declared: (source) =>
    firstContactsOf(source)
      .filter((row) => row.contact.isDeclaredResolved === false)
      .map((row) => row.contact.contactId),
  fcr_provisional: (source) =>
    firstContactsOf(source)
      .filter((row) => !isMatured(row, source.nowMs))
      .map((row) => row.contact.contactId),
};

/** Ids of the calls behind a number that is counted from calls; null for numbers counted from plans, disputes or releases. */
export function callsBehind(metric: BoardMetric, source: Source): readonly string[] | null {
  if (metric === 'plans_made' || metric === 'disputes_opened' || metric === 'releases_in_time') return null;
  return CHOICES[metric](source);
}
