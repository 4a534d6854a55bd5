/** The call scripts that ship with the product. A published version never changes: a change is a new file and version. */
import type { CallScriptSlug } from '../insights/insight';
import dispute from './library/dispute.v1.json';
import energyOrGrid from './library/energy-or-grid.v1.json';
import invoiceNotReceived from './library/invoice-not-received.v1.json';
import moneyOnTheWay from './library/money-on-the-way.v1.json';
import paymentPlan from './library/payment-plan.v1.json';
import verifyAndOpen from './library/verify-and-open.v1.json';
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
