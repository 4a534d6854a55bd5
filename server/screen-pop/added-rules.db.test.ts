/** Goal: a row an administrator adds counts wherever a case file is read: insight, call script, plan preview, open screen. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { deriveFacts } from '../../shared/call-scripts/derive-facts';
import { evaluateInsights } from '../../shared/insights/evaluate-insights';
import { caseFileSchema, type CaseFile } from '../../shared/ledger/case-file';
import { minor } from '../../shared/money/money';
import { proposePlans } from '../../shared/plans/index';
import { newRuleSchema, type NewRule } from '../../shared/rules/new-rule';
import { rulesOf } from '../../shared/rules/rules-of-file';
import { addAgent, addCreditor, addDebt, openWorld, talkTo, type Debt, type World } from '../ledger/testing/world';
import { addRule } from '../rules/add-rule';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function add(row: Partial<Record<keyof NewRule, unknown>>): Promise<string> {
  const admin = await addAgent(world, { roles: ['admin'] });
  const written = newRuleSchema.parse({
    topic: null,
    customerKind: 'any',
    utilities: null,
    creditorId: null,
    validFrom: '2026-11-01',
    validTo: null,
    status: 'policy',
    source: ['house-policy'],
    confidence: 'high',
    note: 'Avtalt på ledermøtet',
    ...row,
  });
  const done = await world.platform.unitOfWork.run((tx) => addRule(tx, { written, loginAccountId: admin.id }));
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value.rule.id;
}

async function read(debt: Debt): Promise<CaseFile> {
  const file = await world.screenPop.readCaseFile(world.platform.db, {
    customerId: debt.customerId,
    creditorScope: null,
    nowMs: world.clock.nowMs,
  });
  if (file === null) throw new Error('the customer is there');
  // As a window gets it: over the wire and back.
  return caseFileSchema.parse(JSON.parse(JSON.stringify(caseFileSchema.encode(file))));
}

/** Reads until the rule book has followed the journal. */
async function readWith(debt: Debt, ruleId: string): Promise<CaseFile> {
  await vi.waitFor(async () => expect((await read(debt)).addedRules?.map(({ id }) => id)).toContain(ruleId));
  return read(debt);
}

const kinds = (file: CaseFile) => evaluateInsights(file, { today: file.asOf }).map(({ kind }) => kind);

test('an insight: fees are out of proportion where the house says so from today on', async () => {
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id, { amounts: [100_000], feeMinor: 20_000 });
  expect(kinds(await read(debt))).not.toContain('fee_out_of_proportion');
  const params = { offerWaiverAboveShareBp: 1_000, contactCostMinor: '15000' };
  const ruleId = await add({ domain: 'fee_proportion', country: 'NO', params });
  expect(kinds(await readWith(debt, ruleId))).toContain('fee_out_of_proportion');
});

test('a call script: what more time costs is said by the new row', async () => {
  const creditor = await addCreditor(world, { country: 'FI', feeMode: 'statutory' });
  const debt = await addDebt(world, creditor.id);
  const said = (file: CaseFile) => {
    const source = { caseFile: file, accountId: debt.accountId, caseId: debt.caseId, today: file.asOf };
    const answers = { new_due_date: { kind: 'date', date: '2026-11-30' } } as never;
    return deriveFacts({ ...source, agentName: 'Ada', agencyName: 'Friskmeld' }, answers).conditions.postpone_has_fee;
  };
  expect(said(await read(debt))).toBe(true);
  const row = { domain: 'extension_fee', country: 'FI', customerKind: 'consumer', status: 'in_force' };
  const ruleId = await add({ ...row, params: { amountMinor: '500', minDays: 15 } });
  expect(said(await readWith(debt, ruleId))).toBe(false);
});

test('the preview of a plan: a creditor’s own row frees its own customers, and is not told about to others', async () => {
  const fee = (file: CaseFile) => {
    const [account] = file.accounts;
    if (account === undefined) throw new Error('the customer has an account');
    const offered = proposePlans({
      mandate: account.mandate,
      country: account.creditor.country,
      creditorId: account.creditor.id,
      customerKind: file.customer.kind,
      today: file.asOf,
      claimsOpenMinor: minor(250_000n),
      principalMinor: minor(250_000n),
      isFirstPlan: true,
      paidPlansBefore: 0,
      isLegalPhase: false,
      hasActivePlan: false,
      rows: rulesOf(file),
      wishes: { count: 6 },
    });
    return offered.ok ? offered.value[0]?.feeMinor : offered.error.code;
  };
  const generous = await addCreditor(world, { country: 'SE', feeMode: 'statutory' });
  const strict = await addCreditor(world, { country: 'SE', feeMode: 'statutory' });
  const [debt, other] = [await addDebt(world, generous.id), await addDebt(world, strict.id)];
  const before = fee(await read(other));
  expect(fee(await read(debt))).toBe(before);
  const params = { freePlansPerDebt: 1, channels: ['agent', 'self_service'] };
  const ruleId = await add({ domain: 'free_plans', country: 'SE', creditorId: generous.id, params });
  expect(fee(await readWith(debt, ruleId))).toBe(0n);
  const theirs = await read(other);
  expect(theirs.addedRules ?? []).toEqual([]);
  expect(fee(theirs)).toBe(before);
});

test('an open screen gets the case file anew when law changes for its country, and not for another', async () => {
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id);
  const talk = await talkTo(world, creditor.id, debt);
  const heard: (readonly string[])[] = [];
  const there = vi.spyOn(world.platform.streams, 'hasListeners').mockReturnValue(true);
  const listening = vi.spyOn(world.platform.streams, 'emit').mockImplementation((stream, name, data) => {
    if (stream.key !== talk.agent.id || name !== 'pop:changed' || !('pop' in data)) return;
    heard.push((data.pop.caseFile.addedRules ?? []).map(({ id }) => id));
  });
  const row = { domain: 'care_pause', params: { daysMin: 14, daysMax: 21 } } as const;
  await add({ ...row, country: 'FI' });
  const ruleId = await add({ ...row, country: 'NO' });
  await expect.poll(() => heard.flat(), { timeout: 3_000 }).toContain(ruleId);
  expect(heard.every((ids) => ids.includes(ruleId))).toBe(true);
  there.mockRestore();
  listening.mockRestore();
});
