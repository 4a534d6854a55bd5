import { inTurn } from '../platform/db/in-turn';
import type { Knex } from 'knex';
import type { CaseFile, CustomerAccount } from '../../shared/ledger/case-file';
import type { Country } from '../../shared/lang/languages';
import { maskNationalId } from '../../shared/references/validate-national-id';
import type { IsoDate } from '../../shared/time/dates';
import { withLimitationDates } from '../../shared/balance/limitation';
import { localDate } from '../../shared/time/zones';
import type { CollectionHolds } from '../collection-holds/index';
import { NO_CARE, type CaseCare } from '../../shared/ledger/case-care';
import type { Customer, Customers } from '../customers/index';
import type { Disconnection } from '../disconnection/index';
import type { Disputes } from '../disputes/index';
import type { Ledger, LedgerAccount } from '../ledger/index';
import type { Rules } from '../rules/index';
import type { PaymentsUnderway } from '../payments-underway/index';
import type { Plans } from '../plans/index';
import { readContacts } from './store';

/** The rooms a case file is put together from. */
export interface CaseFileParts {
  readonly customers: Customers;
  readonly ledger: Ledger;
  readonly plans: Plans;
  readonly disputes: Disputes;
  readonly paymentsUnderway: PaymentsUnderway;
  readonly disconnection: Disconnection;
  readonly collectionHolds: CollectionHolds;
  readonly rules: Pick<Rules, 'addedFor' | 'rows'>;
}

export interface CaseFileQuestion {
  readonly customerId: string;
  /** Only these creditors' accounts; null = all. */
  readonly creditorScope: readonly string[] | null;
  readonly nowMs: number;
}

function toPerson(customer: Customer): CaseFile['customer'] {
  const { id, kind, name, birthDate, nationalId, country, email, language } = customer;
  return {
    id,
    kind,
    name,
    birthDate,
    // The birth date is shown anyway; the digits after it make the whole number and never leave the server.
    nationalIdMasked: nationalId === null ? null : maskNationalId(nationalId, country),
    address: `${customer.street}, ${customer.postcode} ${customer.city}`,
    country,
    phones: [...customer.phones],
    email,
    language,
    flags: [...customer.flags],
  };
}

interface Beside {
  readonly customer: Customer;
  readonly plans: CustomerAccount['plans'];
  readonly disputes: CustomerAccount['disputes'];
  readonly paymentNotices: CustomerAccount['paymentNotices'];
  readonly releases: CustomerAccount['releases'];
  readonly contacts: CaseFile['contacts'];
  readonly care: ReadonlyMap<string, CaseCare>;
  readonly today: IsoDate;
}

function toAccount(account: LedgerAccount, beside: Beside, { disconnection, rules }: CaseFileParts): CustomerAccount {
  const { customer, plans, disputes, paymentNotices, releases, today } = beside;
  const { customerId: _customerId, cases, ...rest } = account;
  const shown: CustomerAccount = {
    ...rest,
    plans,
    disputes,
    paymentNotices,
    releases,
    cases: cases.map((collectionCase) => {
      const { disconnectionNotice: _notice, ...told } = collectionCase;
      const question = { account, collectionCase, plans, disputes, paymentNotices, customer, today };
      const care = beside.care.get(collectionCase.id) ?? NO_CARE;
      return { ...told, holds: [...told.holds], disconnection: disconnection.ofCase(question), care };
    }),
  };
  return withLimitationDates(shown, { caseFile: { customer, contacts: beside.contacts }, today, rows: rules.rows() });
}

function of<T extends { readonly accountId: string }>(rows: readonly T[], accountId: string): T[] {
  return rows.filter((row) => row.accountId === accountId);
}

/**
 * Puts a customer's case file together, in a number of queries that grows neither with the portfolio nor with the customer's
 * claims. Only accounts at creditors in the scope are in it; null when there is no such customer.
 */
export async function readCaseFile(
  sql: Knex,
  question: CaseFileQuestion,
  parts: CaseFileParts,
): Promise<CaseFile | null> {
  const { customerId, creditorScope, nowMs } = question;
  const today = (country: Country) => localDate(nowMs, country);
  const [[customer], accounts, contacts] = await inTurn([
    () => parts.customers.readCustomers(sql, [customerId]),
    () => parts.ledger.readAccounts(sql, { customerId, creditorScope, today }),
    () => readContacts(sql, customerId, creditorScope),
  ]);
  if (customer === undefined) return null;
  const ids = accounts.map(({ id }) => id);
  const caseIds = accounts.flatMap(({ cases }) => cases.map(({ id }) => id));
  const [plans, disputes, notices, releases, care] = await inTurn([
    () => parts.plans.readPlans(sql, ids, today),
    () => parts.disputes.readDisputes(sql, ids),
    () => parts.paymentsUnderway.readNotices(sql, ids),
    () => parts.paymentsUnderway.readReleases(sql, ids),
    () => parts.collectionHolds.readCare(sql, caseIds),
  ]);
  return {
    asOf: today(customer.country),
    readAt: nowMs,
    customer: toPerson(customer),
    contacts,
    addedRules: addedRulesOf(accounts, parts),
    accounts: accounts.map((account) =>
      toAccount(
        account,
        {
          customer,
          plans: of(plans, account.id).map(({ plan }) => plan),
          disputes: of(disputes, account.id).map(({ dispute }) => dispute),
          paymentNotices: of(notices, account.id).map(({ notice }) => notice),
          releases: of(releases, account.id).map(({ release }) => release),
          contacts,
          care,
          today: today(account.creditor.country),
        },
        parts,
      ),
    ),
  };
}

/** So that whoever reads the file looks in the rows the server decides by. */
function addedRulesOf(accounts: readonly LedgerAccount[], { rules }: CaseFileParts): CaseFile['addedRules'] {
  const added = rules.addedFor({
    countries: accounts.map(({ creditor }) => creditor.country),
    creditorIds: accounts.map(({ creditor }) => creditor.id),
  });
  // The list is the rule book's own and shared; a case file is only read.
  return added as CaseFile['addedRules'];
}
