/**
 * What a creditor's system sends us, one thing at a time: each with the creditor's own key, so that the same thing sent again
 * changes nothing. Bulk requests carry lists of the same items.
 */
import * as z from 'zod';
import { RECORDED_STEP_KINDS } from '../disconnection/process';
import { countrySchema, currencySchema, languageSchema } from '../lang/languages';
import { mandateTermsSchema } from '../ledger/mandate';
import {
  customerKindSchema,
  deliveryChannelSchema,
  deliveryResultSchema,
  invoiceLineKindSchema,
  serviceStateSchema,
  utilitySchema,
} from '../ledger/vocabulary';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

/** Items of one bulk request; more are sent in several. */
export const BULK_ITEMS_MAX = 200;
const LINES_MAX = 200;
const PHONES_MAX = 5;
const REFERENCES_MAX = 10;

const text = (max: number) => z.string().trim().min(1).max(max);
/** A key of the creditor's own system: printable, without blanks at its ends. */
const key = z
  .string()
  .max(60)
  .regex(/^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u);
const instant = z.iso.datetime({ offset: true });
const amount = minorSchema;

/** A customer of the creditor, known by the creditor's customer number. Sent again, it brings name, address and phones up to date. */
export const customerItemSchema = z
  .object({
    customerNo: key,
    kind: customerKindSchema,
    name: text(200),
    birthDate: isoDateSchema.nullish(),
    nationalId: text(30).nullish(),
    street: z.string().trim().max(200).default(''),
    postcode: z.string().trim().max(20).default(''),
    city: z.string().trim().max(100).default(''),
    country: countrySchema.optional(),
    email: z.email().max(254).nullish(),
    language: languageSchema.optional(),
    /** E.164, `+4740000000`. */
    phones: z
      .array(z.string().regex(/^\+[0-9]{6,15}$/u))
      .max(PHONES_MAX)
      .default([]),
  })
  .strict();

/** What is supplied, known by customer number and meter (line, decoder) number. */
export const supplyPointItemSchema = z
  .object({
    customerNo: key,
    meterNo: key,
    utility: utilitySchema,
    street: z.string().trim().max(200).default(''),
    postcode: z.string().trim().max(20).default(''),
    city: z.string().trim().max(100).default(''),
    isElectricHeating: z.boolean().optional(),
    serviceState: serviceStateSchema.optional(),
    serviceStateSince: isoDateSchema.optional(),
  })
  .strict();

const invoiceLine = z
  .object({
    text: text(300),
    kind: invoiceLineKindSchema.optional(),
    quantity: z.string().trim().max(40).nullish(),
    unit: z.string().trim().max(40).nullish(),
    amountMinor: amount,
  })
  .strict();

/** An invoice (positive) or credit note (negative), booked once; it is corrected by a credit note, never by another amount. */
/** 100 % a year. */
const RATE_MAX_BP = 10_000;

export const invoiceItemSchema = z
  .object({
    customerNo: key,
    invoiceNo: key,
    type: z.enum(['invoice', 'credit_note']).default('invoice'),
    /** Invoices that a credit note is for. */
    creditsInvoiceNos: z.array(key).max(REFERENCES_MAX).default([]),
    reference: key.nullish(),
    issueDate: isoDateSchema,
    dueDate: isoDateSchema.nullish(),
    periodFrom: isoDateSchema.nullish(),
    periodTo: isoDateSchema.nullish(),
    currency: currencySchema,
    amountMinor: amount,
    meterNo: key.nullish(),
    /** Late interest a year that the contract names, in hundredths of a per cent; it counts as far as the country's law lets it. */
    agreedRateBp: z.number().int().min(0).max(RATE_MAX_BP).nullish(),
    /** Sum exactly to the amount; may be left out. */
    lines: z.array(invoiceLine).max(LINES_MAX).default([]),
  })
  .strict();

/** Money that the creditor has received. */
export const paymentItemSchema = z
  .object({
    paymentId: key,
    amountMinor: amount,
    currency: currencySchema,
    bookedDate: isoDateSchema,
    /** KID, OCR, viite, RF or invoice numbers, as the payer wrote them. */
    references: z.array(key).max(REFERENCES_MAX).default([]),
    customerNo: key.nullish(),
    payerName: text(200).nullish(),
    payerAccount: key.nullish(),
    channel: z
      .string()
      .regex(/^[a-z0-9_-]{1,30}$/u)
      .default('creditor'),
  })
  .strict();

