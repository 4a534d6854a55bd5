import type { Id } from '../../shared/ids/ids';
import type { Country } from '../../shared/lang/languages';
import { reminderFeeCap } from '../../shared/rules';
import { makeKid, makeOcr, makeViite } from '../../shared/references/payment-references';
import { addDays, addMonths, compareDates, daysBetween, type IsoDate } from '../../shared/time/dates';
import { bankDayOnOrAfter } from '../../shared/time/bank-days';
import type { SeededCreditor } from './demo-creditors';
import type { SeededCustomer } from './demo-people';
import type { DemoWorld } from './demo-world';
import { invoiceLines } from './invoice-lines';

const MONTHS = 12;
const PAYMENT_TERM_DAYS = 16;
const DEMAND_DAYS_BEFORE_NOTICE = 16;
const DAYS_TO_SERVICE = 2;
const LIMITATION_YEARS = 3;
/** A reminder goes out this long after the due date, so that its fee may be charged (14 full days, domain.md §1). */
const REMINDER_AFTER_DAYS = 16;
const CHANNEL = { NO: 'efaktura', SE: 'kivra', FI: 'e_lasku' } as const;
const SE_CUSTOMER_NO_LENGTH = 6;

export interface AccountWish {
  readonly creditor: SeededCreditor;
  readonly customer: SeededCustomer;
  readonly customerNo: string;
  readonly caseNo: string;
  /** How many of the newest invoices are unpaid. */
  readonly unpaid: number;
  /** Days since the newest invoice fell due. */
  readonly newestOverdueDays: number;
  /** The last payment was made after the newest invoice came, but for the one before it. */
  readonly paidPreviousLate?: boolean;
  /** How the newest invoice was delivered. */
  readonly newestDelivery?: 'delivered' | 'returned' | 'failed';
  readonly noticeSentDaysAgo?: number;
  readonly serviceState?: 'connected' | 'restricted' | 'cut';
  readonly isElectricHeating?: boolean;
}

export interface SeededClaim {
  readonly id: Id<'claim'>;
  readonly entryId: Id<'ledgerEntry'>;
  readonly invoiceNo: string;
  readonly amount: number;
  readonly dueDate: IsoDate;
  readonly kind: 'invoice' | 'fee';
}

export interface SeededAccount {
  readonly id: Id<'customerAccount'>;
  readonly caseId: Id<'case'> | null;
  readonly supplyPointId: Id<'supplyPoint'>;
  readonly creditor: SeededCreditor;
  readonly customer: SeededCustomer;
  /** Newest last; fee claims after their invoices. */
  readonly openClaims: readonly SeededClaim[];
}

/** What stands on an invoice of each country to pay it with. */
const REFERENCE_OF: Readonly<Record<Country, (digits: string) => string>> = {
  NO: (digits) => makeKid(digits, 'mod10'),
  SE: (digits) => makeOcr(digits, { hasLengthDigit: true }),
  FI: (digits) => makeViite(digits),
};

/** The invoice's number with a check digit: short enough to be read aloud. */
function reference(creditor: SeededCreditor, invoiceNo: string): string {
  return REFERENCE_OF[creditor.country](invoiceNo.replaceAll(/\D/g, ''));
}

function stageOf(daysOverdue: number): string {
  if (daysOverdue < 16) return 'overdue';
  if (daysOverdue < 46) return 'reminder';
  return daysOverdue < 76 ? 'collection_notice' : 'payment_demand';
}

const NEXT_STAGE: Readonly<Record<string, string | null>> = {
  overdue: 'reminder',
  reminder: 'collection_notice',
  collection_notice: 'payment_demand',
  payment_demand: 'legal',
};

/** A customer's account at a creditor with a year of invoices, the payments made on them, fees and a case when overdue. */
export function addAccount(world: DemoWorld, wish: AccountWish): SeededAccount {
  const builder = new AccountBuilder(world, wish);
  return builder.build();
}

class AccountBuilder {
  private readonly accountId: Id<'customerAccount'>;
  private readonly supplyPointId: Id<'supplyPoint'>;
  private readonly caseId: Id<'case'> | null;
  private readonly open: SeededClaim[] = [];
  private readonly yearlyKwh: number;

  constructor(
    private readonly world: DemoWorld,
    private readonly wish: AccountWish,
  ) {
    const { customer } = wish;
    this.accountId = world.id('customerAccount', customer.createdAt);
    this.supplyPointId = world.id('supplyPoint', customer.createdAt);
    this.caseId = wish.unpaid > 0 ? world.id('case', world.noon(this.dueDateOf(MONTHS - wish.unpaid))) : null;
    this.yearlyKwh = world.random.int(4_000, 21_000);
  }

