import type { Samples } from './measures';
import type { SimulationResult } from './run-simulation';

const LABEL_WIDTH = 34;
const NUMBER_WIDTH = 10;

/** One line: what it is, and numbers in columns. */
export function row(label: string, ...values: readonly string[]): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${values.map((value) => value.padStart(NUMBER_WIDTH)).join('')}`.trimEnd();
}

export function ms(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function seconds(valueMs: number | null): string {
  return valueMs === null ? '–' : `${(valueMs / 1_000).toFixed(1)} s`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** How many were measured, and what half and almost all of them stayed below. */
export function latencyRow(label: string, samples: Samples): string {
  return row(label, String(samples.count), ms(samples.percentile(50)), ms(samples.percentile(99)), ms(samples.max));
}

export const LATENCY_HEAD = row('real milliseconds', 'count', 'p50', 'p99', 'longest');

/** The whole report as lines of plain text. */
export function reportLines(result: SimulationResult): string[] {
  return [...callLines(result), '', ...latencyLines(result), '', ...checkLines(result)];
}

function callLines({ options, service, realSeconds }: SimulationResult): string[] {
  const { fates, answerWaits } = service;
  const other = fates.callback_booked + fates.overflowed + fates.closed_hours + fates.failed;
  const real = (valueMs: number | null): string => seconds(valueMs === null ? null : valueMs / options.speed);
  return [
    `${options.agents} agents, ${options.callsPerHour} calls an hour for ${options.minutes} min at speed ${options.speed}, seed ${options.seed}: ${realSeconds.toFixed(0)} s of real time`,
    '',
    row('calls', 'count', 'share'),
    row('offered', String(fates.offered), share(fates.offered, fates.offered)),
    row('answered', String(fates.answered), share(fates.answered, fates.offered)),
    row('abandoned', String(fates.abandoned), share(fates.abandoned, fates.offered)),
    row('abandoned within 5 s', String(fates.short_abandoned), share(fates.short_abandoned, fates.offered)),
    row('other ends', String(other), share(other, fates.offered)),
    ...[...service.otherEnds].map(([end, count]) => row(`  ${end}`, String(count))),
    row('still waiting', String(fates.waiting), share(fates.waiting, fates.offered)),
    '',
    row('waiting', 'simulated', 'real'),
    row('answered within 30 s', share(service.answeredInTarget, fates.answered)),
    row('average speed of answer', seconds(answerWaits.mean), real(answerWaits.mean)),
    row('longest wait', seconds(service.longestWaitMs), real(service.longestWaitMs)),
    `  A simulated second is 1/${options.speed} of a real one, so what the system itself needs weighs ${options.speed} times here.`,
  ];
}

function latencyLines(result: SimulationResult): string[] {
  const lost = result.kills === 0 ? [] : [row('server killed', `${result.kills} ×`, seconds(result.outageMs))];
  return [
    LATENCY_HEAD,
    latencyRow('both ready → offer at the window', result.offerLatency),
    latencyRow('accept → talking', result.acceptToTalk),
    latencyRow('identity tick → screen pop', result.verifyToPop),
    latencyRow('answered → on the board', result.boardLatency),
    row('own lag of the simulator', '', '', ms(result.ownLagP99Ms)),
    ...lost,
  ];
}

const BROKEN_SHOWN_MAX = 5;

function checkLines(result: SimulationResult): string[] {
  const errors = [...result.serverErrors].map(([text, count]) => `  ${count} × ${text}`);
  return [
    `Refused commands${result.refused.length === 0 ? ': none' : ''}`,
    ...result.refused.map((one) =>
      row(`${one.command} ${one.code}`, String(one.count), one.isExpected ? 'a race' : 'FAULT'),
    ),
    `Errors in the server's log${errors.length === 0 ? ': none' : ''}`,
    ...errors,
    `Invariants (looked at ${result.invariantRounds} times)`,
    ...result.checks.flatMap((check) => [
      `  ${check.broken.length === 0 ? 'ok    ' : 'BROKEN'} ${check.id.padEnd(13)} ${check.says}`,
      ...check.broken.slice(0, BROKEN_SHOWN_MAX).map((broken) => `           ${broken}`),
      ...(check.broken.length > BROKEN_SHOWN_MAX
        ? [`           and ${check.broken.length - BROKEN_SHOWN_MAX} more`]
        : []),
    ]),
  ];
}
