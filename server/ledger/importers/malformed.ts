import type { Language, LocalText } from '../../../shared/lang/languages';
import type { Refusal } from '../../../shared/result';

/** Why a file is refused whole. `{expected}` and `{found}` in the texts are filled from the refusal's details. */
export const MALFORMED_TEXT = {
  EMPTY: {
    nb: 'Filen er tom.',
    sv: 'Filen är tom.',
    fi: 'Tiedosto on tyhjä.',
    en: 'The file is empty.',
  },
  TOO_LARGE: {
    nb: 'Filen er på {found} byte; grensen er {expected}. Del den opp.',
    sv: 'Filen är {found} byte; gränsen är {expected}. Dela upp den.',
    fi: 'Tiedoston koko on {found} tavua, raja on {expected}. Jaa tiedosto osiin.',
    en: 'The file has {found} bytes; the limit is {expected}. Split it.',
  },
  TOO_MANY_ENTRIES: {
    nb: 'Filen har {found} poster; grensen er {expected}. Del den opp.',
    sv: 'Filen har {found} poster; gränsen är {expected}. Dela upp den.',
    fi: 'Tiedostossa on {found} kirjausta, raja on {expected}. Jaa tiedosto osiin.',
    en: 'The file has {found} entries; the limit is {expected}. Split it.',
  },
  NOT_TEXT: {
    nb: 'Filen er ikke tekst (tegn {found}).',
    sv: 'Filen är inte text (tecken {found}).',
    fi: 'Tiedosto ei ole tekstiä (merkki {found}).',
    en: 'The file is not text (character {found}).',
  },
  UNKNOWN_FORMAT: {
    nb: 'Formatet er ukjent. Vi leser {expected}; filen begynner med «{found}».',
    sv: 'Formatet är okänt. Vi läser {expected}; filen börjar med ”{found}”.',
    fi: 'Muoto on tuntematon. Luemme muodot {expected}; tiedosto alkaa ”{found}”.',
    en: 'The format is unknown. We read {expected}; the file begins with “{found}”.',
  },
  XML_NOT_WELL_FORMED: {
    nb: 'XML-en er ikke hel: {found}',
    sv: 'XML-filen är inte hel: {found}',
    fi: 'XML on rikki: {found}',
    en: 'The XML is broken: {found}',
  },
  XML_DOCTYPE: {
    nb: 'XML med DOCTYPE eller egne entiteter tas ikke imot.',
    sv: 'XML med DOCTYPE eller egna entiteter tas inte emot.',
    fi: 'XML:ää, jossa on DOCTYPE tai omia entiteettejä, ei oteta vastaan.',
    en: 'XML with a DOCTYPE or entities of its own is not accepted.',
  },
  ELEMENT_MISSING: {
    nb: '{expected} mangler.',
    sv: '{expected} saknas.',
    fi: '{expected} puuttuu.',
    en: '{expected} is missing.',
  },
  VALUE_INVALID: {
    nb: 'Ventet {expected}, fant «{found}».',
    sv: 'Väntade {expected}, fann ”{found}”.',
    fi: 'Odotettiin {expected}, löytyi ”{found}”.',
    en: 'Expected {expected}, found “{found}”.',
  },
  AMOUNT_INVALID: {
    nb: '«{found}» er ikke et beløp vi kan lese.',
    sv: '”{found}” är inget belopp vi kan läsa.',
    fi: '”{found}” ei ole luettava summa.',
    en: '“{found}” is not an amount we can read.',
  },
  DATE_INVALID: {
    nb: '«{found}» er ikke en dato.',
    sv: '”{found}” är inget datum.',
    fi: '”{found}” ei ole päivämäärä.',
    en: '“{found}” is not a date.',
  },
  RECORD_LENGTH: {
    nb: 'En post skal ha {expected} tegn, denne har {found}.',
    sv: 'En post ska ha {expected} tecken, den här har {found}.',
    fi: 'Tietueessa pitää olla {expected} merkkiä, tässä on {found}.',
    en: 'A record has {expected} characters, this one {found}.',
  },
  RECORD_ORDER: {
    nb: 'Her skulle {expected} komme, men det kom {found}.',
    sv: 'Här skulle {expected} komma, men {found} kom.',
    fi: 'Tässä piti tulla {expected}, mutta tuli {found}.',
    en: '{expected} should come here, but {found} came.',
  },
  END_MISSING: {
    nb: 'Filen slutter for tidlig: {expected} mangler.',
    sv: 'Filen slutar för tidigt: {expected} saknas.',
    fi: 'Tiedosto loppuu kesken: {expected} puuttuu.',
    en: 'The file ends too early: {expected} is missing.',
  },
  COUNT_DIFFERS: {
    nb: 'Filen sier {expected} poster, men har {found}.',
    sv: 'Filen säger {expected} poster men har {found}.',
    fi: 'Tiedosto ilmoittaa {expected} tietuetta, mutta niitä on {found}.',
    en: 'The file says {expected} records but has {found}.',
  },
  TOTAL_DIFFERS: {
    nb: 'Filens kontrollsum er {expected}, postene summerer til {found} (i minste enhet).',
    sv: 'Filens kontrollsumma är {expected}, posterna summerar till {found} (i minsta enhet).',
    fi: 'Tiedoston tarkistussumma on {expected}, tietueiden summa {found} (pienimmissä yksiköissä).',
    en: 'The file’s control total is {expected}, its entries sum to {found} (minor units).',
  },
  BALANCE_DIFFERS: {
    nb: 'Saldoene skiller {expected}, posteringene summerer til {found} (i minste enhet).',
    sv: 'Saldona skiljer {expected}, posterna summerar till {found} (i minsta enhet).',
    fi: 'Saldojen ero on {expected}, kirjausten summa {found} (pienimmissä yksiköissä).',
    en: 'The balances differ by {expected}, the entries sum to {found} (minor units).',
  },
  CSV_HEADER: {
    nb: 'Første linje skal ha kolonnene {expected}; fant «{found}».',
    sv: 'Första raden ska ha kolumnerna {expected}; fann ”{found}”.',
    fi: 'Ensimmäisellä rivillä pitää olla sarakkeet {expected}; löytyi ”{found}”.',
    en: 'The first line must have the columns {expected}; found “{found}”.',
  },
  CSV_BROKEN: {
    nb: 'Raden kan ikke leses: {found}',
    sv: 'Raden kan inte läsas: {found}',
    fi: 'Riviä ei voi lukea: {found}',
    en: 'The row cannot be read: {found}',
  },
} as const satisfies Record<string, LocalText>;

