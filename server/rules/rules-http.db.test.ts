/** Goal: the book by HTTP for those who look after it, and the rules of a case only behind its gate. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, OPENING_LIMIT_MS, type OpenHouse } from '../testing/open-house';

let house: OpenHouse;
let admin: string;
let agent: string;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.login('admin.en');
  agent = await house.login('agent.en');
}, OPENING_LIMIT_MS);
afterAll(() => house.close());

const swedishRate = {
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
  note: '',
};
const rulesOn = async (query: string) => {
  const answer = await house.request('get', `/api/rules?${query}`, { token: admin });
  expect(answer.status).toBe(200);
  return (answer.body as { rules: { id: string; sentence: { en: string } }[] }).rules;
};

describe('the rule book', () => {
  test('shows the rows of a country on a day, with the amounts of that day', async () => {
    const rules = await rulesOn('country=NO&domain=reminder_fee&on=2026-11-21');
    expect(rules.map(({ id }) => id)).toEqual(['NO-REM-FEE']);
    expect(rules[0]?.sentence.en).toContain('38.00');
    expect(await rulesOn('country=SE&domain=late_interest&on=2026-11-21')).toEqual([]);
  });

  test('takes a row, shows it at once, and refuses a second one that is no rule', async () => {
    const added = await house.request('post', '/api/rules', { token: admin, body: swedishRate });
    expect(added.status).toBe(200);
    const rules = await rulesOn('country=SE&domain=late_interest&on=2026-11-21');
    expect(rules).toMatchObject([
      { added: { by: expect.any(String) }, sentence: { en: 'Late interest is 10% a year.' } },
    ]);
    const bad = await house.request('post', '/api/rules', {
      token: admin,
      body: { ...swedishRate, params: { yearlyRateBp: 'ten' } },
    });
    expect([bad.status, bad.code]).toEqual([400, 'RULE_INVALID']);
    const worse = await house.request('post', '/api/rules', { token: admin, body: { ...swedishRate, source: [] } });
    expect(worse.code).toBe('INVALID_PAYLOAD');
    const notTheirs = await house.request('post', '/api/rules', { token: agent, body: swedishRate });
    expect(notTheirs.code).toBe('FORBIDDEN');
  });
});

describe('the rules of a case', () => {
  const anyCase = async () => (await house.db('cases').where('stage', '<>', 'closed').first<{ id: string }>('id')).id;

  test('are read by a reviewer with an audit row', async () => {
    const caseId = await anyCase();
    const answer = await house.request('get', `/api/cases/${caseId}/rules`, { token: admin });
    expect(answer.status).toBe(200);
    const { lines } = answer.body as { lines: { domain: string; rule: unknown; blocks: unknown }[] };
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.every(({ rule, blocks }) => (rule === null) === (blocks !== null))).toBe(true);
    const audit = await house.db('audit_rows').where({ action: 'case_rules.read' });
    expect(audit).toHaveLength(1);
  });

  test('stay shut for an agent without a call, with somebody else’s call, and for a case that is none', async () => {
    const caseId = await anyCase();
    const path = `/api/cases/${caseId}/rules`;
    expect((await house.request('get', path, { token: agent })).code).toBe('IDENTITY_NOT_VERIFIED');
    const foreign = await house.request('get', `${path}?callId=cal_${'0'.repeat(26)}`, { token: agent });
    expect(foreign.code).toBe('NOT_FOUND');
    const nothing = await house.request('get', `/api/cases/cas_${'0'.repeat(26)}/rules`, { token: admin });
    expect(nothing.code).toBe('NOT_FOUND');
  });

  test('say that nothing more is sent while something stands on the case', async () => {
    const next = async (caseId: string) => {
      const answer = await house.request('get', `/api/cases/${caseId}/rules`, { token: admin });
      return (answer.body as { nextStep: { earliest: string | null; why: string | null } | null }).nextStep;
    };
    const ids = await house
      .db('cases')
      .where({ stage: 'reminder' })
      .whereNotExists((held) =>
        held.from('holds').whereRaw('case_id = cases.id').whereNull('ended_at').select(house.db.raw('1')),
      )
      .limit(20)
      .pluck<string[]>('id');
    let caseId: string | undefined;
    for (const id of ids) if (caseId === undefined && (await next(id))?.why === null) caseId = id;
    if (caseId === undefined) throw new Error('the demo world has a case that may be sent its next letter');
    await house.db('holds').insert({
      id: `hld_${'0'.repeat(26)}`,
      case_id: caseId,
      kind: 'freeze',
      until_date: null,
      placed_at: new Date(),
      note: '',
    });
    expect(await next(caseId)).toMatchObject({ earliest: null, why: 'stopped' });
  });
});
