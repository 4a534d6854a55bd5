import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleCaseFile,
  sampleClaim,
  sampleDispute,
  sampleNotice,
  samplePayment,
  samplePlan,
  SAMPLE_NOW,
  SAMPLE_TODAY,
} from '../../shared/call-scripts/testing/sample-case-file';
import { LANGUAGES, type Language } from '../../shared/lang/languages';
import type { CaseFile } from '../../shared/ledger/case-file';
import { buildStatement, type Statement } from '../../shared/statement/build-statement';
import { renderStatementPdf } from './render-pdf';

const april = sampleClaim(1043);
const rich = caseFileWith({
  claims: [april, sampleClaim(1044, { dueDate: '2026-04-25' })],
  payments: [
    samplePayment(1, april, {
      amountMinor: '50000',
      allocations: [{ claimId: april.id, invoiceNo: '1043', amountMinor: '50000', match: 'amount_and_payer' }],
    }),
  ],
  disputes: [sampleDispute(1, sampleClaim(1044))],
  plans: [samplePlan(1, [april.id])],
  paymentNotices: [sampleNotice(1)],
});

function statementOf(caseFile: CaseFile, language: Language): Statement {
  const [account] = caseFile.accounts;
  const collectionCase = account?.cases[0];
  if (account === undefined || collectionCase === undefined) throw new Error('the file has a case');
  return buildStatement({ caseFile, account, collectionCase, onDate: SAMPLE_TODAY, language });
}

const pagesOf = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/gu)].length;

describe('a statement on paper', () => {
  test.each(LANGUAGES)(
    'is a small PDF in %s, marked with its language, the same bytes every time',
    async (language) => {
      const statement = statementOf(rich, language);
      const [one, two] = [
        await renderStatementPdf(statement, SAMPLE_NOW),
        await renderStatementPdf(statement, SAMPLE_NOW),
      ];
      const text = one.toString('latin1');
      expect(text.startsWith('%PDF-')).toBe(true);
      expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
      expect(text).toContain(`/Lang (${{ nb: 'nb-NO', sv: 'sv-SE', fi: 'fi-FI', en: 'en-GB' }[language]})`);
      expect(one.equals(two)).toBe(true);
      expect(one.length).toBeLessThan(200_000);
    },
  );

  test('embeds its font, so that it reads the same on every machine', async () => {
    const text = (await renderStatementPdf(statementOf(rich, 'fi'), SAMPLE_NOW)).toString('latin1');
    expect(text).toMatch(/\/FontFile2/u);
    expect(text).not.toMatch(/\/BaseFont \/Helvetica/u);
  });

  test('runs over as many pages as it needs', async () => {
    const many = Array.from({ length: 40 }, (_one, n) => sampleClaim(3000 + n));
    const file = caseFileWith({ claims: many, payments: [] });
    const pages = pagesOf(await renderStatementPdf(statementOf(file, 'nb'), SAMPLE_NOW));
    expect(pages).toBeGreaterThan(5);
    expect(pagesOf(await renderStatementPdf(statementOf(sampleCaseFile(), 'nb'), SAMPLE_NOW))).toBeLessThanOrEqual(2);
  });

  test('leaves out what each invoice is made of when it would be a book', async () => {
    const many = Array.from({ length: 200 }, (_one, n) => sampleClaim(3000 + n));
    const pages = pagesOf(
      await renderStatementPdf(statementOf(caseFileWith({ claims: many, payments: [] }), 'nb'), SAMPLE_NOW),
    );
    // 200 invoices of about eight lines each: two dozen pages without the lines they are made of, twice that with them.
    expect(pages).toBeLessThan(35);
  });
});
