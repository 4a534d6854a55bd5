/**
 * When a service may be cut at all. Where no row fits, nothing may be cut: gas and heat in Norway and Finland, TV outside Norway,
 * Finnish businesses (contract terms of which we know no number). A row of low
 * confidence shows what we know and still lets nothing be cut until somebody has checked it and added a better one.
 */
import type { Country } from '../lang/languages';
import { minor } from '../money/money';
import { isoDate } from '../time/dates';
import type { DisconnectionParams } from './params-disconnection';
import type { AnyRule, RuleParams } from './rule';

const PLAIN = {
  minDaysAfterDue: null,
  daysBetweenReminderAndWarning: null,
  amountOrAge: null,
  countsOnlyGridPart: false,
  significance: null,
  needsBreachWeighed: false,
  needsSocialNotice: false,
  needsAlternatives: false,
  needsObstacleCheck: false,
  hardshipMonthsAfterDue: null,
  winter: null,
} as const satisfies Partial<DisconnectionParams>;

/** The Swedish energy laws share one pattern: served notice, municipality told, breach essential. */
const SE_ENERGY: DisconnectionParams = {
  ...PLAIN,
  rolesThatMayCut: ['supplier', 'grid', 'combined'],
  clock: 'served',
  notice: { days: 21 },
  // The authority: one bill above 1 000 kr, or two or more overdue bills close in time. How close and that together they are
  // not a trifle is ours: two months and 500 kr, stricter than the law can be read.
  significance: {
    singleAboveMinor: minor(100_000),
    orOverdueCount: 2,
    withinDays: 62,
    severalFromMinor: minor(50_000),
  },
  needsSocialNotice: true,
  needsAlternatives: true,
  // The act says "reasonable time" after the demand; eight days is the shortest that supervisors accept for a demand.
  daysBetweenReminderAndWarning: 8,
};

const SE_SOURCES = ['se-ellag', 'emb-krav'];

const ENERGY: readonly AnyRule[] = [
  {
    id: 'NO-CUT-C',
    country: 'NO',
    customerKind: 'consumer',
    utilities: ['power', 'grid'],
    domain: 'disconnection',
    validFrom: isoDate('2006-07-01'),
    validTo: null,
    status: 'in_force',
    // A supplier can only end the contract; the grid company is the one that cuts.
    params: {
      ...PLAIN,
      rolesThatMayCut: ['grid', 'combined'],
      // Billed together, only what is owed to the grid can have the power cut; the rest is the supplier's.
      countsOnlyGridPart: true,
      needsBreachWeighed: true,
      clock: 'sent',
      notice: { days: 28 },
    },
    source: ['no-fkjl', 'inkassoguiden-strom'],
    confidence: 'high',
  },
  {
    id: 'NO-CUT-B',
    country: 'NO',
    customerKind: 'business',
    utilities: ['power', 'grid'],
    domain: 'disconnection',
    validFrom: isoDate('2020-01-01'),
    validTo: null,
    status: 'practice',
    params: {
      ...PLAIN,
      rolesThatMayCut: ['grid', 'combined'],
      countsOnlyGridPart: true,
      needsBreachWeighed: true,
      clock: 'sent',
      notice: { days: 14 },
    },
    source: ['hafslund'],
    confidence: 'medium',
  },
  {
    id: 'SE-CUT-C',
    country: 'SE',
    customerKind: 'consumer',
    utilities: ['power', 'grid'],
    domain: 'disconnection',
    validFrom: isoDate('2023-07-01'),
    validTo: null,
    status: 'in_force',
    params: SE_ENERGY,
    source: SE_SOURCES,
    confidence: 'medium',
  },
  {
    id: 'SE-CUT-GAS',
    country: 'SE',
    customerKind: 'consumer',
    utilities: ['gas'],
    domain: 'disconnection',
    validFrom: isoDate('2005-07-01'),
    validTo: null,
    status: 'in_force',
    params: SE_ENERGY,
    source: ['se-gas'],
    confidence: 'high',
  },
  {
    id: 'SE-CUT-HEAT',
    country: 'SE',
    customerKind: 'consumer',
    utilities: ['district_heating'],
    domain: 'disconnection',
    validFrom: isoDate('2008-07-01'),
    validTo: null,
    status: 'in_force',
    params: SE_ENERGY,
    source: ['emb-fjv'],
    confidence: 'medium',
  },
  {
    id: 'FI-CUT-C',
    country: 'FI',
    customerKind: 'consumer',
    utilities: ['power', 'grid'],
    domain: 'disconnection',
    validFrom: isoDate('2024-12-01'),
    validTo: null,
    status: 'in_force',
    params: {
      ...PLAIN,
      rolesThatMayCut: ['supplier', 'grid', 'combined'],
      clock: 'sent',
      notice: { days: 14 },
      // 103 §: the breach must be essential besides the sum or the age.
      needsBreachWeighed: true,
      minDaysAfterDue: 35,
      daysBetweenReminderAndWarning: 14,
      amountOrAge: { combinedMinor: minor(50_000), separateMinor: minor(25_000), months: 3 },
      hardshipMonthsAfterDue: 3,
      winter: { from: '10-01', to: '04-30', flag: 'electric_heating', monthsAfterDue: 4 },
    },
    source: ['kkv-sahko-sv', 'ev'],
    confidence: 'high',
  },
];

