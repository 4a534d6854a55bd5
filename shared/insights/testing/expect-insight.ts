/** Checks every insight must pass, whatever it says. */
import { expect } from 'vitest';
import { SAMPLE_TODAY } from '../../call-scripts/testing/sample-case-file';
import { LANGUAGES } from '../../lang/languages';
import type { CaseFile } from '../../ledger/case-file';
import type { IsoDate } from '../../time/dates';
import { insightSchema, type Insight } from '../insight';
import { toInsight, type InsightRule } from '../insight-rule';

const idsIn = (value: unknown): string[] =>
  // bigint has no JSON form; ids are plain text.
  [
    ...JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? '' : part)).matchAll(
      /"([a-z]{3}_[0-9a-z]{26})"/g,
    ),
  ].map((match) => match[1] ?? '');

/** Runs one rule on the first account, and checks form, languages and evidence of what it finds. */
export function runRule(rule: InsightRule, caseFile: CaseFile, today: IsoDate = SAMPLE_TODAY): Insight | null {
  const account = caseFile.accounts[0];
  if (account === undefined) throw new Error('the case file has an account');
  const finding = rule({ caseFile, account, today, callId: null });
  if (finding === null) return null;
  const insight = toInsight(finding);
  expectSound(insight, caseFile);
  return insight;
}

/** Right form, no blank left in any language, nothing twice in a row, every piece of evidence in the case file. */
export function expectSound(insight: Insight, caseFile: CaseFile): void {
  expect(insightSchema.safeParse(insight).success).toBe(true);
  for (const language of LANGUAGES) {
    expect(insight.sentence[language]).not.toMatch(/[{}]|\b(?:undefined|null)\b|\s{2}|\.\./);
    expect(insight.sentence[language]).toMatch(/\.$/);
  }
  const known = new Set(idsIn(caseFile));
  for (const id of insight.evidence) expect(known).toContain(id);
}
