import * as z from 'zod';

/** What a supply point receives. */
export const UTILITIES = ['power', 'grid', 'district_heating', 'gas', 'telecom', 'tv'] as const;
export const utilitySchema = z.enum(UTILITIES);
export type Utility = z.infer<typeof utilitySchema>;

/** The part a creditor plays; only a grid company (or one that bills both) can cut power in Norway. */
export const CREDITOR_ROLES = ['supplier', 'grid', 'combined', 'telecom', 'tv'] as const;
export const creditorRoleSchema = z.enum(CREDITOR_ROLES);
export type CreditorRole = z.infer<typeof creditorRoleSchema>;

export const CUSTOMER_KINDS = ['consumer', 'business'] as const;
export const customerKindSchema = z.enum(CUSTOMER_KINDS);
export type CustomerKind = z.infer<typeof customerKindSchema>;

export const CLAIM_KINDS = ['invoice', 'fee'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const SERVICE_STATES = ['connected', 'restricted', 'cut'] as const;
export const serviceStateSchema = z.enum(SERVICE_STATES);

/** One signed line on a claim; positive is owed, negative is credit. Append-only. */
export const LEDGER_ENTRY_KINDS = [
  'invoice',
  'credit_note',
  'fee',
  'fee_waiver',
  'interest',
  'payment',
  'refund',
  'write_off',
] as const;
export const ledgerEntryKindSchema = z.enum(LEDGER_ENTRY_KINDS);
export type LedgerEntryKind = z.infer<typeof ledgerEntryKindSchema>;

/** What one invoice line is made of; the price insight groups by these. */
export const INVOICE_LINE_KINDS = [
  'spot',
  'markup',
  'fixed_fee',
  'grid_energy',
  'grid_capacity',
  'tax',
  'support',
  'subscription',
  'usage',
  'equipment',
  'fee',
  'other',
] as const;
export const invoiceLineKindSchema = z.enum(INVOICE_LINE_KINDS);
export type InvoiceLineKind = z.infer<typeof invoiceLineKindSchema>;

export const DELIVERY_CHANNELS = ['efaktura', 'ehf', 'kivra', 'e_lasku', 'email', 'sms', 'letter'] as const;
export const deliveryChannelSchema = z.enum(DELIVERY_CHANNELS);
/** `requested`: we asked the creditor to send it; that it was sent is what the creditor tells us. */
export const DELIVERY_RESULTS = ['requested', 'sent', 'delivered', 'opened', 'returned', 'failed'] as const;
export const deliveryResultSchema = z.enum(DELIVERY_RESULTS);

/** Collection stages of a case, in order; which step may come next and when is the rules' business. */
export const CASE_STAGES = ['overdue', 'reminder', 'collection_notice', 'payment_demand', 'legal', 'closed'] as const;
export const caseStageSchema = z.enum(CASE_STAGES);
export type CaseStage = z.infer<typeof caseStageSchema>;

export const HOLD_KINDS = [
  'money_on_the_way',
  'dispute',
  'plan',
  'vulnerability',
  'postponement',
  'invoice_not_received',
  'freeze',
  'suspension',
  'with_board',
] as const;
export const holdKindSchema = z.enum(HOLD_KINDS);
export type HoldKind = z.infer<typeof holdKindSchema>;

export const PAYMENT_MATCHES = ['reference', 'amount_and_payer', 'manual'] as const;
export const paymentMatchSchema = z.enum(PAYMENT_MATCHES);

/** Coded facts about a person that change how we treat the case; never diagnoses. */
export const CUSTOMER_FLAGS = [
  'vulnerable',
  'medical_device',
  'small_children',
  'trustee',
  'minor',
  'debt_relief',
  'deceased',
  'id_theft',
  'electric_heating',
] as const;
export const customerFlagSchema = z.enum(CUSTOMER_FLAGS);
export type CustomerFlag = z.infer<typeof customerFlagSchema>;
