import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleAccount,
  sampleCase,
  sampleClaim,
  sampleDispute,
  type CaseWire,
} from '../call-scripts/testing/sample-case-file';
import { UTILITIES } from '../ledger/vocabulary';
import { disconnectionNear } from './disconnection-near';
import { runRule } from './testing/expect-insight';

const cut = (change: Partial<NonNullable<CaseWire['disconnection']>> = {}): NonNullable<CaseWire['disconnection']> => ({
  noticeDate: '2026-04-28',
  earliestCutDate: '2026-05-26',
  sumToStopMinor: '118400',
  ruleId: 'NO-CUT-C',
  blocks: [],
  ...change,
});
const withCut = (disconnection: CaseWire['disconnection']) =>
  caseFileWith({ cases: [sampleCase(1, { disconnection })] });
const point = (change: object) => ({
  supplyPoints: sampleAccount().supplyPoints.map((one) => ({ ...one, ...change })),
});

describe('disconnection near', () => {
  test('says the first possible date and the sum that stops it', () => {
    const insight = runRule(disconnectionNear, withCut(cut()));
    expect(insight?.sentence.en).toBe(
      'The power can be cut on Tuesday 26 May at the earliest. Paying NOK\u00A01,184.00 stops it.',
    );
    expect(insight?.evidence).toEqual([sampleCase(1).id]);
  });

  test.each(UTILITIES)('has a word for %s in every language', (utility) => {
    const file = caseFileWith({ ...point({ utility }), cases: [sampleCase(1, { disconnection: cut() })] });
    expect(runRule(disconnectionNear, file)).not.toBeNull();
  });

  test('takes the soonest of several', () => {
    const cases = [
      sampleCase(1, { disconnection: cut() }),
      sampleCase(2, { disconnection: cut({ earliestCutDate: '2026-05-12' }) }),
    ];
    expect(runRule(disconnectionNear, caseFileWith({ cases }))?.evidence).toEqual([sampleCase(2).id]);
  });

  test('is near exactly four weeks ahead, and not a day earlier', () => {
    expect(runRule(disconnectionNear, withCut(cut({ earliestCutDate: '2026-06-01' })))).not.toBeNull();
    expect(runRule(disconnectionNear, withCut(cut({ earliestCutDate: '2026-06-02' })))).toBeNull();
  });

  test.each([
    ['there is no warning', { cases: [sampleCase(1)] }],
    ['something blocks it', { cases: [sampleCase(1, { disconnection: cut({ blocks: ['open_dispute'] }) })] }],
    ['nothing is left to pay', { cases: [sampleCase(1, { disconnection: cut({ sumToStopMinor: '0' }) })] }],
    ['it is cut already', { ...point({ serviceState: 'cut' }), cases: [sampleCase(1, { disconnection: cut() })] }],
    [
      'the claim is disputed',
      { disputes: [sampleDispute(1, sampleClaim(1043))], cases: [sampleCase(1, { disconnection: cut() })] },
    ],
  ])('says nothing when %s', (_why, change) => {
    expect(runRule(disconnectionNear, caseFileWith(change))).toBeNull();
  });
});
