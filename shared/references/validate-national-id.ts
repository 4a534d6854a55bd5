import type { Country } from '../lang/languages';
import { ok, refuse, type Result } from '../result';
import type { IsoDate } from '../time/dates';
import {
  readFinnishPersonNumber,
  readNorwegianPersonNumber,
  readSwedishPersonNumber,
  withSwedishCentury,
  type PersonNumber,
  type PersonNumberFault,
  type PersonNumberResult,
} from './national-ids';
import { isValidOrgNo } from './organisation-ids';
import { compact } from './check-digits';

/** The demo world may hold only people who do not exist; a production world only people who may. */
export type World = 'demo' | 'production';

export interface NationalId {
  readonly kind: 'person' | 'temporary_person' | 'organisation';
  /** The one way it is stored and compared. */
  readonly normalised: string;
  readonly birthDate: IsoDate | null;
  readonly isSynthetic: boolean;
}

const READERS: Readonly<Record<Country, (text: string) => PersonNumberResult>> = {
  NO: readNorwegianPersonNumber,
  SE: readSwedishPersonNumber,
  FI: readFinnishPersonNumber,
};

/** Norwegian test organisations (Tenor) begin with 2 or 3, real ones with 8 or 9. */
const NO_TEST_ORG = /^[23]/u;

function organisation(text: string, country: Country): NationalId {
  const normalised = country === 'FI' ? text.trim() : compact(text);
  const isSynthetic = country === 'NO' && NO_TEST_ORG.test(normalised);
  return { kind: 'organisation', normalised, birthDate: null, isSynthetic };
}

function fitsWorld(person: PersonNumber, world: World): boolean {
  return world === 'demo' ? person.synthetic !== 'none' : person.synthetic !== 'reserved';
}

/**
 * Checks a person's or organisation's number of a country. The demo world takes persons only from published synthetic
 * series (refused with NATIONAL_ID_NOT_SYNTHETIC); production refuses synthetic persons and organisations
 * (NATIONAL_ID_SYNTHETIC); NATIONAL_ID_INVALID names the fault in `details.reason`: format, date or check. The number itself
 * is never in the refusal.
 */
export function validateNationalId(text: string, country: Country, world: World): Result<NationalId> {
  if (isValidOrgNo(text, country)) {
    const found = organisation(text, country);
    if (world === 'production' && found.isSynthetic) return wrongWorld(world);
    return ok(found);
  }
  const person = READERS[country](text);
  if ('fault' in person) return fault(person.fault);
  if (!fitsWorld(person, world)) return wrongWorld(world);
  return ok({
    kind: person.kind === 'ordinary' ? 'person' : 'temporary_person',
    normalised: person.normalised,
    birthDate: person.birthDate,
    isSynthetic: person.synthetic !== 'none',
  });
}

function fault(reason: PersonNumberFault) {
  return refuse('NATIONAL_ID_INVALID', { reason });
}

function wrongWorld(world: World) {
  return world === 'demo'
    ? refuse('NATIONAL_ID_NOT_SYNTHETIC', { reason: 'real_person_in_demo' })
    : refuse('NATIONAL_ID_SYNTHETIC', { reason: 'synthetic_in_production' });
}

/**
 * The number of a customer as it is stored: a person's is checked (see {@link validateNationalId}) and written in the one
 * way we compare, a Swedish one with its century; a company's is kept as it was told, because companies are public and their
 * registers have numbers we know nothing of. Null stays null.
 */
export function customerNumber(
  told: { readonly text: string | null; readonly country: Country; readonly kind: 'consumer' | 'business' },
  at: { readonly world: World; readonly today: IsoDate },
): Result<string | null> {
  const { text, country, kind } = told;
  if (text === null) return ok(null);
  if (kind === 'business' || isValidOrgNo(text, country)) return ok(text.trim());
  const checked = validateNationalId(text, country, at.world);
  if (!checked.ok) return checked;
  const { normalised } = checked.value;
  return ok(country === 'SE' ? withSwedishCentury(normalised, at.today) : normalised);
}

const MASK = '•';
/** Digits of the birth date that may be shown, from the left. */
const SHOWN: Readonly<Record<Country, number>> = { NO: 6, SE: 6, FI: 6 };

/**
 * A person's number as screens may show it: the birth date stays, every sign after it becomes a dot (`010190•••••`);
 * organisation numbers are public and stay whole. Text that is no valid number is dotted whole.
 */
export function maskNationalId(text: string, country: Country): string {
  if (isValidOrgNo(text, country)) return text.trim();
  const person = READERS[country](text);
  if ('fault' in person) return MASK.repeat(text.length);
  const { normalised } = person;
  const hasCentury = country === 'SE' && normalised.length === 12;
  const shown = SHOWN[country] + (hasCentury ? 2 : 0);
  return normalised.slice(0, shown) + normalised.slice(shown).replace(/[0-9A-Z]/gu, MASK);
}
