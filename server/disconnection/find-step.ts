/** What a creditor's system asks before it writes down a step. */
import type { Knex } from 'knex';
import type { RecordedStepKind } from '../../shared/disconnection/process';
import type { Id } from '../../shared/ids/ids';
import type { IsoDate } from '../../shared/time/dates';

/** A creditor's case by its number; null when it has none of that number. */
export async function findCase(
  sql: Knex,
  of: { readonly creditorId: string; readonly caseNo: string },
): Promise<Id<'case'> | null> {
  const row = await sql('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .where({ 'k.case_no': of.caseNo, 'a.creditor_id': of.creditorId })
    .first<{ id: Id<'case'> } | undefined>('k.id');
  return row?.id ?? null;
}

/** A step that its author wrote down before; null when it did not. */
export async function findStep(
  sql: Knex,
  of: {
    readonly caseId: string;
    readonly kind: RecordedStepKind;
    readonly onDate: IsoDate;
    readonly recordedBy: string;
  },
): Promise<Id<'disconnectionStep'> | null> {
  const row = await sql('disconnection_steps')
    .where({ case_id: of.caseId, kind: of.kind, on_date: of.onDate, recorded_by: of.recordedBy })
    .first<{ id: Id<'disconnectionStep'> } | undefined>('id');
  return row?.id ?? null;
}
