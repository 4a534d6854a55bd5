import type { Knex } from 'knex';
import { disconnectionStatus } from '../../shared/disconnection/index';
import type { OrderState, StepKind } from '../../shared/disconnection/process';
import { textKindsFor } from '../../shared/disconnection/texts';
import type { Id } from '../../shared/ids/ids';
import { minor } from '../../shared/money/money';
import type { RuleQuery } from '../../shared/rules/index';
import type { DisconnectionView } from '../../shared/protocol/http-disconnection';
import type { IsoDate } from '../../shared/time/dates';
import type { CutFacts } from './cut-facts';

interface StepRow {
  id: Id<'disconnectionStep'>;
  kind: StepKind;
  on_date: IsoDate;
  recorded_at: number;
  by_name: string | null;
  detail: { note?: string };
}

interface OrderViewRow {
  id: Id<'disconnectionOrder'>;
  state: OrderState;
  sequence: number | null;
  recall_sequence: number | null;
  sum_minor: bigint;
  ordered_at: number;
  dispatched_at: number | null;
  ended_at: number | null;
  why: string[];
}

/** Everything about the cut of one case, for the panel: gates, the sum with references, steps, orders and the texts there are. */
export async function buildView(sql: Knex, found: CutFacts, rows: RuleQuery['rows']): Promise<DisconnectionView> {
  const status = disconnectionStatus(found.facts, rows);
  const steps = await sql('disconnection_steps as t')
    .leftJoin('login_accounts as l', 'l.id', 't.recorded_by')
    .where('t.case_id', found.caseId)
    .orderBy('t.recorded_at', 'desc')
    .select<StepRow[]>('t.id', 't.kind', 't.on_date', 't.recorded_at', 't.detail', 'l.display_name as by_name');
  const orders = await sql('disconnection_orders')
    .where({ case_id: found.caseId })
    .orderBy('ordered_at', 'desc')
    .select<OrderViewRow[]>();
  return {
    caseId: found.caseId,
    caseNo: found.caseNo,
    today: found.facts.today,
    creditorName: found.creditorName,
    utility: found.facts.utility,
    serviceState: found.serviceState,
    currency: found.currency,
    earliestCutDate: status.earliestCutDate,
    sumToStopMinor: status.sumToStopMinor,
    ruleId: status.ruleId,
    blocks: [...status.blocks],
    gates: [...status.gates],
    mayCutToday: status.mayCutToday,
    mayOrderToday: status.mayOrderToday,
    alsoOverdueMinor: status.alsoOverdueMinor,
    payments: status.stopping.flatMap(({ id, dueDate, countsMinor }) =>
      found.claims
        .filter((claim) => claim.id === id)
        .map(({ id: claimId, invoiceNo, reference }) => ({
          claimId,
          invoiceNo,
          reference,
          dueDate,
          amountMinor: countsMinor,
        })),
    ),
    steps: steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      onDate: step.on_date,
      recordedAt: step.recorded_at,
      byName: step.by_name,
      note: step.detail.note ?? '',
    })),
    orders: orders.map((order) => ({
      id: order.id,
      state: order.state,
      sequence: order.sequence,
      recallSequence: order.recall_sequence,
      sumMinor: minor(order.sum_minor),
      orderedAt: order.ordered_at,
      dispatchedAt: order.dispatched_at,
      endedAt: order.ended_at,
      why: order.why,
    })),
    reports: [...found.reports],
    texts: [...textKindsFor(found.facts)],
  };
}
