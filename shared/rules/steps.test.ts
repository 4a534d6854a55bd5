import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isoDate } from '../time/dates';
import { reminderFee, seenInTimeUntil, stepTiming, type ReminderFeeQuestion } from './steps';

const NO = { country: 'NO', customerKind: 'consumer' } as const;
const SE = { ...NO, country: 'SE' } as const;
const FI = { ...NO, country: 'FI' } as const;
const d = (text: string) => isoDate(text);
const taken = (step: 'collection_notice' | 'payment_demand' | 'reminder', sentOn: string, deadline: string | null) => ({
  step,
  sentOn: d(sentOn),
  deadline: deadline === null ? null : d(deadline),
});

describe('the steps of collection', () => {
  test('NO-DEADLINE-IV: a Norwegian notice may go out the day after the due date and gives fourteen days from sending', () => {
    const timing = stepTiming({
      ...NO,
      date: d('2026-03-02'),
      step: 'collection_notice',
      dueDate: d('2026-03-01'),
      taken: [],
    });
    expect(timing).toEqual({
      ok: true,
      value: { ruleId: 'NO-DEADLINE-IV', earliest: '2026-03-02', deadline: '2026-03-16' },
    });
  });

  test('NO-DEADLINE-BO: a payment demand comes the day after the notice ran out, and not without a notice', () => {
    const question = { ...NO, date: d('2026-03-17'), step: 'payment_demand', dueDate: d('2026-02-01') } as const;
    const after = stepTiming({ ...question, taken: [taken('collection_notice', '2026-03-02', '2026-03-16')] });
    expect(after).toMatchObject({ ok: true, value: { earliest: '2026-03-17', deadline: '2026-03-31' } });
    expect(stepTiming({ ...question, taken: [] })).toEqual({
      ok: false,
      error: { code: 'STEP_NOT_READY', details: { step: 'collection_notice', why: 'missing' } },
    });
  });

  test('NO-DEADLINE-BO: a payment demand carries a court step for six months, then it must be sent anew', () => {
    const demand = taken('payment_demand', '2026-01-10', '2026-01-24');
    const on = (date: string) =>
      stepTiming({ ...NO, date: d(date), step: 'legal_action', dueDate: d('2025-11-01'), taken: [demand] });
    expect(on('2026-07-10')).toMatchObject({ ok: true, value: { earliest: '2026-01-25', deadline: null } });
    expect(on('2026-07-11')).toMatchObject({
      ok: false,
      error: { details: { step: 'payment_demand', why: 'too_old' } },
    });
  });

  test('FI-GAP: fourteen whole days lie between two Finnish letters, so the fifteenth day is the first', () => {
    const timing = stepTiming({
      ...FI,
      date: d('2026-03-16'),
      step: 'payment_demand',
      dueDate: d('2026-02-01'),
      taken: [taken('reminder', '2026-03-01', null)],
    });
    // Sent on the 16th, there on the 23rd at the latest (five bank days), ten days after that.
    expect(timing).toMatchObject({ ok: true, value: { earliest: '2026-03-16', deadline: '2026-04-02' } });
  });

  test('SE-KRAV-TIME: a Swedish demand gives eight days from sending and four bank days after it came', () => {
    const timing = stepTiming({
      ...SE,
      date: d('2026-03-02'),
      step: 'payment_demand',
      dueDate: d('2026-02-01'),
      taken: [],
    });
    expect(timing).toMatchObject({ ok: true, value: { ruleId: 'SE-KRAV-TIME', deadline: '2026-03-13' } });
  });

  test('a step without a row is refused: Finnish businesses, and Finnish letters before the decision of 2024', () => {
    const step = { step: 'payment_demand', dueDate: d('2024-01-01'), taken: [] } as const;
    const business = stepTiming({ ...FI, customerKind: 'business', date: d('2026-03-16'), ...step });
    const early = stepTiming({ ...FI, date: d('2024-10-20'), ...step });
    expect(!business.ok && business.error.code).toBe('RULE_MISSING');
    expect(!early.ok && early.error.code).toBe('RULE_MISSING');
  });

  test('a payment that the bank had in time may be seen three bank days later', () => {
    const seen = seenInTimeUntil({ ...NO, date: d('2026-03-01'), step: 'collection_notice' }, d('2026-03-13'));
    expect(seen).toEqual({ ok: true, value: '2026-03-18' });
  });

  test('whatever was sent, the earliest day lies after the letter before it', () => {
    fc.assert(
      fc.property(fc.constantFrom(NO, SE, FI), fc.integer({ min: 0, max: 500 }), (who, days) => {
        const sentOn = addDays(d('2025-01-01'), days);
        const notice = { step: 'collection_notice', sentOn, deadline: addDays(sentOn, 14) } as const;
        const reminder = { step: 'reminder', sentOn, deadline: null } as const;
        const timing = stepTiming({
          ...who,
          date: sentOn,
          step: 'payment_demand',
          dueDate: addDays(sentOn, -20),
          taken: [notice, reminder],
        });
        // Sweden asks for no letter before the demand.
        if (timing.ok && who.country !== 'SE') expect(timing.value.earliest > sentOn).toBe(true);
        else expect(timing.ok).toBe(true);
      }),
    );
  });
});

describe('what a reminder may cost', () => {
  const norwegian: ReminderFeeQuestion = {
    ...NO,
    date: d('2026-03-15'),
    dueDate: d('2026-03-01'),
    sender: 'creditor',
    isAgreed: false,
    charged: [],
  };
  const why = (question: ReminderFeeQuestion) => {
    const fee = reminderFee(question);
    return fee.ok ? fee.value : fee.error.details?.['why'];
  };

  test('NO-REM-FEE: 38 kr from the fourteenth day after the due date, not on the thirteenth', () => {
    expect(why(norwegian)).toBe(3_800n);
    expect(why({ ...norwegian, date: d('2026-03-14') })).toBe('too_early');
  });

  test('NO-REM-FEE: a second fee only after a deadline of fourteen days was missed, never a third within half a year', () => {
    const first = { sentOn: d('2026-03-15'), deadline: d('2026-03-29') };
    const second = { sentOn: d('2026-04-05'), deadline: d('2026-04-19') };
    expect(why({ ...norwegian, date: d('2026-03-29'), charged: [first] })).toBe('no_missed_deadline');
    expect(why({ ...norwegian, date: d('2026-03-30'), charged: [first] })).toBe(3_800n);
    expect(why({ ...norwegian, date: d('2026-03-30'), charged: [{ ...first, deadline: d('2026-03-25') }] })).toBe(
      'no_missed_deadline',
    );
    expect(why({ ...norwegian, date: d('2026-05-01'), charged: [second, first] })).toBe('too_many');
    expect(why({ ...norwegian, date: d('2026-10-05'), charged: [first, second] })).toBe(3_800n);
  });

  test('SE-REM-FEE: 60 kr, and only when it was agreed; FI-REM-FEE-C: 5 € twice', () => {
    expect(why({ ...norwegian, ...SE })).toBe('not_agreed');
    expect(why({ ...norwegian, ...SE, isAgreed: true })).toBe(6_000n);
    const sent = { sentOn: d('2026-03-15'), deadline: null };
    expect(why({ ...norwegian, ...FI, charged: [sent] })).toBe(500n);
    expect(why({ ...norwegian, ...FI, charged: [sent, sent] })).toBe('too_many');
  });
});
