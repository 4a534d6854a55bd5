import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import type { NewRule } from '../../shared/rules/new-rule';
import { newRuleSchema } from '../../shared/rules/new-rule';
import { findRule, RULES } from '../../shared/rules/index';
import { isoDate } from '../../shared/time/dates';
import { createTestPlatform, type TestPlatform } from '../platform/testing/test-platform';
import { addRule } from './add-rule';
import { CachedRuleBook } from './rule-book';

let world: TestPlatform;
let admin: Id<'agent'>;
beforeAll(async () => {
  world = await createTestPlatform();
  admin = world.platform.makeId('agent');
  await world.db('login_accounts').insert({
    id: admin,
    user_name: 'ada',
    display_name: 'Ada Administrator',
    password_hash: 'x',
    roles: ['admin'],
    language: 'nb',
    creditor_scope: null,
    created_at: new Date(world.clock.nowMs()),
  });
  await world.platform.feed.start();
});
afterAll(() => world.close());

const swedishRate = (patch: Partial<Record<keyof NewRule, unknown>> = {}): NewRule =>
  newRuleSchema.parse({
    domain: 'late_interest',
    topic: null,
    country: 'SE',
    customerKind: 'any',
    utilities: null,
    creditorId: null,
    validFrom: '2026-07-01',
    validTo: '2026-12-31',
    status: 'in_force',
    params: { yearlyRateBp: 1_000 },
    source: ['https://www.riksbank.se/referensranta'],
    confidence: 'high',
    note: 'Second half of 2026',
    ...patch,
  });

const add = (written: NewRule) =>
  world.platform.unitOfWork.run((tx) => addRule(tx, { written, loginAccountId: admin }));