  build(): SeededAccount {
    this.addAccountRow();
    this.addSupplyPoint();
    this.addCase();
    for (let index = 0; index < MONTHS; index++) this.addInvoice(index);
    const { creditor, customer } = this.wish;
    return {
      id: this.accountId,
      caseId: this.caseId,
      supplyPointId: this.supplyPointId,
      creditor,
      customer,
      openClaims: this.open,
    };
  }

  /** Invoice 0 is the oldest. */
  private dueDateOf(index: number): IsoDate {
    return addMonths(addDays(this.world.today, -this.wish.newestOverdueDays), index - (MONTHS - 1));
  }

  private addAccountRow(): void {
    const { customer, creditor, customerNo } = this.wish;
    this.world.add('customer_accounts', {
      id: this.accountId,
      customer_id: customer.id,
      creditor_id: creditor.id,
      customer_no: customerNo,
      currency: creditor.currency,
      created_at: new Date(customer.createdAt),
    });
  }

  private addSupplyPoint(): void {
    const { customer, creditor, customerNo } = this.wish;
    const isCut = (this.wish.serviceState ?? 'connected') !== 'connected';
    this.world.add('supply_points', {
      id: this.supplyPointId,
      customer_account_id: this.accountId,
      utility: creditor.utility,
      meter_no: `DEMO${customerNo.padStart(9, '0')}`,
      street: customer.street,
      postcode: customer.postcode,
      city: customer.city,
      is_electric_heating: this.wish.isElectricHeating ?? false,
      service_state: this.wish.serviceState ?? 'connected',
      service_state_since: isCut ? this.world.day(-3) : this.world.day(-400),
    });
  }

  private addCase(): void {
    if (this.caseId === null) return;
    const oldestDue = this.dueDateOf(MONTHS - this.wish.unpaid);
    const daysOverdue = daysBetween(oldestDue, this.world.today);
    const stage = stageOf(daysOverdue);
    const { country } = this.wish.creditor;
    const next = NEXT_STAGE[stage] ?? null;
    this.world.add('cases', {
      id: this.caseId,
      case_no: this.wish.caseNo,
      customer_account_id: this.accountId,
      supply_point_id: this.supplyPointId,
      stage,
      stage_since: addDays(this.world.today, -Math.min(daysOverdue, this.world.random.int(2, 10))),
      next_stage: next,
      next_stage_date: next === null ? null : bankDayOnOrAfter(this.world.day(this.world.random.int(4, 16)), country),
      limitation_date: addMonths(oldestDue, LIMITATION_YEARS * 12),
      disconnection_notice_date:
        this.wish.noticeSentDaysAgo === undefined ? null : this.world.day(-this.wish.noticeSentDaysAgo),
      ...this.aroundTheNotice(),
      opened_at: new Date(this.world.noon(addDays(oldestDue, 1))),
    });
  }

  /** What Sweden and Finland ask for besides the warning: done in good time, the letter signed for two days after it left. */
  private aroundTheNotice(): Readonly<Record<string, string>> {
    const daysAgo = this.wish.noticeSentDaysAgo;
    if (daysAgo === undefined) return {};
    const before = this.world.day(-daysAgo - DEMAND_DAYS_BEFORE_NOTICE);
    return {
      disconnection_reminder_date: before,
      disconnection_alternatives_date: before,
      disconnection_social_notice_date: this.world.day(-daysAgo),
      disconnection_served_date: this.world.day(-Math.max(daysAgo - DAYS_TO_SERVICE, 0)),
    };
  }

  private addInvoice(index: number): void {
    const { creditor, customerNo } = this.wish;
    const dueDate = this.dueDateOf(index);
    const issueDate = addDays(dueDate, -PAYMENT_TERM_DAYS);
    const periodFrom = addMonths(issueDate, -1);
    const lines = invoiceLines({
      creditor,
      month: Number(periodFrom.slice(5, 7)) - 1,
      random: this.world.random,
      yearlyKwh: this.yearlyKwh,
    });
    const amount = lines.reduce((sum, line) => sum + line.amount, 0);
    const invoiceNo = `${customerNo.slice(-SE_CUSTOMER_NO_LENGTH)}${String(index + 1).padStart(2, '0')}`;
    const isUnpaid = index >= MONTHS - this.wish.unpaid;
    const claim = this.addClaim({
      kind: 'invoice',
      invoiceNo,
      issueDate,
      dueDate,
      amount,
      isInCase: isUnpaid,
      periodFrom,
    });
    lines.forEach((line, nr) => {
      this.world.add('invoice_lines', {
        claim_id: claim.id,
        line_no: nr + 1,
        kind: line.kind,
        text: line.text,
        quantity: line.quantity,
        unit: line.unit,
        amount_minor: line.amount,
      });
    });
    this.addDelivery(claim, issueDate, index === MONTHS - 1);
    if (isUnpaid) {
      this.open.push(claim);
      this.addReminderFee(claim);
    } else this.addPayment(claim, index);
  }

