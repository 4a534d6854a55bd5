import type { Language } from '../lang/languages';
import { toPlainDate, weekdayOf, yearOf, type IsoDate } from './dates';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  nb: 'januar februar mars april mai juni juli august september oktober november desember'.split(' '),
  sv: 'januari februari mars april maj juni juli augusti september oktober november december'.split(' '),
  // The partitive, as in "4. marraskuuta".
  fi: 'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(' '),
};

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  nb: 'mandag tirsdag onsdag torsdag fredag lørdag søndag'.split(' '),
  sv: 'måndag tisdag onsdag torsdag fredag lördag söndag'.split(' '),
  // The essive ("on Monday"), which is how a day is spoken in a sentence.
  fi: 'maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
};

/** Languages that put a point after the number of the day ("4. november"). */
const DAY_POINT: Readonly<Record<Language, string>> = { nb: '.', sv: '', fi: '.', en: '' };

function partsOf(date: IsoDate, language: Language) {
  const { day, month } = toPlainDate(date);
  return { day, month, year: date.slice(0, 4), monthName: MONTHS[language][month - 1] ?? '' };
}

const WRITERS: Readonly<Record<Language, (date: IsoDate) => string>> = {
  nb: (date) => `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`,
  sv: (date) => date,
  fi: (date) => {
    const { day, month, year } = partsOf(date, 'fi');
    return `${day}.${month}.${year}`;
  },
  en: (date) => {
    const { day, monthName, year } = partsOf(date, 'en');
    return `${day} ${monthName} ${year}`;
  },
};

/** The day as written: `04.11.2026` nb, `2026-11-04` sv, `4.11.2026` fi, `4 November 2026` en. */
export function formatDate(date: IsoDate, language: Language): string {
  return WRITERS[language](date);
}

/** {@link formatDate} for a column of a table: English months cut to three letters, all else as it is. */
export function formatDateShort(date: IsoDate, language: Language): string {
  if (language !== 'en') return formatDate(date, language);
  const { day, monthName, year } = partsOf(date, 'en');
  return `${day} ${monthName.slice(0, 3)} ${year}`;
}

/**
 * The day as an agent says it, with its weekday: `onsdag 4. november`, `keskiviikkona 4. marraskuuta`. The year is said
 * only when `today` is not given or lies in another year.
 */
export function formatDateSpoken(date: IsoDate, language: Language, today?: IsoDate): string {
  const { day, monthName, year } = partsOf(date, language);
  const weekday = WEEKDAYS[language][weekdayOf(date) - 1] ?? '';
  const isYearKnown = today !== undefined && yearOf(today) === yearOf(date);
  return `${weekday} ${day}${DAY_POINT[language]} ${monthName}${isYearKnown ? '' : ` ${year}`}`;
}
