import type { Knex } from 'knex';
import type { Fact, FactKind, FactPayloads } from '../../platform/journal/facts';
import type { ReportKind, StepKind } from '../../../shared/disconnection/process';
import type { WebhookEventType } from '../../../shared/protocol/webhooks';
import {
  contactTelling,
  disconnectionTelling,
  disputeTelling,
  overdueTelling,
  planTelling,
  reportTelling,
  type CreditorMessage,
  type Telling,
} from './details';

/** What a fact makes us tell: the kind, the thing it is about, and its details; null when the creditor is not told. */
interface Tale {
  readonly type: WebhookEventType;
  readonly subjectId: string;
  readonly read: (sql: Knex) => Promise<Telling | null>;
  readonly more?: Readonly<Record<string, unknown>>;
}

type Tales = { readonly [K in FactKind]?: (payload: FactPayloads[K]) => Tale | null };

/** The one table from facts to webhooks. To tell creditors of something else: a row here and a schema in WEBHOOK_EVENTS. */
const TALES: Tales = {
  'plan.agreed': ({ planId }) => planTale('plan.agreed', planId),
  'plan.repaired': ({ planId }) => planTale('plan.repaired', planId),
  'plan.changed': ({ planId, state }) => planChange(planId, state),
  'dispute.opened': ({ disputeId }) => ({
    type: 'dispute.opened',
    subjectId: disputeId,
    read: (sql) => disputeTelling(sql, disputeId),
  }),
  'dispute.closed': ({ disputeId }) => ({
    type: 'dispute.closed',
    subjectId: disputeId,
    read: (sql) => disputeTelling(sql, disputeId),
  }),
  'payment_notice.changed': ({ paymentNoticeId, state }) =>
    state === 'overdue'
      ? {
          type: 'payment_notice.overdue',
          subjectId: paymentNoticeId,
          read: (sql) => overdueTelling(sql, paymentNoticeId),
        }
      : null,
  'disconnection.changed': (payload) => disconnectionTale(payload),
  'disconnection.step_recorded': ({ stepId, kind }) => reportTale(stepId, kind),
  'wrap_up.closed': ({ callId, reason, outcome, isResolved }) => ({
    type: 'contact.made',
    subjectId: callId,
    read: (sql) => contactTelling(sql, callId),
    more: { reason, outcome, isResolved },
  }),
};

function planTale(type: WebhookEventType, planId: string): Tale {
  return { type, subjectId: planId, read: (sql) => planTelling(sql, planId) };
}

function planChange(planId: string, state: string): Tale | null {
  if (state === 'kept') return planTale('plan.kept', planId);
  if (state === 'broken') return planTale('plan.broken', planId);
  return state === 'replaced' || state === 'cancelled' ? planTale('plan.ended', planId) : null;
}

/** Only what goes out is told: an order that was never dispatched is nobody's business. */
function disconnectionTale(payload: FactPayloads['disconnection.changed']): Tale | null {
  const type = (
    {
      advised: 'disconnection.advised',
      dispatched: 'disconnection.ordered',
      recalled: 'disconnection.recalled',
    } as const
  )[payload.state as 'advised' | 'dispatched' | 'recalled'];
  if (type === undefined) return null;
  return { type, subjectId: payload.disconnectionId, read: (sql) => disconnectionTelling(sql, payload) };
}

/** Only what a customer reports: the rest the creditor did, or is told of when it is done. */
const REPORT_OF_STEP: ReadonlyMap<string, ReportKind> = new Map<StepKind, ReportKind>([
  ['obstacle_reported', 'obstacle'],
  ['danger_reported', 'danger'],
  ['social_service_accepted', 'social_service'],
]);

function reportTale(stepId: string, step: string): Tale | null {
  const kind = REPORT_OF_STEP.get(step);
  if (kind === undefined) return null;
  return {
    type: 'disconnection.reported',
    subjectId: stepId,
    read: (sql) => reportTelling(sql, stepId),
    more: { kind },
  };
}

/** True for facts that a creditor may have to be told of. */
export function isTold(kind: FactKind): boolean {
  return kind in TALES;
}

/** What a creditor is to be told because of a fact; null for nothing. */
export async function messageFor(sql: Knex, fact: Fact): Promise<CreditorMessage | null> {
  // Kind and payload of a fact belong together; the compiler does not follow them through the lookup.
  const tale = (TALES[fact.kind] as ((payload: Fact['payload']) => Tale | null) | undefined)?.(fact.payload) ?? null;
  const told = tale === null ? null : await tale.read(sql);
  if (tale === null || told === null) return null;
  return { ...told, type: tale.type, key: `${tale.type}:${tale.subjectId}`, data: { ...told.data, ...tale.more } };
}
