/**
 * How rows that were added later meet the rows that were there (docs/adr/0010). Nothing is ever edited: which days a row
 * still covers is computed from all rows in the order in which they were recorded.
 */
import { ok, refuse, type Result } from '../result';
import { addDays, type IsoDate } from '../time/dates';
import type { AnyRule, Rule } from './rule';

/** A row as it stands among the others: `validTo` may be earlier than the row itself says. */
export interface StandingRule {
  readonly rule: AnyRule;
  /** The last day it covers among the others; null = open. */
  readonly standsTo: IsoDate | null;
  /** The row that took its later days; null when it stands as written. */
  readonly supersededBy: string | null;
  /** False when a later row took every day of it. */
  readonly isStanding: boolean;
}

const NO_END = '9999-12-31';
const endOf = (row: Pick<StandingRule, 'standsTo'>): string => row.standsTo ?? NO_END;

function sameUtilities(a: Rule, b: Rule): boolean {
  if (a.utilities === null || b.utilities === null) return a.utilities === b.utilities;
  return [...a.utilities].sort().join() === [...b.utilities].sort().join();
}

function shareAUtility(a: Rule, b: Rule): boolean {
  return a.utilities !== null && b.utilities !== null && a.utilities.some((one) => b.utilities?.includes(one));
}

/** Same domain, topic, country, kind of customer and creditor: what is left is the services and the days. */
function sameButUtilities(a: Rule, b: Rule): boolean {
  return (
    a.domain === b.domain &&
    a.topic === b.topic &&
    a.country === b.country &&
    a.customerKind === b.customerKind &&
    a.creditorId === b.creditorId
  );
}

/** True when two rows say something about the same thing for the same people: of such rows only one covers a day. */
export function isSamePlace(a: Rule, b: Rule): boolean {
  return sameButUtilities(a, b) && sameUtilities(a, b);
}

/** Adopted laws without a date take no days from anybody. */
const hasDays = (row: Rule): row is Rule & { readonly validFrom: IsoDate } =>
  row.validFrom !== null && row.status !== 'adopted_not_in_force';

/**
 * The rows as they stand when `added` are recorded one after the other on top of `base`: from its first day on, an added row
 * takes all days of the older rows of its place that began on that day or earlier. What it took never comes back, also when
 * it has an end: after that end nothing is known until somebody adds a row.
 */
export function standingRules(base: readonly AnyRule[], added: readonly AnyRule[]): readonly StandingRule[] {
  return added.reduce<readonly StandingRule[]>(
    (standing, row) => [...standing.map((older) => afterAdding(older, row)), asWritten(row)],
    base.map(asWritten),
  );
}

function asWritten(rule: AnyRule): StandingRule {
  return { rule, standsTo: rule.validTo, supersededBy: null, isStanding: true };
}

function afterAdding(older: StandingRule, added: AnyRule): StandingRule {
  if (!hasDays(added) || !hasDays(older.rule) || !older.isStanding || !isSamePlace(older.rule, added)) return older;
  if (older.rule.validFrom > added.validFrom || endOf(older) < added.validFrom) return older;
  return {
    ...older,
    standsTo: addDays(added.validFrom, -1),
    supersededBy: added.id,
    isStanding: older.rule.validFrom < added.validFrom,
  };
}

/** The rows for the lookup, each with the days it still has. */
export function effectiveRules(base: readonly AnyRule[], added: readonly AnyRule[]): readonly AnyRule[] {
  return standingRules(base, added)
    .filter(({ isStanding }) => isStanding)
    .map(({ rule, standsTo }) => ({ ...rule, validTo: standsTo }));
}

/** A row of law in force that covers people, services and days of a row that is only practice or policy. */
function lawOver(standing: readonly StandingRule[], row: AnyRule): StandingRule | undefined {
  if (row.status === 'in_force' || !hasDays(row)) return undefined;
  const lastDay = row.validTo ?? NO_END;
  return standing.find(
    (one) =>
      one.isStanding &&
      one.rule.status === 'in_force' &&
      hasDays(one.rule) &&
      one.rule.domain === row.domain &&
      one.rule.topic === row.topic &&
      one.rule.country === row.country &&
      isForTheSame(one.rule, row) &&
      one.rule.validFrom <= lastDay &&
      row.validFrom <= endOf(one),
  );
}

function isForTheSame(law: Rule, row: Rule): boolean {
  const people = law.customerKind === 'any' || row.customerKind === 'any' || law.customerKind === row.customerKind;
  const services = law.utilities === null || row.utilities === null || shareAUtility(law, row);
  return people && services && (law.creditorId === undefined || law.creditorId === row.creditorId);
}

/**
 * Whether a row may be added to those that stand. Refused with `RULE_OVERLAPS` (and the row in the way) when it would run
 * into a row of its place that begins later, or when it names some but not all services of a standing row: the administrator
 * ends it before, or names the same services. Refused with `RULE_BELOW_LAW` when house policy or practice would displace, or go
 * before for one creditor, a row of law for the same people and days. Gives the rows that it takes days from.
 */
export function checkAddition(standing: readonly StandingRule[], row: AnyRule): Result<readonly StandingRule[]> {
  if (!hasDays(row)) return ok([]);
  const law = lawOver(standing, row);
  if (law !== undefined) return refuse('RULE_BELOW_LAW', { ruleId: law.rule.id });
  const lastDay = row.validTo ?? NO_END;
  const meeting = standing.filter(
    (one) =>
      one.isStanding &&
      hasDays(one.rule) &&
      sameButUtilities(one.rule, row) &&
      one.rule.validFrom <= lastDay &&
      row.validFrom <= endOf(one),
  );
  const inTheWay = meeting.find((one) =>
    sameUtilities(one.rule, row) ? (one.rule.validFrom ?? '') > row.validFrom : shareAUtility(one.rule, row),
  );
  if (inTheWay !== undefined) {
    return refuse('RULE_OVERLAPS', { ruleId: inTheWay.rule.id, from: inTheWay.rule.validFrom ?? '' });
  }
  return ok(meeting.filter((one) => sameUtilities(one.rule, row)));
}
