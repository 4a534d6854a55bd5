import { describe, expect, test } from 'vitest';
import {
  SAMPLE_NOW,
  SAMPLE_TODAY,
  sampleCaseFile,
  sampleContact,
  sampleId,
  type ContactWire,
} from '../call-scripts/testing/sample-case-file';
import { REASONS } from '../calls/vocabulary';
import { evaluateInsights } from './evaluate-insights';
import { repeatCaller } from './repeat-caller';
import { runRule } from './testing/expect-insight';

const WEEK_MS = 7 * 86_400_000;
const withContact = (change: Partial<ContactWire> = {}) => sampleCaseFile({ contacts: [sampleContact(1, change)] });

describe('repeat caller', () => {
  test('says when they called about the same case, why, and who took it', () => {
    expect(runRule(repeatCaller, withContact())?.sentence.nb).toBe(
      'Kunden ringte også fredag 1. mai om samme sak (faktura ikke mottatt). Samtalen ble tatt av Maja.',
    );
  });

  test('tells that nobody answered last time', () => {
    const file = withContact({ wasAnswered: false, reason: null, agentName: null });
    expect(runRule(repeatCaller, file)?.sentence.en).toBe(
      'They also called on Friday 1 May and did not reach anybody.',
    );
  });

  test.each(REASONS)('has words for the reason %s', (reason) => {
    expect(runRule(repeatCaller, withContact({ reason, agentName: null }))).not.toBeNull();
  });

  test('takes a contact without a case when it was about the same creditor', () => {
    expect(runRule(repeatCaller, withContact({ caseId: null }))).not.toBeNull();
  });

  test('counts seven days to the millisecond', () => {
    expect(runRule(repeatCaller, withContact({ at: SAMPLE_NOW - WEEK_MS }))).not.toBeNull();
    expect(runRule(repeatCaller, withContact({ at: SAMPLE_NOW - WEEK_MS - 1 }))).toBeNull();
  });

  test.each([
    ['we called them', { direction: 'out' as const }],
    ['it was about another case', { caseId: sampleId('case', 9) }],
    ['it was about another creditor', { caseId: null, creditorSlug: 'another' }],
    ['it has not happened yet', { at: SAMPLE_NOW + 1 }],
  ])('says nothing when %s', (_why, change) => {
    expect(runRule(repeatCaller, withContact(change))).toBeNull();
  });

  test('does not take the call that is going on for an earlier one', () => {
    const kinds = evaluateInsights(withContact(), { today: SAMPLE_TODAY, callId: sampleId('call', 1) }).map(
      ({ kind }) => kind,
    );
    expect(kinds).not.toContain('repeat_caller');
  });
});
