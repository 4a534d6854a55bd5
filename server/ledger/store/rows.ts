import type { Id } from '../../../shared/ids/ids';
import type { Currency } from '../../../shared/lang/languages';
import type { Claim } from '../../../shared/ledger/case-file';
import type { CaseStage, HoldKind, InvoiceLineKind, LedgerEntryKind, Utility } from '../../../shared/ledger/vocabulary';
import type { IsoDate } from '../../../shared/time/dates';

/** How the ledger's rows come out of the database; they do not leave this folder. */
export interface ClaimRow {
  id: Id<'claim'>;
  customer_account_id: string;
  case_id: Id<'case'> | null;
  supply_point_id: Id<'supplyPoint'> | null;
  kind: 'invoice' | 'fee';
  invoice_no: string;
  reference: string;
  issue_date: IsoDate;
  due_date: IsoDate;
  period_from: IsoDate | null;
  period_to: IsoDate | null;
  currency: Currency;
  agreed_rate_bp: number | null;
}

export interface EntryRow {
  id: Id<'ledgerEntry'>;
  customer_account_id: string;
  claim_id: string | null;
  kind: LedgerEntryKind;
  amount_minor: bigint;
  currency: Currency;
  event_date: IsoDate;
  recorded_at: number;
  cause: string;
  channel: string | null;
  reference: string | null;
  payer_name: string | null;
}

export interface AllocationRow {
  credit_entry_id: string;
  debit_entry_id: string;
  /** Null: laid on money that went back. */
  claim_id: Id<'claim'> | null;
  amount_minor: bigint;
  match: 'reference' | 'amount_and_payer' | 'manual';
}

export interface LineRow {
  claim_id: string;
  line_no: number;
  kind: InvoiceLineKind;
  text: string;
  quantity: string | null;
  unit: string | null;
  amount_minor: bigint;
}

export interface DeliveryRow {
  claim_id: string;
  at: number;
  channel: Claim['deliveries'][number]['channel'];
  address: string;
  result: Claim['deliveries'][number]['result'];
}

export interface SupplyRow {
  id: Id<'supplyPoint'>;
  customer_account_id: string;
  utility: Utility;
  meter_no: string;
  street: string;
  postcode: string;
  city: string;
  is_electric_heating: boolean | null;
  service_state: 'connected' | 'restricted' | 'cut';
  service_state_since: IsoDate;
}

export interface CaseRow {
  id: Id<'case'>;
  case_no: string;
  customer_account_id: string;
  supply_point_id: Id<'supplyPoint'> | null;
  stage: CaseStage;
  stage_since: IsoDate;
  next_stage: CaseStage | null;
  next_stage_date: IsoDate | null;
  limitation_date: IsoDate | null;
  disconnection_notice_date: IsoDate | null;
  disconnection_claim_ids: string[] | null;
  disconnection_served_date: IsoDate | null;
  disconnection_reminder_date: IsoDate | null;
  disconnection_alternatives_date: IsoDate | null;
  disconnection_obstacle_check_date: IsoDate | null;
  disconnection_social_notice_date: IsoDate | null;
  has_social_service_accepted: boolean;
  is_obstacle_reported: boolean;
}

export interface HoldRow {
  id: Id<'hold'>;
  case_id: string;
  kind: HoldKind;
  until_date: IsoDate | null;
  placed_at: number;
  note: string;
}
