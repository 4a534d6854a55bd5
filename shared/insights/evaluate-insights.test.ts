import { describe, expect, test } from 'vitest';
import {
  SAMPLE_TODAY,
  caseFileWith,
  sampleAccount,
  sampleCase,
  sampleCaseFile,
  sampleClaim,
  sampleContact,
  sampleDispute,
  sampleId,
  sampleNotice,
  samplePlan,
} from '../call-scripts/testing/sample-case-file';
import { evaluateInsights } from './evaluate-insights';
import { INSIGHT_KINDS } from './insight';
import { INSIGHT_WEIGHT } from './insight-rule';
import { expectSound } from './testing/expect-insight';

const disconnection = {
  noticeDate: '2026-04-28',
  earliestCutDate: '2026-05-26',
  sumToStopMinor: '118400',
  ruleId: 'NO-CUT-C',
  blocks: [],
};

function everything() {
  const returned = sampleClaim(1044, { caseId: null, deliveries: [], dueDate: '2026-04-10', balanceMinor: '5000' });
  const account = sampleAccount();
  return sampleCaseFile({
    contacts: [sampleContact(1)],
    accounts: [
      {
        ...account,
        claims: [...account.claims, returned],
        cases: [sampleCase(1, { disconnection })],
        paymentNotices: [sampleNotice(1)],
        disputes: [sampleDispute(1, returned)],
        plans: [samplePlan(1, [returned.id], { state: 'broken' })],
      },
    ],
  });
}

describe('all insights of a case file', () => {
  test('come with what the agent must know first in front', () => {
    const kinds = evaluateInsights(everything(), { today: SAMPLE_TODAY }).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'disconnection_near',
      'dispute_open',
      'money_on_the_way',
      'paid_previous_invoice',
      'plan_broken',
      'invoice_never_received',
      'repeat_caller',
      'price_parts',
    ]);
  });

  test('are sound in every language and rest on rows that are there', () => {
    const file = everything();
    for (const insight of evaluateInsights(file, { today: SAMPLE_TODAY })) expectSound(insight, file);
  });

  test('say nothing about a customer who owes nothing', () => {
    const file = caseFileWith({ claims: [], payments: [], cases: [] });
    expect(evaluateInsights(file, { today: SAMPLE_TODAY })).toEqual([]);
  });

  test('name the creditor when the customer has accounts at several', () => {
    const other = sampleAccount({
      id: sampleId('customerAccount', 2),
      creditor: { ...sampleAccount().creditor, name: 'Sundnett' },
    });
    const file = sampleCaseFile({ accounts: [sampleAccount(), other] });
    const sentences = evaluateInsights(file, { today: SAMPLE_TODAY }).map(({ sentence }) => sentence.fi);
    expect(sentences.filter((text) => text.startsWith('Sundnett: '))).toHaveLength(2);
    expect(sentences.filter((text) => text.startsWith('Fjellglimt Kraft: '))).toHaveLength(2);
  });

  test('keep to one account when asked to, without naming its creditor', () => {
    const other = sampleAccount({ id: sampleId('customerAccount', 2) });
    const file = sampleCaseFile({ accounts: [sampleAccount(), other] });
    const found = evaluateInsights(file, { today: SAMPLE_TODAY, accountId: sampleId('customerAccount', 2) });
    expect(found).toHaveLength(2);
    expect(found[0]?.sentence.en).toMatch(/^They paid/);
  });

  test('have a weight of their own each, so that the order is never a matter of chance', () => {
    expect(new Set(Object.values(INSIGHT_WEIGHT)).size).toBe(INSIGHT_KINDS.length);
  });
});
