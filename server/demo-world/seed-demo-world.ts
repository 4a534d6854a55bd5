import type { Knex } from 'knex';
import type { Country } from '../../shared/lang/languages';
import { localDate } from '../../shared/time/zones';
import { hashPassword } from '../platform/auth/sessions';
import { addAccount, type AccountWish, type SeededAccount } from './demo-account';
import { addCreditors, addTrust, type SeededCreditor } from './demo-creditors';
import { addHistory } from './demo-history';
import { addLogins, DEMO_PASSWORD } from './demo-logins';
import { addCustomer } from './demo-people';
import { loadDemoSounds, placeRecordings, type DemoSound } from './demo-recordings';
import { addReviews } from './demo-reviews';
import { DemoWorld } from './demo-world';
import { addLaterStories, addStories } from './stories';

/** Any fixed number: the same day gives the same world. */
const SEED = 20_261_121;
const DEMO_LOCK = 4_100_020;
const FIRST_CUSTOMER_NO = 100_001;
const FIRST_CASE_NO = 4_000_001;

/**
 * Fills an empty database with the demo world, in one transaction. Returns false (and changes nothing) when there is
 * anything in it already; two servers starting at once fill it once.
 */
export async function seedDemoWorld(db: Knex, place: { nowMs: number; dataDir: string }): Promise<boolean> {
  const [passwordHash, sounds] = await Promise.all([hashPassword(DEMO_PASSWORD), loadDemoSounds()]);
  return db.transaction(async (sql) => {
    await sql.raw('select pg_advisory_xact_lock(?)', [DEMO_LOCK]);
    const existing = await sql('creditors').first('id');
    if (existing !== undefined) return false;
    await sql.raw("set local statement_timeout = '120s'");
    const world = buildDemoWorld(place.nowMs, { passwordHash, sounds });
    // Before the rows: a file without a row is never seen, a row without its file would be.
    await placeRecordings(place.dataDir, world.recordings);
    await world.write(sql);
    return true;
  });
}

/** The whole world of a day, not yet written. */
export function buildDemoWorld(
  nowMs: number,
  parts: { passwordHash: string; sounds: readonly DemoSound[] },
): DemoWorld {
  const world = new DemoWorld(localDate(nowMs, 'NO'), nowMs, SEED);
  const creditors = addCreditors(world);
  const logins = addLogins(world, parts.passwordHash);
  const agents = [...logins.named, ...logins.colleagues];
  const numbers = new Numbers();
  const [firstAgent] = agents;
  if (firstAgent === undefined) throw new Error('The demo world has no agent');
  const storyParts = { creditors, numbers, agentId: firstAgent.id };
  const stories = addStories(world, storyParts);
  const avoid = new Set(stories.map((story) => story.customer.name));
  const others = creditors.flatMap((creditor) => addCrowd(world, creditor, { numbers, avoid }));
  addHistory(world, { accounts: [...others, ...stories.slice(-2)], agents, sounds: parts.sounds });
  addReviews(world, logins.named, logins.reviewerId);
  addUnmatchedPayments(world, creditors, others);
  addLaterStories(world, storyParts);
  addTrust(world, creditors);
  return world;
}

class Numbers {
  private customers = FIRST_CUSTOMER_NO;
  private cases = FIRST_CASE_NO;
  private readonly people = new Map<string, number>();

  customerNo(): string {
    return String(this.customers++);
  }

  caseNo(): string {
    return String(this.cases++);
  }

  customerNr(country: string): number {
    const nr = this.people.get(country) ?? 0;
    this.people.set(country, nr + 1);
    return nr;
  }
}

/** Most are in collection with one or two invoices; some have paid everything; a few are deep in. */
const UNPAID_WEIGHTS = [
  [0, 18],
  [1, 44],
  [2, 22],
  [3, 11],
  [4, 5],
] as const;

function addCrowd(
  world: DemoWorld,
  creditor: SeededCreditor,
  from: { numbers: Numbers; avoid: ReadonlySet<string> },
): SeededAccount[] {
  const { random } = world;
  const { numbers, avoid } = from;
  return Array.from({ length: creditor.customers }, () => {
    const country: Country = creditor.country;
    const customer = addCustomer(world, { country, nr: numbers.customerNr(country), avoid });
    const unpaid = random.weighted(UNPAID_WEIGHTS);
    const canCut = creditor.role === 'grid' || creditor.role === 'combined';
    const wish: AccountWish = {
      creditor,
      customer,
      customerNo: numbers.customerNo(),
      caseNo: numbers.caseNo(),
      unpaid,
      newestOverdueDays: random.int(3, 27),
      paidPreviousLate: random.chance(0.2),
      newestDelivery: random.weighted([
        ['delivered', 90],
        ['returned', 6],
        ['failed', 4],
      ] as const),
      ...(canCut && unpaid >= 3 ? { noticeSentDaysAgo: random.int(3, 27) } : {}),
    };
    return addAccount(world, wish);
  });
}

/** Money whose sender wrote no reference: the work list has something to do. */
function addUnmatchedPayments(
  world: DemoWorld,
  creditors: readonly SeededCreditor[],
  accounts: readonly SeededAccount[],
): void {
  const { random } = world;
  for (const creditor of creditors) {
    const open = accounts.filter((account) => account.creditor.id === creditor.id && account.openClaims.length > 0);
    for (let nr = 1; nr <= 2; nr++) {
      const account = random.pick(open);
      const [claim] = account.openClaims;
      if (claim === undefined) continue;
      const at = world.nowMs - random.int(1, 5) * 86_400_000;
      world.add('unmatched_payments', {
        id: world.id('ledgerEntry', at),
        creditor_id: creditor.id,
        source: 'demo',
        source_id: `${creditor.slug}-${nr}`,
        amount_minor: claim.amount,
        currency: creditor.currency,
        booked_date: world.day(-nr),
        reference: null,
        payer_name: account.customer.name,
        created_at: new Date(at),
      });
    }
  }
}