export type MalformedReason = keyof typeof MALFORMED_TEXT;

/** What is shown of a wrong value: enough to find it, not a page of it. */
const SHOWN_MAX = 120;

interface Facts {
  readonly expected?: string | number | bigint;
  readonly found?: string | number | bigint;
}

/** Stops the reading of a file. It never leaves `parseImportFile`, which turns it into a refusal. */
export class MalformedFileError extends Error {
  constructor(
    readonly reason: MalformedReason,
    readonly place: string,
    readonly facts: Facts,
  ) {
    super(`${reason} at ${place}`);
  }
}

/** Ends the reading of a file: `place` is a line, record or XPath. */
export function malformed(reason: MalformedReason, place: string, facts: Facts = {}): never {
  throw new MalformedFileError(reason, place, facts);
}

/** The refusal's details for a malformed file: file, place, reason, and expected and found when there are such. */
export function malformedDetails(fileName: string, error: MalformedFileError): NonNullable<Refusal['details']> {
  const facts = Object.entries(error.facts).map(([key, value]) => [key, String(value).slice(0, SHOWN_MAX)]);
  return { file: fileName, place: error.place, reason: error.reason, ...Object.fromEntries(facts) };
}

function isReason(text: unknown): text is MalformedReason {
  return typeof text === 'string' && Object.hasOwn(MALFORMED_TEXT, text);
}

/** The sentence for people: `payments.txt, record 5: The file ends too early: record 89 is missing.` */
export function describeMalformed(details: NonNullable<Refusal['details']>, language: Language): string {
  const { reason } = details;
  const text = isReason(reason) ? MALFORMED_TEXT[reason][language] : String(reason);
  const filled = text.replace(/\{(expected|found)\}/gu, (_, key: string) => String(details[key] ?? '?'));
  return `${details['file']}, ${details['place']}: ${filled}`;
}