const rateOn = (book: CachedRuleBook, date: string) => {
  const found = findRule('late_interest', {
    country: 'SE',
    customerKind: 'consumer',
    date: isoDate(date),
    rows: book.rows(),
  });
  return found.ok ? found.value.params.yearlyRateBp : null;
};
describe('a row added by an administrator', () => {
  test('is written with who, when and why, told in the journal and the audit, and applies on every server', async () => {
    const book = new CachedRuleBook(world.db);
    await book.refresh();
    expect(rateOn(book, '2026-11-21')).toBeNull();
    world.platform.feed.subscribe((fact) => (fact.kind === 'rule.added' ? book.refresh() : undefined));
    const done = await add(swedishRate());
    if (!done.ok) throw new Error(done.error.code);
    expect(done.value.supersedes).toEqual([]);
    await vi.waitFor(() => expect(rateOn(book, '2026-11-21')).toBe(1_000));
    expect(rateOn(book, '2026-06-30')).toBe(1_000);
    expect(rateOn(book, '2027-01-01')).toBeNull();
    expect(book.addition(done.value.rule.id)).toMatchObject({
      addedBy: 'Ada Administrator',
      note: 'Second half of 2026',
    });
    const audit = await world.db('audit_rows').where({ action: 'rule.add', subject_id: done.value.rule.id });
    expect(audit).toMatchObject([{ login_account_id: admin }]);
  });

  test('corrects an earlier one of the same day, and the earlier one stays in the table as it was written', async () => {
    const first = await add(swedishRate({ country: 'FI', customerKind: 'consumer', params: { yearlyRateBp: 1 } }));
    const second = await add(swedishRate({ country: 'FI', customerKind: 'consumer', params: { yearlyRateBp: 950 } }));
    if (!first.ok || !second.ok) throw new Error('both must be taken');
    expect(second.value.supersedes.map(({ rule }) => rule.id)).toEqual([first.value.rule.id]);
    const book = new CachedRuleBook(world.db);
    await book.refresh();
    const found = findRule('late_interest', {
      country: 'FI',
      customerKind: 'consumer',
      date: isoDate('2026-08-01'),
      rows: book.rows(),
    });
    expect(found.ok && found.value.id).toBe(second.value.rule.id);
    const rows = await world.db('rule_rows').where({ id: first.value.rule.id });
    expect(rows).toMatchObject([{ params: { yearlyRateBp: 1 }, valid_to: '2026-12-31' }]);
  });

  test('is never changed or removed: the database itself refuses', async () => {
    const done = await add(swedishRate({ country: 'NO', validFrom: '2027-01-01', validTo: '2027-06-30' }));
    if (!done.ok) throw new Error(done.error.code);
    const row = () => world.db('rule_rows').where({ id: done.value.rule.id });
    await expect(row().update({ note: 'other' })).rejects.toThrow();
    await expect(row().delete()).rejects.toThrow();
    expect(await row()).toHaveLength(1);
  });

  test('two administrators at once: one row stands, the other is told what is in the way', async () => {
    const answers = await Promise.all([
      add(swedishRate({ validFrom: '2027-07-01', validTo: null })),
      add(swedishRate({ validFrom: '2027-01-01', validTo: null })),
    ]);
    const refused = answers.filter(({ ok }) => !ok);
    // Whoever comes first, no two rows cover a day: either the later start found the earlier row open and ended it, or
    // the earlier start ran into the later one and was refused.
    expect(refused.length).toBeLessThanOrEqual(1);
    for (const answer of refused) expect(!answer.ok && answer.error.code).toBe('RULE_OVERLAPS');
    const book = new CachedRuleBook(world.db);
    await book.refresh();
    const covering = book
      .rows()
      .filter(
        (row) =>
          row.domain === 'late_interest' &&
          row.country === 'SE' &&
          (row.validFrom ?? '9999') <= '2027-08-01' &&
          '2027-08-01' <= (row.validTo ?? '9999-12-31'),
      );
    expect(covering).toHaveLength(1);
  });

  test.each([
    ['a parameter of another domain', { params: { amountMinor: '100' } }, 'params.yearlyRateBp'],
    ['a rate that is no number', { params: { yearlyRateBp: 'ten' } }, 'params.yearlyRateBp'],
    ['a rate below zero', { params: { yearlyRateBp: -1 } }, 'params.yearlyRateBp'],
    ['a parameter too many', { params: { yearlyRateBp: 1, why: 'x' } }, 'params'],
    ['an end before the start', { validFrom: '2028-01-02', validTo: '2028-01-01' }, 'validTo'],
    ['a row in force without a first day', { validFrom: null, validTo: null }, 'validFrom'],
    ['an adopted law with a day', { status: 'adopted_not_in_force' }, 'validFrom'],
    ['a topic the domain does not have', { topic: 'ordinary' }, 'topic'],
    ['no topic where one is needed', { domain: 'limitation', params: {} }, 'topic'],
  ])('with %s is refused with the field', async (_what, patch, field) => {
    const refused = await add(swedishRate({ validFrom: '2028-01-01', validTo: null, ...patch }));
    expect(refused).toEqual({ ok: false, error: { code: 'RULE_INVALID', details: { field } } });
  });

  test('that is only adopted is listed and never found', async () => {
    const done = await add(swedishRate({ status: 'adopted_not_in_force', validFrom: null, validTo: null }));
    if (!done.ok) throw new Error(done.error.code);
    const book = new CachedRuleBook(world.db);
    await book.refresh();
    expect(book.standing().some(({ rule }) => rule.id === done.value.rule.id)).toBe(true);
    expect(
      findRule('late_interest', {
        country: 'SE',
        customerKind: 'consumer',
        date: isoDate('2030-01-01'),
        rows: [done.value.rule],
      }).ok,
    ).toBe(false);
  });

  test('for a creditor nobody knows is not written', async () => {
    const creditorId = 'cre_00000000000000000000000000' as Id<'creditor'>;
    await expect(add(swedishRate({ creditorId }))).rejects.toThrow();
    expect(await world.db('rule_rows').where({ creditor_id: creditorId })).toEqual([]);
  });
});

test('without additions the book holds the program’s own rows', () => {
  const book = new CachedRuleBook(world.db);
  expect(book.rows()).toEqual(RULES);
});
