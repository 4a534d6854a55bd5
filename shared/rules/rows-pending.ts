/**
 * Norway's new act on collection, LOV-2026-05-22-19: adopted, no date ("Kongen bestemmer"; the industry expects 1 January
 * 2027). Shown so that people can prepare; the lookup never uses a row without a date. When the date comes, an administrator
 * or a release adds rows in force from it.
 */
import type { AnyRule, Rule } from './rule';

const PENDING = {
  country: 'NO',
  utilities: null,
  validFrom: null,
  validTo: null,
  status: 'adopted_not_in_force',
  source: ['LOV-2026-05-22-19', 'vantigo-r4', 'bahr'],
  confidence: 'medium',
} as const satisfies Partial<Rule>;

const at = (hour: number) => hour * 60;

export const PENDING_RULES: readonly AnyRule[] = [
  {
    ...PENDING,
    id: 'NO-INKL-2026',
    customerKind: 'any',
    domain: 'regime',
    params: {
      act: 'LOV-2026-05-22-19',
      answerDays: 7,
      isFreeAfterObjection: true,
      mayCreditorSendNotice: false,
      isFreeForMinors: true,
      remitDays: 14,
    },
  },
  {
    ...PENDING,
    id: 'NO-INKL-2026-HOURS',
    customerKind: 'any',
    domain: 'calling_hours',
    params: {
      weekdays: { fromMinute: at(8), toMinute: at(21) },
      saturday: { fromMinute: at(9), toMinute: at(15) },
      sundayAndHoliday: null,
      closedEve: { fromMinute: at(8), toMinute: at(21) },
    },
  },
  {
    ...PENDING,
    id: 'NO-INKL-2026-ANSWER',
    customerKind: 'any',
    domain: 'dispute_answer',
    params: { days: 7 },
  },
  {
    ...PENDING,
    id: 'NO-INKL-2026-NOTICE',
    customerKind: 'any',
    domain: 'stage',
    topic: 'collection_notice',
    params: {
      // § 20: only agencies send the notice.
      sentBy: ['agency'],
      isRequired: true,
      follows: ['due_date'],
      gap: { from: 'due_date', fullDaysBetween: 0 },
      deadline: { minDays: 14, from: 'sent', minBankDaysAfterReceipt: null, usualDays: 14 },
      onTime: 'order_received_by_bank',
      graceBankDays: 3,
      validMonths: null,
      needs: ['right_to_object_stated', 'amounts_in_parts'],
    },
  },
];
