/** The call scripts that ship with the product. A published version never changes: a change is a new file and version. */
import type { CallScriptSlug } from '../insights/insight';
import cannotPay from './library/cannot-pay.v1.json';
import cannotPay2 from './library/cannot-pay.v2.json';
import cheaperSubscription from './library/cheaper-subscription.v1.json';
import disconnectionWarning from './library/disconnection-warning.v1.json';
import dispute from './library/dispute.v1.json';
import energyOrGrid from './library/energy-or-grid.v1.json';
import fees from './library/fees.v1.json';
import invoiceNotReceived from './library/invoice-not-received.v1.json';
import minor from './library/minor.v1.json';
import moneyOnTheWay from './library/money-on-the-way.v1.json';
import movedOrNotMine from './library/moved-or-not-mine.v1.json';
import paymentPlan from './library/payment-plan.v1.json';
import paymentPlan2 from './library/payment-plan.v2.json';
import paymentPlan3 from './library/payment-plan.v3.json';
import postponement from './library/postponement.v1.json';
import postponement2 from './library/postponement.v2.json';
import serviceCut from './library/service-cut.v1.json';
import serviceCut2 from './library/service-cut.v2.json';
import statement from './library/statement.v1.json';
import thirdParty from './library/third-party.v1.json';
import verifyAndOpen from './library/verify-and-open.v1.json';
import verifyAndOpen2 from './library/verify-and-open.v2.json';
import { callScriptSchema, type CallScript } from './schema';
import { validateCallScript } from './validate';

/** Every file of the library as it was read, for checks that must see faults instead of throwing on them. */
export const LIBRARY_FILES: Readonly<Record<string, unknown>> = {
  'verify-and-open.v1.json': verifyAndOpen,
  'payment-plan.v1.json': paymentPlan,
  'dispute.v1.json': dispute,
  'energy-or-grid.v1.json': energyOrGrid,
  'money-on-the-way.v1.json': moneyOnTheWay,
  'invoice-not-received.v1.json': invoiceNotReceived,
  'cannot-pay.v1.json': cannotPay,
  'cannot-pay.v2.json': cannotPay2,
  'cheaper-subscription.v1.json': cheaperSubscription,
  'disconnection-warning.v1.json': disconnectionWarning,
  'fees.v1.json': fees,
  'minor.v1.json': minor,
  'moved-or-not-mine.v1.json': movedOrNotMine,
  'payment-plan.v2.json': paymentPlan2,
  'payment-plan.v3.json': paymentPlan3,
  'postponement.v1.json': postponement,
  'postponement.v2.json': postponement2,
  'service-cut.v1.json': serviceCut,
  'service-cut.v2.json': serviceCut2,
  'statement.v1.json': statement,
  'third-party.v1.json': thirdParty,
  'verify-and-open.v2.json': verifyAndOpen2,
};

/** Reads one call script; throws with every finding, one a line, when it is not sound. */
export function loadCallScript(candidate: unknown, name: string): CallScript {
  const findings = validateCallScript(candidate, name);
  if (findings.length > 0) throw new Error(findings.join('\n'));
  return callScriptSchema.parse(candidate);
}

export const callScriptLibrary: readonly CallScript[] = Object.entries(LIBRARY_FILES).map(([name, file]) =>
  loadCallScript(file, name),
);

/** The given version of a call script, or its newest; null when there is none. */
export function findCallScript(slug: CallScriptSlug, version?: number): CallScript | null {
  const versions = callScriptLibrary.filter((script) => script.slug === slug);
  if (version !== undefined) return versions.find((script) => script.version === version) ?? null;
  return versions.reduce<CallScript | null>(
    (newest, script) => (newest === null || script.version > newest.version ? script : newest),
    null,
  );
}
