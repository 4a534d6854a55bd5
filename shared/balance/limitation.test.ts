import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  noonOf,
  sampleAccount,
  sampleCase,
  sampleClaim,
  sampleId,
  samplePayment,
  samplePlan,
  type AccountWire,
} from '../call-scripts/testing/sample-case-file';
import { LANGUAGES, type Country } from '../lang/languages';
import { addDays, isoDate, type IsoDate } from '../time/dates';
import { limitationOf, soonestLimitation, type Limitation } from './limitation';

const claim = sampleClaim(1043, { dueDate: '2024-03-01', issueDate: '2024-02-10' });

function lookAt(country: Country, change: Partial<AccountWire> = {}, today = isoDate('2026-05-04')): Limitation {
  const creditor = { ...sampleAccount().creditor, country };
  const caseFile = caseFileWith({
    creditor,
    claims: [claim],
    payments: [],
    cases: [sampleCase(1, { stage: 'overdue' })],
    ...change,
  });
  const [account] = caseFile.accounts;
  const [first] = account?.claims ?? [];
  if (account === undefined || first === undefined) throw new Error('the file has a claim');
  const found = limitationOf(first, { caseFile, account, today });
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}
const letter = { cases: [sampleCase(1, { stage: 'payment_demand', stageSince: '2025-06-01' })] };
const partPayment = { payments: [samplePayment(1, claim, { bookedDate: '2025-09-15', amountMinor: '1000' })] };
const promise = { plans: [samplePlan(1, [claim.id], { madeAt: noonOf('2025-10-10') })] };

const withContact = (outcome: 'promise_to_pay' | 'question_answered', caseId = sampleId('case', 1)) => {
  const caseFile = caseFileWith({
    creditor: sampleAccount().creditor,
    claims: [claim],
    payments: [],
    cases: [sampleCase(1, { stage: 'overdue' })],
  });
  const contact = {
    callId: sampleId('call', 7),
    at: noonOf('2025-08-08'),
    direction: 'in',
    creditorSlug: null,
  } as const;
  const said = { reason: null, isResolved: null, wasAnswered: true, agentName: null, note: null };
  const contacts = [{ ...contact, ...said, caseId, outcome }];
  const [account] = caseFile.accounts;
  const [first] = account?.claims ?? [];
  if (account === undefined || first === undefined) throw new Error('the file has a claim');
  const scope = { caseFile: { ...caseFile, contacts }, account, today: isoDate('2026-05-04') };
  const found = limitationOf(first, scope);
  return found.ok ? found.value : null;
};

describe('what was said and sent before', () => {
  test('a promise on the phone starts the time again everywhere, with the call as evidence; an answer does not', () => {
    expect(withContact('promise_to_pay')).toMatchObject({
      lastDay: '2028-08-08',
      startedBy: { event: 'promise_to_pay', evidence: sampleId('call', 7) },
    });
    expect(withContact('question_answered')).toMatchObject({ lastDay: '2027-03-01', startedBy: null });
    expect(withContact('promise_to_pay', sampleId('case', 9))).toMatchObject({ startedBy: null });
  });

  test('a new due date the customer asked for acknowledges the debt', () => {
    const care = { postponements: [{ untilDate: '2025-07-01', agreedAt: noonOf('2025-06-17') }], freezes: [] };
    const found = lookAt('NO', { cases: [sampleCase(1, { stage: 'overdue', care })] });
    expect(found).toMatchObject({ lastDay: '2028-06-17', startedBy: { event: 'acknowledgement' } });
  });

  test('a letter a fee was charged for counts in Sweden and Finland when the case has gone back, never in Norway', () => {
    const fee = { id: sampleId('ledgerEntry', 50), kind: 'fee', amountMinor: '6000', cause: 'reminder' } as const;
    const charged = { ...claim, entries: [...claim.entries, { ...fee, eventDate: '2025-02-02' }] };
    const change = { claims: [charged] };
    expect(lookAt('SE', change)).toMatchObject({ lastDay: '2028-02-02', startedBy: { event: 'letter_received' } });
    expect(lookAt('FI', change).lastDay).toBe('2028-02-02');
    expect(lookAt('NO', change)).toMatchObject({ lastDay: '2027-03-01', startedBy: null });
    const plan = { ...charged, entries: [...claim.entries, { ...fee, eventDate: '2025-02-02', cause: 'plan_fee' }] };
    expect(lookAt('SE', { claims: [plan] }).startedBy).toBeNull();
  });
});

