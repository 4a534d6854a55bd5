/** Whether a home grows cold when the service is cut. */
import type { Utility } from '../ledger/vocabulary';
import type { DisconnectionCase } from './disconnection-case';

/** Services that are the heat, or carry it. */
const HEATS: Readonly<Record<Utility, 'always' | 'when_electric' | 'never'>> = {
  power: 'when_electric',
  grid: 'when_electric',
  gas: 'always',
  district_heating: 'always',
  telecom: 'never',
  tv: 'never',
};

/** True when power heats the home, by the meter's card or what the customer has told; null when nobody has told. */
export function isHeatedByPower(facts: Pick<DisconnectionCase, 'isElectricHeating' | 'flags'>): boolean | null {
  return facts.flags.includes('electric_heating') ? true : facts.isElectricHeating;
}

/** True when the home has its heat from this very service; null when nobody has told. */
export function isHeatedBy(facts: Pick<DisconnectionCase, 'isElectricHeating' | 'flags' | 'utility'>): boolean | null {
  const how = HEATS[facts.utility];
  return how === 'when_electric' ? isHeatedByPower(facts) : how === 'always';
}
