/**
 * A rich, valid, synthetic case file for tests: a Norwegian power customer who paid the March invoice when April's was
 * due. Built in the wire form and parsed, so a builder can never make something the schema would refuse.
 */
import { makeId, type Id, type IdKind } from '../../ids/ids';
import { caseFileSchema, type CaseFile, type CaseFileWire } from '../../ledger/case-file';
import { isoDate } from '../../time/dates';

export type AccountWire = CaseFileWire['accounts'][number];
export type ClaimWire = AccountWire['claims'][number];
export type PaymentWire = AccountWire['payments'][number];
export type PlanWire = AccountWire['plans'][number];
export type DisputeWire = AccountWire['disputes'][number];
export type CaseWire = AccountWire['cases'][number];
export type NoticeWire = AccountWire['paymentNotices'][number];
export type ContactWire = CaseFileWire['contacts'][number];

export const SAMPLE_TODAY = isoDate('2026-05-04');
/** 10:00 in Oslo on {@link SAMPLE_TODAY}. */
export const SAMPLE_NOW = Date.UTC(2026, 4, 4, 8, 0, 0);
export const SAMPLE_AGENT = 'Ingrid';
export const SAMPLE_AGENCY = 'Friskmeld';

const SAMPLE_EPOCH = Date.UTC(2026, 0, 1);

/** The n-th id of a kind: the same in every test run. */
export function sampleId<K extends IdKind>(kind: K, n: number): Id<K> {
  return makeId(kind, SAMPLE_EPOCH + n, new Uint8Array(16).fill(n % 32));
}