  private addClaim(claim: {
    kind: 'invoice' | 'fee';
    invoiceNo: string;
    issueDate: IsoDate;
    dueDate: IsoDate;
    amount: number;
    isInCase: boolean;
    periodFrom: IsoDate | null;
  }): SeededClaim {
    const { creditor } = this.wish;
    const at = this.world.noon(claim.issueDate);
    const id = this.world.id('claim', at);
    const entryId = this.world.id('ledgerEntry', at);
    const isInvoice = claim.kind === 'invoice';
    this.world.add('claims', {
      id,
      customer_account_id: this.accountId,
      case_id: claim.isInCase ? this.caseId : null,
      supply_point_id: isInvoice ? this.supplyPointId : null,
      kind: claim.kind,
      invoice_no: claim.invoiceNo,
      reference: reference(creditor, claim.invoiceNo),
      issue_date: claim.issueDate,
      due_date: claim.dueDate,
      period_from: claim.periodFrom,
      period_to: claim.periodFrom === null ? null : addDays(addMonths(claim.periodFrom, 1), -1),
      currency: creditor.currency,
      created_at: new Date(at),
    });
    this.world.add('ledger_entries', {
      id: entryId,
      customer_account_id: this.accountId,
      claim_id: id,
      kind: claim.kind,
      amount_minor: claim.amount,
      currency: creditor.currency,
      event_date: claim.issueDate,
      recorded_at: new Date(at),
      cause: isInvoice ? 'invoice' : 'reminder',
    });
    return { id, entryId, invoiceNo: claim.invoiceNo, amount: claim.amount, dueDate: claim.dueDate, kind: claim.kind };
  }

  private addDelivery(claim: SeededClaim, issueDate: IsoDate, isNewest: boolean): void {
    const result = isNewest ? (this.wish.newestDelivery ?? 'delivered') : 'delivered';
    const { customer } = this.wish;
    const isLetter = result === 'returned';
    const sent = this.world.noon(issueDate);
    const common = {
      claim_id: claim.id,
      channel: isLetter ? 'letter' : result === 'failed' ? 'email' : CHANNEL[customer.country],
      address: isLetter ? `${customer.street}, ${customer.postcode} ${customer.city}` : customer.email,
    };
    this.world.add('deliveries', { ...common, at: new Date(sent), result: 'sent' });
    const afterDays = isLetter ? 6 : 0;
    this.world.add('deliveries', { ...common, at: new Date(sent + 3_600_000 + afterDays * 86_400_000), result });
  }

  private addReminderFee(claim: SeededClaim): void {
    const sent = addDays(claim.dueDate, REMINDER_AFTER_DAYS);
    if (compareDates(sent, this.world.today) > 0) return;
    const cap = reminderFeeCap({ country: this.wish.creditor.country, customerKind: 'consumer', date: sent });
    // No rule for the day: no fee, as everywhere.
    if (!cap.ok) return;
    const fee = this.addClaim({
      kind: 'fee',
      invoiceNo: `${claim.invoiceNo}-1`,
      issueDate: sent,
      dueDate: addDays(sent, 14),
      amount: Number(cap.value),
      isInCase: true,
      periodFrom: null,
    });
    this.open.push(fee);
  }

  private addPayment(claim: SeededClaim, index: number): void {
    const { creditor, customer } = this.wish;
    const isLastPaid = index === MONTHS - 1 - this.wish.unpaid;
    const days = this.wish.paidPreviousLate === true && isLastPaid ? 22 : this.world.random.int(-4, 3);
    const wished = bankDayOnOrAfter(addDays(claim.dueDate, days), creditor.country);
    const booked = compareDates(wished, this.world.today) > 0 ? this.world.day(-1) : wished;
    const at = this.world.noon(booked);
    const entryId = this.world.id('ledgerEntry', at);
    this.world.add('ledger_entries', {
      id: entryId,
      customer_account_id: this.accountId,
      claim_id: null,
      kind: 'payment',
      amount_minor: -claim.amount,
      currency: creditor.currency,
      event_date: booked,
      recorded_at: new Date(at),
      cause: 'payment',
      channel: 'bank',
      reference: reference(creditor, claim.invoiceNo),
      payer_name: customer.name,
    });
    this.world.add('allocations', {
      id: this.world.id('allocation', at),
      credit_entry_id: entryId,
      debit_entry_id: claim.entryId,
      amount_minor: claim.amount,
      match: 'reference',
      recorded_at: new Date(at),
    });
  }
}
