import { describe, expect, test } from 'vitest';
import {
  caseFileWith,
  sampleCase,
  sampleClaim,
  sampleDispute,
  sampleNotice,
  samplePayment,
  samplePlan,
  type AccountWire,
} from '../call-scripts/testing/sample-case-file';
import { LANGUAGES, type Language } from '../lang/languages';
import { isoDate } from '../time/dates';
import { buildStatement, pageText, type Statement } from './build-statement';

const april = sampleClaim(1043);

function write(language: Language, change: Partial<AccountWire> = {}, onDate = '2026-05-04'): Statement {
  const caseFile = caseFileWith(change);
  const [account] = caseFile.accounts;
  if (account === undefined) throw new Error('the file has an account');
  return buildStatement({
    caseFile,
    account,
    collectionCase: account.cases[0] ?? null,
    onDate: isoDate(onDate),
    language,
  });
}
const linesOf = (statement: Statement, key: Statement['sections'][number]['key']) =>
  statement.sections.filter((section) => section.key === key).flatMap(({ lines }) => lines);
const rich: Partial<AccountWire> = {
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
};

describe('what belongs to another case, or to a later day', () => {
  const other = sampleClaim(1050, { caseId: sampleCase(2).id });
  const both = { claims: [april, other], cases: [sampleCase(1), sampleCase(2)] };

  test('is left out: another case’s plan and notice, and what was agreed or told afterwards', () => {
    const plan = samplePlan(1, [other.id]);
    const notice = sampleNotice(1, { caseId: sampleCase(2).id });
    const kinds = (statement: Statement) => statement.sections.map(({ key }) => key);
    expect(kinds(write('en', { ...both, plans: [plan], paymentNotices: [notice] }))).not.toContain('plan');
    expect(kinds(write('en', { ...both, plans: [plan], paymentNotices: [notice] }))).not.toContain('on_the_way');
    const own = { ...both, plans: [samplePlan(1, [april.id])], paymentNotices: [sampleNotice(1)] };
    expect(kinds(write('en', own))).toEqual(expect.arrayContaining(['plan', 'on_the_way']));
    const before = write('en', own, '2026-04-22');
    expect(kinds(before)).not.toContain('plan');
    expect(kinds(before)).not.toContain('on_the_way');
  });

  test('what a plan covers is paid in its instalments, and what is too old is not asked for', () => {
    const planned = write('en', { claims: [april], plans: [samplePlan(1, [april.id])] });
    expect(linesOf(planned, 'how_to_pay')).toEqual([]);
    expect(
      linesOf(planned, 'plan')
        .map(({ text }) => text)
        .join(' '),
    ).toContain(april.reference);
    const old = sampleClaim(1043, { issueDate: '2020-01-05', dueDate: '2020-01-20' });
    expect(linesOf(write('en', { claims: [old], payments: [], plans: [] }), 'how_to_pay')).toEqual([]);
    expect(linesOf(write('en', { claims: [april] }), 'how_to_pay')).not.toEqual([]);
  });
});

describe('a statement', () => {
  test.each(LANGUAGES)('in %s has every part, no blank left, and its total in words and figures', (language) => {
    const statement = write(language, rich);
    expect(statement.sections.map(({ key }) => key)).toEqual([
      'claim',
      'claim',
      'payments',
      'on_the_way',
      'sum',
      'plan',
      'disputes',
      'help',
    ]);
    const texts = statement.sections.flatMap(({ heading, lines }) => [heading, ...lines.map(({ text }) => text)]);
    for (const text of [...texts, ...statement.footnotes, statement.summary, statement.title])
      expect(text).not.toMatch(/[{}]|undefined|^$/u);
    expect(statement.summary).toContain(statement.total.amount);
    expect(pageText(statement, 1, 2)).toMatch(/1.*2/u);
  });

  test('says how each payment was matched', () => {
    expect(linesOf(write('nb', rich), 'payments').map(({ text }) => text)).toContainEqual(
      '500,00\u00A0kr på faktura 1043 (etter beløp og betaler).',
    );
  });

  test('shows a payment that went to another invoice since, so that who paid the wrong one can see it', () => {
    const march = sampleClaim(1042, {
      caseId: null,
      balanceMinor: '0',
      issueDate: '2026-03-05',
      dueDate: '2026-03-20',
    });
    const statement = write('en', { claims: [march, april], payments: [samplePayment(1, march)] });
    expect(linesOf(statement, 'payments').map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/on invoice 1042 \(by the number on the payment\)/u),
    );
    const older = write('en', {
      claims: [march, april],
      payments: [samplePayment(1, march, { bookedDate: '2026-04-04' })],
    });
    expect(linesOf(older, 'payments').map(({ text }) => text)).toEqual(['No payment has come in.']);
  });

  test('gives the number to pay each open claim with, and none for a disputed one', () => {
    const texts = linesOf(write('en', { ...rich, plans: [] }), 'how_to_pay').map(({ text }) => text);
    expect(texts[0]).toBe('Invoice 1043 (April): use KID number 10430003.');
    expect(texts.some((text) => text.includes('1044'))).toBe(false);
  });

  test('of a settled case asks for nothing', () => {
    const paid = sampleClaim(1043, { balanceMinor: '0' });
    const statement = write('en', { claims: [paid], payments: [samplePayment(1, paid)] }, '2026-05-04');
    expect(statement.summary).toBe('There is nothing to pay.');
    expect(linesOf(statement, 'how_to_pay')).toEqual([]);
  });

  test('shows only its own case', () => {
    const other = sampleClaim(1050, { caseId: sampleCase(2).id });
    const statement = write('en', { claims: [april, other], payments: [], cases: [sampleCase(1), sampleCase(2)] });
    expect(JSON.stringify(statement)).not.toContain('1050');
  });

  test('says when a later rate is not known', () => {
    expect(write('sv', { claims: [april] }, '2027-02-01').footnotes[0]).toBe(
      'Räntesatsen efter 31 december är inte känd än. Räntan därefter tillkommer.',
    );
  });
});
