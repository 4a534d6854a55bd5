import { describe, expect, test } from 'vitest';
import { caseFileWith, sampleClaim, sampleDispute } from '../call-scripts/testing/sample-case-file';
import { DISPUTE_REASONS } from '../ledger/case-file';
import { disputeOpen } from './dispute-open';
import { runRule } from './testing/expect-insight';

const april = sampleClaim(1043);

describe('dispute open', () => {
  test('says since when, why, how much and by when it is answered', () => {
    const insight = runRule(disputeOpen, caseFileWith({ disputes: [sampleDispute(1, april)] }));
    expect(insight?.sentence.nb).toBe(
      'Innsigelse siden 30. april (feil beløp): 1\u00A0184,00\u00A0kr skal ikke kreves inn før den er besvart, senest torsdag 7. mai.',
    );
    expect(insight?.evidence).toEqual([sampleDispute(1, april).id, april.id]);
  });

  test('promises no date that nobody has set', () => {
    const dispute = sampleDispute(1, april, { answerDueDate: null, state: 'with_creditor' });
    expect(runRule(disputeOpen, caseFileWith({ disputes: [dispute] }))?.sentence.en).toMatch(/until it is answered\.$/);
  });

  test('counts the day in the creditor’s country, not in UTC', () => {
    const dispute = sampleDispute(1, april, { openedAt: Date.parse('2026-04-29T22:30:00Z') });
    expect(runRule(disputeOpen, caseFileWith({ disputes: [dispute] }))?.sentence.en).toContain('30 April');
  });

  test.each(DISPUTE_REASONS)('has words for the reason %s', (reason) => {
    expect(runRule(disputeOpen, caseFileWith({ disputes: [sampleDispute(1, april, { reason })] }))).not.toBeNull();
  });

  test.each(['upheld', 'rejected', 'partly', 'withdrawn'] as const)('says nothing of a dispute that is %s', (state) => {
    expect(runRule(disputeOpen, caseFileWith({ disputes: [sampleDispute(1, april, { state })] }))).toBeNull();
  });
});