describe('when a claim becomes time-barred', () => {
  test('in Norway three years after the due date, and a letter changes nothing (foreldelsesloven)', () => {
    expect(lookAt('NO').lastDay).toBe('2027-03-01');
    expect(lookAt('NO', letter)).toMatchObject({ lastDay: '2027-03-01', startedBy: null });
  });

  test('in Sweden three years from its origin for a consumer, and a letter starts it again (preskriptionslagen)', () => {
    expect(lookAt('SE').lastDay).toBe('2027-02-10');
    expect(lookAt('SE', letter)).toMatchObject({ lastDay: '2028-06-01', startedBy: { event: 'letter_received' } });
  });

  test('in Finland three years from the due date, and a letter starts it again (laki velan vanhentumisesta)', () => {
    expect(lookAt('FI').lastDay).toBe('2027-03-01');
    expect(lookAt('FI', letter).lastDay).toBe('2028-06-01');
  });

  test.each(['NO', 'SE', 'FI'] as const)(
    'in %s a promise to pay starts it again, with the plan as evidence',
    (country) => {
      const found = lookAt(country, promise);
      expect(found.lastDay).toBe('2028-10-10');
      expect(found.evidence).toContain(promise.plans[0]?.id);
      for (const language of LANGUAGES) expect(found.sentence[language]).not.toMatch(/[{}]/u);
    },
  );

  test('a proposed plan is no promise yet', () => {
    expect(
      lookAt('NO', { plans: promise.plans.map((plan) => ({ ...plan, state: 'proposed' as const })) }).lastDay,
    ).toBe('2027-03-01');
  });

  test('nothing revives a claim that was dead already', () => {
    const late = { plans: [samplePlan(1, [claim.id], { madeAt: noonOf('2027-04-01') })] };
    expect(lookAt('NO', late, isoDate('2027-05-01'))).toMatchObject({ lastDay: '2027-03-01', isPast: true });
  });

  test('the last day itself is in time', () => {
    expect(lookAt('NO', {}, isoDate('2027-03-01')).isPast).toBe(false);
    expect(lookAt('NO', {}, isoDate('2027-03-02')).isPast).toBe(true);
  });

  test('of several open claims the soonest is told; paid ones have no day', () => {
    const newer = sampleClaim(1044, { dueDate: '2024-06-01' });
    const caseFile = caseFileWith({
      claims: [newer, claim, sampleClaim(1000, { dueDate: '2024-01-01', balanceMinor: '0' })],
      payments: [],
    });
    const [account] = caseFile.accounts;
    if (account === undefined) throw new Error('the file has an account');
    expect(soonestLimitation({ caseFile, account, today: isoDate('2026-05-04') })?.claim.invoiceNo).toBe('1043');
  });

  test('an interruption never makes the day come earlier', () => {
    const someDay = fc.integer({ min: -200, max: 1_500 }).map((n) => addDays(isoDate('2024-03-01'), n));
    const lastDay = (days: readonly IsoDate[], country: Country) =>
      lookAt(
        country,
        { payments: days.map((day, n) => samplePayment(n, claim, { bookedDate: day, amountMinor: '10' })) },
        isoDate('2029-01-01'),
      ).lastDay;
    fc.assert(
      fc.property(
        fc.array(someDay, { maxLength: 4 }),
        someDay,
        fc.constantFrom<Country>('NO', 'SE', 'FI'),
        (days, more, country) => {
          expect(lastDay([...days, more], country) >= lastDay(days, country)).toBe(true);
        },
      ),
    );
  });
});

test('a part payment is known as one', () => {
  expect(lookAt('SE', partPayment)).toMatchObject({ lastDay: '2028-09-15', startedBy: { event: 'part_payment' } });
});
