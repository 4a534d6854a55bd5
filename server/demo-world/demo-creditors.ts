import { makeOrgNo } from '../../shared/references/organisation-ids';
import type { LocalText } from '../../shared/lang/languages';
import type { Id } from '../../shared/ids/ids';
import { DEMO_CREDITORS, type DemoCreditor } from './creditor-data';
import type { DemoWorld } from './demo-world';

const YEARS_BACK_DAYS = -730;
const BASIS = 100;

export interface SeededCreditor extends DemoCreditor {
  readonly id: Id<'creditor'>;
  readonly mandateId: Id<'mandate'>;
  readonly queueId: Id<'queue'>;
}

function orgNo(creditor: DemoCreditor): string {
  const number = makeOrgNo(creditor.orgPayload, creditor.country);
  // About one payload in eleven has no check digit; the next one has.
  return number ?? makeOrgNo(String(Number(creditor.orgPayload) + 1), creditor.country) ?? creditor.orgPayload;
}

function terms(creditor: DemoCreditor): Record<string, unknown> {
  const { plan } = creditor;
  const limits = {
    instalmentsMax: plan.instalmentsMax,
    monthsMax: plan.instalmentsMax + 2,
    daysToFirstMax: 30,
    firstMinMinor: String(plan.instalmentMin * BASIS),
    firstShareMinBp: 0,
    instalmentMinMinor: String(plan.instalmentMin * BASIS),
    principalMaxMinor: String(plan.principalMax * BASIS),
  };
  const doubled = {
    ...limits,
    instalmentsMax: plan.instalmentsMax * 2,
    monthsMax: plan.instalmentsMax * 2 + 2,
    daysToFirstMax: 45,
    principalMaxMinor: String(plan.principalMax * 2 * BASIS),
  };
  return {
    plan: { ...limits, feeMode: plan.feeMode, approval: { role: 'lead', limits: doubled } },
    postpone: { daysMax: 14, countMax: 2 },
    waive: { perCaseMaxMinor: String(creditor.waiveMax * BASIS), feeShareOfClaimBp: 5_000 },
    hold: { bankDaysMax: 5 },
    mayPauseDisconnection: true,
    mayOrderRelease: creditor.mayOrderRelease,
  };
}

function queueName(creditor: DemoCreditor): LocalText {
  return { nb: creditor.name, sv: creditor.name, fi: creditor.name, en: creditor.name };
}

/** The creditors with a mandate, a queue and the number customers call. */
export function addCreditors(world: DemoWorld): SeededCreditor[] {
  const since = world.noon(world.day(YEARS_BACK_DAYS));
  return DEMO_CREDITORS.map((creditor) => {
    const id = world.id('creditor', since);
    const mandateId = world.id('mandate', since);
    const queueId = world.id('queue', since);
    const organisation = orgNo(creditor);
    world.add('creditors', {
      id,
      slug: creditor.slug,
      name: creditor.name,
      country: creditor.country,
      role: creditor.role,
      utility: creditor.utility,
      currency: creditor.currency,
      org_no: organisation,
      phone: creditor.phone,
      seller_ids: [organisation],
      payee_accounts: [],
      is_demo: true,
      created_at: new Date(since),
    });
    world.add('mandates', {
      id: mandateId,
      creditor_id: id,
      version: 1,
      valid_from: world.day(YEARS_BACK_DAYS),
      terms: JSON.stringify(terms(creditor)),
      created_at: new Date(since),
    });
    world.add('queues', {
      id: queueId,
      slug: creditor.slug,
      creditor_id: id,
      name: JSON.stringify(queueName(creditor)),
      topic: null,
      // 1 goes first: a cut or its warning is more urgent where the creditor can cut.
      priority: creditor.role === 'grid' || creditor.role === 'combined' ? 4 : 5,
      required_skills: JSON.stringify([
        { kind: 'creditor', key: creditor.slug, level: 1 },
        { kind: 'language', key: creditor.language, level: 1 },
      ]),
      created_at: new Date(since),
    });
    world.add('creditor_numbers', {
      phone: creditor.phone,
      creditor_id: id,
      queue_id: queueId,
      language: creditor.language,
    });
    return { ...creditor, id, mandateId, queueId };
  });
}

/**
 * Rows of those creditors who open a cut supply on what the customer says, not only on what the bank says. Added when the rest of
 * the world stands, so that it changes nobody who was there before.
 */
export function addTrust(world: DemoWorld, creditors: readonly SeededCreditor[]): void {
  const since = world.noon(world.day(YEARS_BACK_DAYS));
  for (const creditor of creditors.filter(({ opensOnWord }) => opensOnWord)) {
    world.add('payment_source_trust', {
      id: world.id('sourceTrust', since),
      creditor_id: creditor.id,
      source: 'customer_word',
      trust: 'release',
      valid_from: world.day(YEARS_BACK_DAYS),
      why: 'Opens on the word, and cuts again when the money does not come (made up for the demo world).',
      created_at: new Date(since),
    });
  }
}
