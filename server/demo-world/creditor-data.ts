import type { Country, Currency, Language } from '../../shared/lang/languages';
import type { CreditorRole, Utility } from '../../shared/ledger/vocabulary';

export interface DemoCreditor {
  readonly slug: string;
  readonly name: string;
  readonly country: Country;
  readonly role: CreditorRole;
  readonly utility: Utility;
  readonly currency: Currency;
  readonly language: Language;
  /** Payload of the organisation number; the check digit is computed. All numbers are invented. */
  readonly orgPayload: string;
  /** Norwegian and Finnish numbers start with 0 after the country code, which no real number does; Swedish ones are the regulator's fictional range (domain.md §4.5). */
  readonly phone: string;
  readonly customers: number;
  readonly plan: {
    instalmentsMax: number;
    instalmentMin: number;
    principalMax: number;
    feeMode: 'none' | 'statutory' | 'first_free';
  };
  readonly waiveMax: number;
  readonly mayOrderRelease: boolean;
  /** True when a cut supply is opened on the customer's own word that the money is on its way; elsewhere the word only rests the case. */
  readonly opensOnWord: boolean;
  /** How its made-up system behaves: at once, or late on purpose, so that the alarm of two minutes can be seen. */
  readonly system: 'prompt' | 'late';
}

/** Seven invented creditors in three countries; no company of these names is known to us. */
export const DEMO_CREDITORS: readonly DemoCreditor[] = [
  {
    slug: 'fjellglimt-kraft',
    name: 'Fjellglimt Kraft AS',
    country: 'NO',
    role: 'supplier',
    utility: 'power',
    currency: 'NOK',
    language: 'nb',
    orgPayload: '31012345',
    phone: '+4700010001',
    customers: 110,
    plan: { instalmentsMax: 6, instalmentMin: 150, principalMax: 40_000, feeMode: 'statutory' },
    waiveMax: 150,
    mayOrderRelease: false,
    opensOnWord: false,
    system: 'prompt',
  },
  {
    slug: 'nordvidde-nett',
    name: 'Nordvidde Nett AS',
    country: 'NO',
    role: 'grid',
    utility: 'grid',
    currency: 'NOK',
    language: 'nb',
    orgPayload: '31154321',
    phone: '+4700010002',
    customers: 80,
    plan: { instalmentsMax: 4, instalmentMin: 200, principalMax: 30_000, feeMode: 'none' },
    waiveMax: 100,
    mayOrderRelease: true,
    opensOnWord: false,
    system: 'prompt',
  },
  {
    slug: 'skjermvik-tv',
    name: 'Skjermvik TV AS',
    country: 'NO',
    role: 'tv',
    utility: 'tv',
    currency: 'NOK',
    language: 'nb',
    orgPayload: '31298765',
    phone: '+4700010003',
    customers: 60,
    plan: { instalmentsMax: 4, instalmentMin: 100, principalMax: 10_000, feeMode: 'first_free' },
    waiveMax: 100,
    mayOrderRelease: true,
    opensOnWord: true,
    system: 'prompt',
  },
  {
    slug: 'granlyse-energi',
    name: 'Granlyse Energi AB',
    country: 'SE',
    role: 'supplier',
    utility: 'power',
    currency: 'SEK',
    language: 'sv',
    orgPayload: '559900101',
    phone: '+46846500410',
    customers: 80,
    plan: { instalmentsMax: 6, instalmentMin: 150, principalMax: 40_000, feeMode: 'statutory' },
    waiveMax: 180,
    mayOrderRelease: false,
    opensOnWord: false,
    system: 'prompt',
  },
  {
    slug: 'ljudbro-telekom',
    name: 'Ljudbro Telekom AB',
    country: 'SE',
    role: 'telecom',
    utility: 'telecom',
    currency: 'SEK',
    language: 'sv',
    orgPayload: '559900202',
    phone: '+46846500411',
    customers: 60,
    plan: { instalmentsMax: 6, instalmentMin: 100, principalMax: 15_000, feeMode: 'none' },
    waiveMax: 120,
    mayOrderRelease: true,
    opensOnWord: false,
    system: 'prompt',
  },
  {
    slug: 'kaamosvirta-sahko',
    name: 'Kaamosvirta Sähkö Oy',
    country: 'FI',
    role: 'combined',
    utility: 'power',
    currency: 'EUR',
    language: 'fi',
    orgPayload: '9990010',
    phone: '+358000100001',
    customers: 70,
    plan: { instalmentsMax: 6, instalmentMin: 15, principalMax: 4_000, feeMode: 'first_free' },
    waiveMax: 15,
    mayOrderRelease: true,
    opensOnWord: false,
    system: 'prompt',
  },
  {
    slug: 'harjulinja-verkko',
    name: 'Harjulinja Verkko Oy',
    country: 'FI',
    role: 'grid',
    utility: 'grid',
    currency: 'EUR',
    language: 'fi',
    orgPayload: '9990020',
    phone: '+358000100002',
    customers: 40,
    plan: { instalmentsMax: 4, instalmentMin: 15, principalMax: 3_000, feeMode: 'none' },
    waiveMax: 10,
    mayOrderRelease: true,
    opensOnWord: true,
    system: 'late',
  },
];