/** Noon UTC of a day, epoch ms. */
export function noonOf(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

/** An open invoice of 1 184,00 with the lines of a Norwegian power bill, delivered by eFaktura. */
export function sampleClaim(n: number, change: Partial<ClaimWire> = {}): ClaimWire {
  const originalMinor = change.originalMinor ?? '118400';
  return {
    id: sampleId('claim', n),
    caseId: sampleId('case', 1),
    supplyPointId: sampleId('supplyPoint', 1),
    kind: 'invoice',
    invoiceNo: String(n),
    reference: `${n}0003`,
    issueDate: '2026-04-05',
    dueDate: '2026-04-20',
    periodFrom: '2026-04-01',
    periodTo: '2026-04-30',
    currency: 'NOK',
    originalMinor,
    balanceMinor: originalMinor,
    entries: [
      {
        id: sampleId('ledgerEntry', n),
        kind: 'invoice',
        amountMinor: originalMinor,
        eventDate: '2026-04-05',
        cause: 'invoice file',
      },
    ],
    lines: [
      { lineNo: 1, kind: 'spot', text: 'Spotpris', quantity: '812', unit: 'kWh', amountMinor: '62000' },
      { lineNo: 2, kind: 'markup', text: 'Påslag', quantity: '812', unit: 'kWh', amountMinor: '4000' },
      { lineNo: 3, kind: 'fixed_fee', text: 'Fastbeløp', quantity: '1', unit: 'mnd', amountMinor: '3900' },
      { lineNo: 4, kind: 'grid_energy', text: 'Nettleie', quantity: '812', unit: 'kWh', amountMinor: '30000' },
      { lineNo: 5, kind: 'tax', text: 'Avgifter og mva.', quantity: null, unit: null, amountMinor: '23500' },
      { lineNo: 6, kind: 'support', text: 'Strømstøtte', quantity: null, unit: null, amountMinor: '-5000' },
    ],
    deliveries: [{ at: noonOf('2026-04-05'), channel: 'efaktura', address: 'Nettbanken', result: 'delivered' }],
    hasImage: true,
    ...change,
  };
}

/** A payment by reference, wholly laid on one claim. */
export function samplePayment(n: number, claim: ClaimWire, change: Partial<PaymentWire> = {}): PaymentWire {
  const amountMinor = change.amountMinor ?? claim.originalMinor;
  return {
    id: sampleId('ledgerEntry', 500 + n),
    amountMinor,
    currency: claim.currency,
    bookedDate: '2026-04-14',
    channel: 'ocr_giro',
    reference: claim.reference,
    payerName: 'Solveig Prøve',
    allocations: [{ claimId: claim.id, invoiceNo: claim.invoiceNo, amountMinor, match: 'reference' }],
    unallocatedMinor: '0',
    ...change,
  };
}

/** Two instalments of 600,00 for one claim; the first due on 1 June. */
export function samplePlan(n: number, claimIds: string[], change: Partial<PlanWire> = {}): PlanWire {
  const instalment = (no: number, dueDate: string) => ({
    id: sampleId('instalment', n * 10 + no),
    instalmentNo: no,
    dueDate,
    amountMinor: '60000',
    paidMinor: '0',
  });
  return {
    id: sampleId('plan', n),
    state: 'active',
    madeAt: noonOf('2026-04-25'),
    currency: 'NOK',
    totalMinor: '120000',
    feeMinor: '0',
    claimIds,
    instalments: [instalment(1, '2026-06-01'), instalment(2, '2026-07-01')],
    ...change,
  };
}

/** An open dispute of the whole claim, to be answered in a week. */
export function sampleDispute(n: number, claim: ClaimWire, change: Partial<DisputeWire> = {}): DisputeWire {
  return {
    id: sampleId('dispute', n),
    state: 'open',
    reason: 'wrong_amount',
    openedAt: noonOf('2026-04-30'),
    statement: 'Jeg bruker ikke så mye strøm.',
    answerDueDate: '2026-05-07',
    disputedMinor: claim.balanceMinor,
    claimIds: [claim.id],
    ...change,
  };
}

/** A payment the customer told us of, expected in two days. */
export function sampleNotice(n: number, change: Partial<NoticeWire> = {}): NoticeWire {
  return {
    id: sampleId('paymentNotice', n),
    caseId: null,
    source: 'customer_word',
    trust: 'hold',
    amountMinor: '118400',
    paidDate: '2026-05-03',
    expectedDate: '2026-05-06',
    channel: 'bank',
    state: 'expected',
    recordedAt: noonOf('2026-05-03'),
    ...change,
  };
}

export function sampleCase(n: number, change: Partial<CaseWire> = {}): CaseWire {
  return {
    id: sampleId('case', n),
    caseNo: `S-${1000 + n}`,
    supplyPointId: sampleId('supplyPoint', 1),
    stage: 'reminder',
    stageSince: '2026-04-28',
    nextStep: { stage: 'collection_notice', date: '2026-05-12' },
    limitationDate: '2029-04-20',
    holds: [],
    disconnection: null,
    ...change,
  };
}

/** An answered call of the customer three days ago about the same case. */
export function sampleContact(n: number, change: Partial<ContactWire> = {}): ContactWire {
  return {
    callId: sampleId('call', n),
    at: noonOf('2026-05-01'),
    direction: 'in',
    creditorSlug: 'fjellglimt',
    caseId: sampleId('case', 1),
    reason: 'invoice_not_received',
    outcome: 'question_answered',
    isResolved: true,
    wasAnswered: true,
    agentName: 'Maja',
    note: null,
    ...change,
  };
}

/** March (1042, paid on 14 April) and April (1043, open) at a Norwegian power supplier with a usual mandate. */
export function sampleAccount(change: Partial<AccountWire> = {}): AccountWire {
  const march = sampleClaim(1042, {
    originalMinor: '102150',
    balanceMinor: '0',
    caseId: null,
    issueDate: '2026-03-05',
    dueDate: '2026-03-20',
    periodFrom: '2026-03-01',
    periodTo: '2026-03-31',
    lines: [],
  });
  return {
    id: sampleId('customerAccount', 1),
    customerNo: '700123',
    creditor: {
      id: sampleId('creditor', 1),
      slug: 'fjellglimt',
      name: 'Fjellglimt Kraft',
      country: 'NO',
      role: 'supplier',
      utility: 'power',
      phone: '+4700000001',
    },
    mandate: {
      id: sampleId('mandate', 1),
      version: 3,
      validFrom: '2026-01-01',
      plan: {
        instalmentsMax: 6,
        daysToFirstMax: 30,
        instalmentMinMinor: '20000',
        firstShareMinBp: 0,
        principalMaxMinor: '2000000',
        feeMode: 'none',
      },
      postpone: { daysMax: 14, countMax: 1 },
      waive: { perCaseMaxMinor: '10000', feeShareOfClaimBp: 5000 },
      hold: { bankDaysMax: 5 },
      mayPauseDisconnection: true,
      mayOrderRelease: true,
    },
    currency: 'NOK',
    supplyPoints: [
      {
        id: sampleId('supplyPoint', 1),
        utility: 'power',
        meterNo: '707057500012345678',
        address: 'Prøveveien 7, 2000 Prøvestad',
        serviceState: 'connected',
        serviceStateSince: '2023-08-01',
        isElectricHeating: true,
      },
    ],
    claims: [march, sampleClaim(1043)],
    payments: [samplePayment(1, march)],
    cases: [sampleCase(1)],
    plans: [],
    disputes: [],
    paymentNotices: [],
    releases: [],
    ...change,
  };
}

/** The whole case file; give accounts, contacts or customer facts to change what a test is about. */
export function sampleCaseFile(
  change: { accounts?: AccountWire[]; contacts?: ContactWire[]; customer?: Partial<CaseFileWire['customer']> } = {},
): CaseFile {
  const wire: CaseFileWire = {
    asOf: SAMPLE_TODAY,
    readAt: SAMPLE_NOW,
    customer: {
      id: sampleId('customer', 1),
      kind: 'consumer',
      name: 'Solveig Prøve',
      birthDate: '1984-02-29',
      nationalIdMasked: '290284 *****',
      address: 'Prøveveien 7, 2000 Prøvestad',
      country: 'NO',
      phones: ['+4700000099'],
      email: 'solveig@example.invalid',
      language: 'nb',
      flags: [],
      ...change.customer,
    },
    accounts: change.accounts ?? [sampleAccount()],
    contacts: change.contacts ?? [],
  };
  return caseFileSchema.parse(wire);
}

/** The sample case file with its one account changed. */
export function caseFileWith(change: Partial<AccountWire>): CaseFile {
  return sampleCaseFile({ accounts: [sampleAccount(change)] });
}