/** A payment sent before whose money went back: what it paid is owed again. The whole payment, once. */
export const paymentReversalItemSchema = z
  .object({
    paymentId: key,
    reversedDate: isoDateSchema,
  })
  .strict();

/** Where a word about money on its way may come from by this door; the customer's word comes in a call. */
export const NOTICE_API_SOURCES = ['creditor', 'bank_file', 'instant', 'card'] as const;

/** Money that is on its way: collection rests, and where trust and mandate let us, a cut supply is opened. */
export const paymentNoticeItemSchema = z
  .object({
    noticeId: key,
    customerNo: key,
    /** The supply it is for; left out, every cut supply of the customer. */
    meterNo: key.nullish(),
    amountMinor: amount,
    currency: currencySchema,
    paidDate: isoDateSchema,
    source: z.enum(NOTICE_API_SOURCES).default('creditor'),
    channel: z
      .string()
      .regex(/^[a-z0-9_-]{1,30}$/u)
      .default('bank'),
  })
  .strict();

/** What we may decide from a day on; it ends the version before it. */
export const mandateItemSchema = z
  .object({
    validFrom: isoDateSchema,
    validTo: isoDateSchema.nullish(),
    terms: mandateTermsSchema,
  })
  .strict();

/** What the creditor's system does itself about a cut, as it was done: the guard counts its days from it. */
export const disconnectionStepItemSchema = z
  .object({
    caseNo: key,
    kind: z.enum(RECORDED_STEP_KINDS),
    onDate: isoDateSchema,
    note: z.string().trim().max(1_000).default(''),
  })
  .strict();

/** What became of an invoice that was sent; that a copy was asked for is our own word, never theirs. */
const toldDeliveryResultSchema = deliveryResultSchema.exclude(['requested']);

/** How an invoice was sent and what became of it. */
export const deliveryItemSchema = z
  .object({
    customerNo: key,
    invoiceNo: key,
    at: instant,
    channel: deliveryChannelSchema,
    address: text(254),
    result: toldDeliveryResultSchema,
  })
  .strict();

/** Every kind of thing that is sent, with the scope a key needs for it. */
export const CREDITOR_ITEMS = {
  customers: { schema: customerItemSchema, scope: 'customers:write' },
  'supply-points': { schema: supplyPointItemSchema, scope: 'supply-points:write' },
  invoices: { schema: invoiceItemSchema, scope: 'invoices:write' },
  payments: { schema: paymentItemSchema, scope: 'payments:write' },
  'payment-reversals': { schema: paymentReversalItemSchema, scope: 'payments:write' },
  'payment-notices': { schema: paymentNoticeItemSchema, scope: 'payments:write' },
  mandates: { schema: mandateItemSchema, scope: 'mandates:write' },
  deliveries: { schema: deliveryItemSchema, scope: 'deliveries:write' },
  'disconnection-steps': { schema: disconnectionStepItemSchema, scope: 'disconnections:write' },
} as const;
export type CreditorItemKind = keyof typeof CREDITOR_ITEMS;
export type CreditorItem<K extends CreditorItemKind> = z.output<(typeof CREDITOR_ITEMS)[K]['schema']>;

/** What a key may be allowed. */
export const API_SCOPES = [
  'customers:write',
  'supply-points:write',
  'invoices:write',
  'payments:write',
  'mandates:write',
  'deliveries:write',
  'cases:read',
  'disputes:write',
  'releases:write',
  'disconnections:write',
  'events:read',
] as const;
export const apiScopeSchema = z.enum(API_SCOPES);
export type ApiScope = z.infer<typeof apiScopeSchema>;

/** What became of one item. */
export const itemDoneSchema = z.object({
  status: z.enum(['created', 'updated', 'unchanged']),
  /** Our own id of the thing; null where it has none. */
  id: z.string().nullable(),
  /** A payment: where it was laid. */
  placement: z.enum(['claims', 'account', 'work_list']).optional(),
  /** A payment notice: until when collection rests, and the releases it brought. */
  holdUntil: isoDateSchema.nullable().optional(),
  releaseIds: z.array(z.string()).optional(),
});
export type ItemDone = z.output<typeof itemDoneSchema>;

const itemRefusedSchema = z.object({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const bulkAnswerSchema = z.object({
  done: z.number().int(),
  refused: z.number().int(),
  results: z.array(
    z.object({ index: z.number().int(), done: itemDoneSchema.nullable(), error: itemRefusedSchema.nullable() }),
  ),
});
export type BulkAnswer = z.output<typeof bulkAnswerSchema>;
