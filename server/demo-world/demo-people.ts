import type { Id } from '../../shared/ids/ids';
import { LANGUAGE_OF_COUNTRY, type Country, type Language } from '../../shared/lang/languages';
import type { CustomerFlag } from '../../shared/ledger/vocabulary';
import {
  finnishCheckSign,
  makeNorwegianPersonNumber,
  makeSwedishPersonNumber,
} from '../../shared/references/national-ids';
import { isoDate, type IsoDate } from '../../shared/time/dates';
import type { DemoWorld } from './demo-world';
import { PEOPLE } from './people-data';

const TRIES_MAX = 50;
const two = (n: number): string => String(n).padStart(2, '0');

export interface SeededCustomer {
  readonly id: Id<'customer'>;
  readonly name: string;
  readonly country: Country;
  readonly language: Language;
  readonly phone: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly email: string;
  readonly createdAt: number;
}

interface Birthday {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The published synthetic series of each country (Skatteetaten, Skatteverket, DVV); null where a number has no check digit. */
const SYNTHETIC_ID_OF: Readonly<Record<Country, (born: Birthday, random: DemoWorld['random']) => string | null>> = {
  // Month + 80: the tax authority's synthetic population.
  NO: ({ year, month, day }, random) =>
    makeNorwegianPersonNumber(`${two(day)}${two(month + 80)}${two(year % 100)}${String(random.int(100, 499))}`),
  SE: ({ year, month, day }, random) =>
    makeSwedishPersonNumber(`${year}${two(month)}${two(day)}${random.int(980, 989)}`),
  FI({ year, month, day }, random) {
    const date = `${two(day)}${two(month)}${two(year % 100)}`;
    const serial = String(random.int(900, 999));
    return `${date}-${serial}${finnishCheckSign(`${date}${serial}`)}`;
  },
};

/** A number from a published synthetic series of the country (domain.md §4.5), with the birth date it tells. */
function syntheticNationalId(world: DemoWorld, country: Country): { number: string; birthDate: IsoDate } {
  const { random } = world;
  for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
    const born = { year: random.int(1945, 1999), month: random.int(1, 12), day: random.int(1, 28) };
    const number = SYNTHETIC_ID_OF[country](born, random);
    const birthDate = isoDate(`${born.year}-${two(born.month)}-${two(born.day)}`);
    if (number !== null) return { number, birthDate };
  }
  throw new Error('No synthetic number found; the series is exhausted');
}

const usedNumbers = new WeakMap<DemoWorld, Set<string>>();

function freshNationalId(world: DemoWorld, country: Country): { number: string; birthDate: IsoDate } {
  const used = usedNumbers.get(world) ?? new Set<string>();
  usedNumbers.set(world, used);
  for (;;) {
    const made = syntheticNationalId(world, country);
    if (used.has(made.number)) continue;
    used.add(made.number);
    return made;
  }
}

/** The Swedish regulator's fictional ranges, each with how many numbers we take from it (domain.md §4.5). */
const SE_FICTIONAL = [
  { prefix: '+467017406', first: 5, count: 95 },
  { prefix: '+464062804', first: 0, count: 100 },
  { prefix: '+463139006', first: 0, count: 100 },
] as const;

function swedishFictional(nr: number): string {
  let left = nr;
  for (const range of SE_FICTIONAL) {
    if (left < range.count) return `${range.prefix}${two(range.first + left)}`;
    left -= range.count;
  }
  throw new Error('The fictional Swedish numbers are used up');
}

/** Numbers nobody has: Norwegian and Finnish ones begin with 0 after the country code, which no real number does. */
const PHONE_OF: Readonly<Record<Country, (nr: number) => string>> = {
  NO: (nr) => `+4700${String(200_000 + nr)}`,
  SE: swedishFictional,
  FI: (nr) => `+35800020${String(nr).padStart(4, '0')}`,
};

export interface CustomerWish {
  readonly country: Country;
  readonly nr: number;
  readonly name?: string;
  readonly language?: Language;
  readonly flags?: readonly CustomerFlag[];
  /** Names that belong to somebody a visitor plays: a search must find only them. */
  readonly avoid?: ReadonlySet<string>;
}

function randomName({ random }: DemoWorld, wish: CustomerWish): string {
  const data = PEOPLE[wish.country];
  for (;;) {
    const name = `${random.pick(data.given)} ${random.pick(data.family)}`;
    if (wish.avoid?.has(name) !== true) return name;
  }
}

/** One synthetic person with a phone; the row is marked as demo. */
export function addCustomer(world: DemoWorld, wish: CustomerWish): SeededCustomer {
  const { random } = world;
  const data = PEOPLE[wish.country];
  const name = wish.name ?? randomName(world, wish);
  const createdAt = world.noon(world.day(-random.int(400, 700)));
  const id = world.id('customer', createdAt);
  const { number, birthDate } = freshNationalId(world, wish.country);
  const [postcode, city] = random.pick(data.towns);
  const street = `${random.pick(data.streets)} ${random.int(1, 98)}`;
  const phone = PHONE_OF[wish.country](wish.nr);
  const isForeigner = wish.name === undefined && random.chance(0.06);
  const language = wish.language ?? (isForeigner ? 'en' : LANGUAGE_OF_COUNTRY[wish.country]);
  const email = `${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}.${wish.nr}@${data.mail}`;
  world.add('customers', {
    id,
    kind: 'consumer',
    name,
    name_folded: name.toLowerCase(),
    birth_date: birthDate,
    national_id: number,
    street,
    postcode,
    city,
    country: wish.country,
    email,
    language,
    flags: [...(wish.flags ?? [])],
    is_demo: true,
    created_at: new Date(createdAt),
  });
  world.add('customer_phones', { customer_id: id, phone });
  return { id, name, country: wish.country, language, phone, street, postcode, city, email, createdAt };
}
