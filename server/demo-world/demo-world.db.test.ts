import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstContacts, FCR_WINDOWS_MS, summariseFcr } from '../../shared/fcr';
import { answeredInTarget } from '../../shared/kpi';
import { validateNationalId } from '../../shared/references/validate-national-id';
import { isValidKid, isValidOcr, isValidViite } from '../../shared/references/payment-references';
import type { Country } from '../../shared/lang/languages';
import { callFactsProjection, readCallFactsSince, toFcrContact } from '../call-facts';
import { ProjectionRunner } from '../platform/journal/projection';
import { createTestPlatform, type TestPlatform } from '../platform/testing/test-platform';
import { seedDemoWorld } from './seed-demo-world';

let house: TestPlatform;
const dataDir = mkdtempSync(join(tmpdir(), 'friskmeld-demo-'));

beforeAll(async () => {
  house = await createTestPlatform();
  expect(await seedDemoWorld(house.db, { nowMs: house.clock.nowMs(), dataDir })).toBe(true);
});
afterAll(async () => {
  await house.close();
  rmSync(dataDir, { recursive: true });
});

describe('the demo world', () => {
  test('is written once: a second start changes nothing', async () => {
    const before = await house.db('journal_position').first('position');
    expect(await seedDemoWorld(house.db, { nowMs: house.clock.nowMs(), dataDir })).toBe(false);
    expect(await house.db('journal_position').first('position')).toEqual(before);
  });

  test('has six creditors or more in three countries and nobody real', async () => {
    const creditors = await house.db('creditors').select<{ country: string }[]>('country');
    expect(creditors.length).toBeGreaterThanOrEqual(6);
    expect(new Set(creditors.map((row) => row.country)).size).toBe(3);
    const people = await house
      .db('customers')
      .select<{ national_id: string; country: Country; is_demo: boolean }[]>('*');
    expect(people.every((person) => person.is_demo)).toBe(true);
    const refused = people.filter((person) => !validateNationalId(person.national_id, person.country, 'demo').ok);
    expect(refused).toEqual([]);
  });

  test('every reference is one that the country accepts', async () => {
    const claims = await house
      .db('claims as c')
      .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
      .join('creditors as r', 'r.id', 'a.creditor_id')
      .select<{ reference: string; country: Country }[]>('c.reference', 'r.country');
    const isValid: Record<Country, (reference: string) => boolean> = {
      NO: (reference) => isValidKid(reference, 'mod10'),
      SE: (reference) => isValidOcr(reference, { level: 'variableLength' }),
      FI: isValidViite,
    };
    expect(claims.filter(({ reference, country }) => !isValid[country](reference))).toEqual([]);
  });

  test('the lines of every invoice add up to the invoice, and no claim is below zero', async () => {
    const wrong = await house.db.raw<{ rows: unknown[] }>(
      `select c.id from claims c join ledger_entries e on e.claim_id = c.id and e.kind = 'invoice'
       where e.amount_minor <> (select sum(l.amount_minor) from invoice_lines l where l.claim_id = c.id)`,
    );
    expect(wrong.rows).toEqual([]);
    const negative = await house.db('claim_balances').where('balance_minor', '<', 0);
    expect(negative).toEqual([]);
  });

  test('a story about a service that is cut is told at a creditor who opens on the word', async () => {
    const shut = await house.db.raw<{ rows: { slug: string; trust: string | null }[] }>(
      `select k.slug, t.trust from demo_stories d join customer_accounts a on a.customer_id = d.customer_id
         join supply_points p on p.customer_account_id = a.id join creditors k on k.id = a.creditor_id
         left join payment_source_trust t on t.creditor_id = k.id and t.source = 'customer_word' and t.valid_to is null
       where p.service_state = 'cut'`,
    );
    expect(shut.rows.map(({ slug, trust }) => `${slug} ${trust}`).sort()).toEqual([
      'harjulinja-verkko release',
      'skjermvik-tv release',
    ]);
  });

  test('some calls have a recording whose file is there', async () => {
    const recordings = await house.db('recordings').select<{ file_name: string }[]>('file_name');
    expect(recordings.length).toBeGreaterThan(2);
    expect(recordings.filter((row) => !existsSync(join(dataDir, 'recordings', row.file_name)))).toEqual([]);
  });

  test('every recorded call has a finished dialogue whose steps lie within the call', async () => {
    const calls = await house.db.raw<{ rows: { run: string | null; state: string | null; inside: boolean | null }[] }>(
      `select r.id as run, r.state, (select bool_and(s.at between c.answered_at and c.ended_at)
         from script_run_steps s where s.run_id = r.id) as inside
       from recordings x join calls c on c.id = x.call_id left join script_runs r on r.call_id = c.id`,
    );
    expect(calls.rows.length).toBeGreaterThan(2);
    expect(calls.rows.filter(({ state, inside }) => state !== 'finished' || inside !== true)).toEqual([]);
  });

  test('its calls count as a good floor would: no call open, most answered in time, FCR believable', async () => {
    await new ProjectionRunner(house.db, house.platform.log, [callFactsProjection]).catchUp();
    const rows = await readCallFactsSince(house.db, 0);
    expect(rows.length).toBeGreaterThan(1_000);
    expect(rows.filter((row) => row.endedAt === null)).toEqual([]);
    expect(answeredInTarget(rows).bp).toBeGreaterThan(8_500);
    const contacts = rows.flatMap((row) => toFcrContact(row) ?? []);
    const parameters = { windowMs: FCR_WINDOWS_MS['7d'], scope: 'reason' } as const;
    const summary = summariseFcr(firstContacts(contacts, parameters), house.clock.nowMs());
    expect(summary.matured.share).toBeGreaterThan(0.7);
    expect(summary.matured.share).toBeLessThan(0.95);
    expect(summary.provisional.count).toBeGreaterThan(0);
  });
});
