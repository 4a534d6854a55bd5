import type { InvoiceLineKind } from '../../shared/ledger/vocabulary';
import type { DemoCreditor } from './creditor-data';
import type { DemoRandom } from './random';

export interface DemoLine {
  readonly kind: InvoiceLineKind;
  readonly text: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  /** Minor units. */
  readonly amount: number;
}

/** How much more is used than in an average month, January first. */
const SEASON = [1.7, 1.6, 1.3, 1, 0.7, 0.55, 0.5, 0.55, 0.75, 1, 1.3, 1.6];
/** VAT in basis points: NO and SE 25 %, FI 25.5 % since September 2024 (domain.md §3.3). */
const VAT_BP: Readonly<Record<DemoCreditor['country'], number>> = { NO: 2_500, SE: 2_500, FI: 2_550 };
const VAT_WORD: Readonly<Record<DemoCreditor['country'], string>> = {
  NO: 'Merverdiavgift',
  SE: 'Moms',
  FI: 'Arvonlisävero',
};

interface Month {
  readonly creditor: DemoCreditor;
  /** 0 = January. */
  readonly month: number;
  readonly random: DemoRandom;
  /** The customer's yearly use, kWh. */
  readonly yearlyKwh: number;
}

function kwhOf({ month, yearlyKwh, random }: Month): number {
  return Math.round((yearlyKwh / 12) * (SEASON[month] ?? 1) * (0.92 + random.next() * 0.16));
}

const TEXTS = {
  NO: {
    spot: 'Kraft til spotpris',
    markup: 'Påslag',
    fixed: 'Fastbeløp',
    energy: 'Energiledd',
    capacity: 'Kapasitetsledd',
    tax: 'Forbruksavgift',
    support: 'Strømstøtte',
    subscription: 'Abonnement',
    equipment: 'Leie av utstyr',
    usage: 'Forbruk utover abonnement',
  },
  SE: {
    spot: 'El till spotpris',
    markup: 'Påslag',
    fixed: 'Fast månadsavgift',
    energy: 'Elöverföring',
    capacity: 'Nätabonnemang',
    tax: 'Energiskatt',
    support: 'Elstöd',
    subscription: 'Abonnemang',
    equipment: 'Hyra av utrustning',
    usage: 'Användning utöver abonnemang',
  },
  FI: {
    spot: 'Sähköenergia pörssihintaan',
    markup: 'Marginaali',
    fixed: 'Perusmaksu',
    energy: 'Siirtomaksu',
    capacity: 'Siirron perusmaksu',
    tax: 'Sähkövero',
    support: 'Sähkötuki',
    subscription: 'Tilaus',
    equipment: 'Laitevuokra',
    usage: 'Tilauksen ylittävä käyttö',
  },
} as const;

/** Prices in minor units (per kWh where it says so): plausible, invented, and the same for all customers of a country. */
const PRICES = {
  NO: {
    markupPerKwh: 4.9,
    fixed: 3_900,
    energyPerKwh: 26.3,
    capacity: 31_500,
    taxPerKwh: 8.1,
    spotLow: 42,
    spotHigh: 118,
    supportPerKwh: 9.5,
  },
  SE: {
    markupPerKwh: 5.2,
    fixed: 4_900,
    energyPerKwh: 24.8,
    capacity: 28_900,
    taxPerKwh: 36,
    spotLow: 38,
    spotHigh: 105,
    supportPerKwh: null,
  },
  FI: {
    markupPerKwh: 0.49,
    fixed: 390,
    energyPerKwh: 4.4,
    capacity: 1_950,
    taxPerKwh: 2.3,
    spotLow: 3.6,
    spotHigh: 11.5,
    supportPerKwh: null,
  },
} as const;

const line = (
  kind: InvoiceLineKind,
  text: string,
  amount: number,
  use?: { quantity: number; unit: string },
): DemoLine => ({
  kind,
  text,
  quantity: use === undefined ? null : String(use.quantity),
  unit: use?.unit ?? null,
  amount: Math.round(amount),
});

function supplierLines(month: Month): DemoLine[] {
  const { country } = month.creditor;
  const [texts, prices, kwh] = [TEXTS[country], PRICES[country], kwhOf(month)];
  const spot =
    prices.spotLow + month.random.next() * (prices.spotHigh - prices.spotLow) * (SEASON[month.month] ?? 1) * 0.6;
  return [
    line('spot', texts.spot, kwh * spot, { quantity: kwh, unit: 'kWh' }),
    line('markup', texts.markup, kwh * prices.markupPerKwh, { quantity: kwh, unit: 'kWh' }),
    line('fixed_fee', texts.fixed, prices.fixed),
  ];
}

function gridLines(month: Month): DemoLine[] {
  const { country } = month.creditor;
  const [texts, prices, kwh] = [TEXTS[country], PRICES[country], kwhOf(month)];
  const lines = [
    line('grid_capacity', texts.capacity, prices.capacity),
    line('grid_energy', texts.energy, kwh * prices.energyPerKwh, { quantity: kwh, unit: 'kWh' }),
    line('tax', texts.tax, kwh * prices.taxPerKwh, { quantity: kwh, unit: 'kWh' }),
  ];
  const isWinter = (SEASON[month.month] ?? 1) >= 1.3;
  // The support shows as a deduction from the grid company (domain.md §3.1).
  if (prices.supportPerKwh !== null && isWinter)
    lines.push(line('support', texts.support, -kwh * prices.supportPerKwh, { quantity: kwh, unit: 'kWh' }));
  return lines;
}

function subscriptionLines(month: Month): DemoLine[] {
  const { country } = month.creditor;
  const texts = TEXTS[country];
  const lines = [line('subscription', texts.subscription, month.random.pick([29_900, 34_900, 39_900, 44_900]))];
  if (month.random.chance(0.5)) lines.push(line('equipment', texts.equipment, 4_900));
  if (month.random.chance(0.3)) lines.push(line('usage', texts.usage, month.random.int(20, 150) * 100));
  return lines;
}

/** The lines of one month's invoice; their sum is the invoice, VAT included as a line of its own. */
export function invoiceLines(month: Month): DemoLine[] {
  const { role, country } = month.creditor;
  const net = [
    ...(role === 'supplier' || role === 'combined' ? supplierLines(month) : []),
    ...(role === 'grid' || role === 'combined' ? gridLines(month) : []),
    ...(role === 'tv' || role === 'telecom' ? subscriptionLines(month) : []),
  ];
  const base = net.reduce((sum, { amount }) => sum + amount, 0);
  return [...net, line('tax', VAT_WORD[country], (base * VAT_BP[country]) / 10_000)];
}
