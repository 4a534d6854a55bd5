/** What the interpreter knows of the world: plain values, computed from the case file by derive-facts.ts. */
import type { Country } from '../lang/languages';
import type { CreditorRole, Utility } from '../ledger/vocabulary';
import type { IsoDate } from '../time/dates';
import type { PlainConditionName } from './schema';
import type { FactValue, FactVariable } from './variables';

export interface Facts {
  readonly today: IsoDate;
  /** One answer for every condition: a missing one does not compile. */
  readonly conditions: Readonly<Record<PlainConditionName, boolean>>;
  /** null while nobody is verified, for then nothing of the ledger is known. */
  readonly utility: Utility | null;
  readonly creditorRole: CreditorRole | null;
  readonly country: Country | null;
  /** Only what is known now; nothing private before the identity gate is open. */
  readonly values: Readonly<Partial<Record<FactVariable, FactValue>>>;
}