/** Contracts and practice, not law: known too little to cut anybody off, enough to show what will be asked. */
const BY_CONTRACT: readonly AnyRule[] = [
  {
    id: 'SE-CUT-B',
    country: 'SE',
    customerKind: 'business',
    utilities: ['power', 'grid', 'gas', 'district_heating'],
    domain: 'disconnection',
    validFrom: isoDate('2020-01-01'),
    validTo: null,
    status: 'practice',
    params: {
      ...PLAIN,
      rolesThatMayCut: ['supplier', 'grid', 'combined'],
      clock: 'sent',
      notice: { days: 14 },
      needsObstacleCheck: true,
    },
    source: ['article-arvato', 'olofstrom'],
    confidence: 'low',
  },
  {
    id: 'NO-CUT-TV',
    country: 'NO',
    customerKind: 'any',
    utilities: ['tv'],
    domain: 'disconnection',
    validFrom: isoDate('2020-01-01'),
    validTo: null,
    status: 'practice',
    params: { ...PLAIN, rolesThatMayCut: ['tv'], clock: 'sent', notice: { days: 14 } },
    source: ['article-riksTV'],
    confidence: 'low',
  },
];

const TELECOM: readonly AnyRule[] = [
  {
    id: 'NO-CUT-TELE',
    country: 'NO',
    customerKind: 'any',
    utilities: ['telecom'],
    domain: 'disconnection',
    validFrom: isoDate('2025-01-01'),
    validTo: null,
    status: 'in_force',
    // Barring must be in proportion to the breach, says the act: a lead weighs it.
    params: {
      ...PLAIN,
      rolesThatMayCut: ['telecom'],
      needsBreachWeighed: true,
      clock: 'sent',
      notice: { months: 1 },
    },
    source: ['no-ekom'],
    confidence: 'medium',
  },
  {
    id: 'SE-CUT-TELE',
    country: 'SE',
    customerKind: 'any',
    utilities: ['telecom'],
    domain: 'disconnection',
    validFrom: isoDate('2022-06-03'),
    validTo: null,
    status: 'in_force',
    // The act says "reasonable time" after a demand; the ten days that are told of it may be those in which emergency calls must
    // still work after the cut. So the number is ours until counsel has read chapter 7, and nothing is cut by it.
    params: { ...PLAIN, rolesThatMayCut: ['telecom'], clock: 'sent', notice: { days: 10 } },
    source: ['LEK 2022:482'],
    confidence: 'low',
  },
  {
    id: 'FI-CUT-TELE',
    country: 'FI',
    customerKind: 'consumer',
    utilities: ['telecom'],
    domain: 'disconnection',
    validFrom: isoDate('2015-01-01'),
    validTo: null,
    status: 'in_force',
    params: {
      ...PLAIN,
      rolesThatMayCut: ['telecom'],
      clock: 'sent',
      notice: { days: 14 },
      significance: {
        singleAboveMinor: minor(4_999),
        orOverdueCount: Number.MAX_SAFE_INTEGER,
        withinDays: null,
        severalFromMinor: null,
      },
    },
    source: ['917/2014 § 115'],
    confidence: 'low',
  },
];

const COUNTRIES_WITH_POLICY: readonly Country[] = ['NO', 'SE', 'FI'];
const FRIDAY = 5;
const SATURDAY = 6;
const SUNDAY = 7;

const FROST = { from: '10-01', to: '04-30' };
const FROST_SEASON: Readonly<Record<Country, RuleParams['disconnection_calendar']['frostSeason']>> = {
  NO: FROST,
  SE: FROST,
  FI: null,
};

/** Nobody can be reached to pay or to explain at a weekend: our policy in all three countries, law in none we know of. */
const CALENDAR: readonly AnyRule[] = COUNTRIES_WITH_POLICY.map((country) => ({
  id: `${country}-CUT-DAYS`,
  country,
  customerKind: 'any',
  utilities: null,
  domain: 'disconnection_calendar',
  validFrom: isoDate('2000-01-01'),
  validTo: null,
  status: 'policy',
  params: {
    weekdays: [FRIDAY, SATURDAY, SUNDAY],
    noHolidays: true,
    noEves: true,
    // Finland's law has a winter rule of its own.
    frostSeason: FROST_SEASON[country],
  },
  source: ['house-policy'],
  confidence: 'high',
}));

/** The agency that calls every customer before a cut is the one whose customers keep their power: our policy everywhere. */
const CALLS: readonly AnyRule[] = COUNTRIES_WITH_POLICY.map((country) => ({
  id: `${country}-CUT-CALL`,
  country,
  customerKind: 'any',
  utilities: null,
  domain: 'call_before_cut',
  validFrom: isoDate('2000-01-01'),
  validTo: null,
  status: 'policy',
  params: { bankDaysAhead: 10, triesMin: 2 },
  source: ['house-policy', 'article-arvato'],
  confidence: 'high',
}));

export const DISCONNECTION_RULES: readonly AnyRule[] = [...ENERGY, ...BY_CONTRACT, ...TELECOM, ...CALENDAR, ...CALLS];
