import type { Utility } from '../../../../../shared/ledger/vocabulary';
import type { IconName } from '../../../ui/Icon';

export const UTILITY_ICON: Readonly<Record<Utility, IconName>> = {
  power: 'bolt',
  grid: 'bolt',
  district_heating: 'building',
  gas: 'building',
  telecom: 'phone',
  tv: 'play',
};
