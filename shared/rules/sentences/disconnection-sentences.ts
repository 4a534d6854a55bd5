/** A sentence for each rule about cutting a service. */
import type { Language, LocalText } from '../../lang/languages';
import type { CreditorRole } from '../../ledger/vocabulary';
import type { Minor } from '../../money/money';
import type { DISCONNECTION_PARAMS } from '../params-disconnection';
import type { Rule, RuleDomain } from '../rule';
import { either, given, inAll, joined, list, money, onlyIf, word } from './words';

type CutDomain = keyof typeof DISCONNECTION_PARAMS & RuleDomain;
type Sentences = { readonly [D in CutDomain]: (rule: Rule<D>) => LocalText };

const ROLES: Readonly<Record<CreditorRole, LocalText>> = {
  supplier: word('kraftleverandøren', 'elhandlaren', 'sähkönmyyjä', 'the supplier'),
  grid: word('nettselskapet', 'elnätsföretaget', 'verkkoyhtiö', 'the grid company'),
  combined: word(
    'selskapet som fakturerer begge',
    'företaget som fakturerar båda',
    'molemmat laskuttava yhtiö',
    'the company that bills both',
  ),
  telecom: word('teleselskapet', 'teleoperatören', 'teleoperaattori', 'the telecom company'),
  tv: word('TV-selskapet', 'TV-bolaget', 'televisioyhtiö', 'the TV company'),
};

/** ISO weekdays, Monday first. */
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  nb: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  sv: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
  fi: ['maanantaina', 'tiistaina', 'keskiviikkona', 'torstaina', 'perjantaina', 'lauantaina', 'sunnuntaina'],
  en: ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'],
};

const BREACH_WEIGHED = word(
  'Bruddet må være vesentlig; det vurderer en teamleder.',
  'Avtalsbrottet måste vara väsentligt; det bedömer en teamledare.',
  'Sopimusrikkomuksen on oltava olennainen; sen arvioi tiiminvetäjä.',
  'The breach must be essential; a lead weighs that.',
);
const ONLY_GRID_PART = word(
  'Av en felles regning teller bare nettleien.',
  'Av en gemensam faktura räknas bara elnätet.',
  'Yhteislaskusta lasketaan vain siirto.',
  'Of a bill for both only the grid part counts.',
);

/** What is said of the breach itself. */
function breach(params: Rule<'disconnection'>['params'], language: Language): readonly (string | null)[] {
  return [
    onlyIf(params.needsBreachWeighed, BREACH_WEIGHED[language]),
    onlyIf(params.countsOnlyGridPart, ONLY_GRID_PART[language]),
  ];
}

/** The sentences of a rule in one language, those that do not hold left out. */
function disconnection({ params, country }: Rule<'disconnection'>): LocalText {
  const { notice, clock, minDaysAfterDue, amountOrAge, winter, hardshipMonthsAfterDue: hardship } = params;
  return inAll((language) => {
    const who = list(
      params.rolesThatMayCut.map((role) => ROLES[role][language]),
      language,
      'or',
    );
    const time = 'days' in notice ? notice.days : notice.months;
    const unit = 'days' in notice;
    const isSent = clock === 'sent';
    const sum = (amount: Minor | undefined) => (amount === undefined ? '' : money(amount, country, language));
    const [combined, separate] = [sum(amountOrAge?.combinedMinor), sum(amountOrAge?.separateMinor)];
    const parts: Readonly<Record<Language, readonly (string | null)[]>> = {
      nb: [
        `Bare ${who} kan stenge, tidligst ${time} ${either(unit, 'dager', 'måned(er)')} etter at varselet ble ${either(isSent, 'sendt', 'forkynt')}.`,
        given(minDaysAfterDue, () => `Tidligst ${minDaysAfterDue} dager etter forfall.`),
        given(
          amountOrAge,
          () =>
            `Gjelden er minst ${separate} (${combined} når begge faktureres), eller ${amountOrAge?.months} måneder gammel.`,
        ),
        ...breach(params, 'nb'),
        onlyIf(params.needsSocialNotice, 'Sosialtjenesten varsles samtidig.'),
        given(hardship, () => `Ved sykdom eller arbeidsløshet: ${hardship} måneder etter forfall.`),
        given(winter, () => `Om vinteren, med elektrisk oppvarming: ${winter?.monthsAfterDue} måneder etter forfall.`),
      ],
      sv: [
        `Bara ${who} får stänga av, tidigast ${time} ${either(unit, 'dagar', 'månad(er)')} efter att underrättelsen ${either(isSent, 'skickats', 'delgetts')}.`,
        given(minDaysAfterDue, () => `Tidigast ${minDaysAfterDue} dagar efter förfallodagen.`),
        given(
          amountOrAge,
          () =>
            `Skulden är minst ${separate} (${combined} när båda faktureras), eller ${amountOrAge?.months} månader gammal.`,
        ),
        ...breach(params, 'sv'),
        onlyIf(params.needsSocialNotice, 'Socialnämnden meddelas samtidigt.'),
        given(hardship, () => `Vid sjukdom eller arbetslöshet: ${hardship} månader efter förfallodagen.`),
        given(winter, () => `På vintern, med eluppvärmning: ${winter?.monthsAfterDue} månader efter förfallodagen.`),
      ],
      fi: [
        `Vain ${who} voi katkaista, aikaisintaan ${time} ${either(unit, 'päivää', 'kuukautta')} ilmoituksen ${either(isSent, 'lähettämisestä', 'tiedoksiannosta')}.`,
        given(minDaysAfterDue, () => `Aikaisintaan ${minDaysAfterDue} päivää eräpäivästä.`),
        given(
          amountOrAge,
          () =>
            `Velkaa on vähintään ${separate} (yhteislaskussa ${combined}), tai se on ${amountOrAge?.months} kuukautta vanha.`,
        ),
        ...breach(params, 'fi'),
        onlyIf(params.needsSocialNotice, 'Sosiaalitoimelle ilmoitetaan samalla.'),
        given(hardship, () => `Sairauden tai työttömyyden vuoksi: ${hardship} kuukautta eräpäivästä.`),
        given(winter, () => `Talvella sähkölämmitteisessä kodissa: ${winter?.monthsAfterDue} kuukautta eräpäivästä.`),
      ],
      en: [
        `Only ${who} may cut, at the earliest ${time} ${either(unit, 'days', 'month(s)')} after the notice was ${either(isSent, 'sent', 'served')}.`,
        given(minDaysAfterDue, () => `At the earliest ${minDaysAfterDue} days after the due date.`),
        given(
          amountOrAge,
          () =>
            `The debt is at least ${separate} (${combined} when both are billed), or ${amountOrAge?.months} months old.`,
        ),
        ...breach(params, 'en'),
        onlyIf(params.needsSocialNotice, 'Social services are told at the same time.'),
        given(hardship, () => `In illness or unemployment: ${hardship} months after the due date.`),
        given(winter, () => `In winter, with electric heating: ${winter?.monthsAfterDue} months after the due date.`),
      ],
    };
    return joined(...parts[language]);
  });
}

export const DISCONNECTION_SENTENCES: Sentences = {
  disconnection,
  disconnection_calendar: ({ params }) =>
    inAll((language) => {
      const days = list(
        params.weekdays.map((day) => WEEKDAYS[language][day - 1] ?? ''),
        language,
        'or',
      );
      return {
        nb: `Vi stenger ikke ${days}${params.noHolidays ? ', på helligdager' : ''}${params.noEves ? ' eller dagen før' : ''}.`,
        sv: `Vi stänger inte av ${days}${params.noHolidays ? ', på helgdagar' : ''}${params.noEves ? ' eller dagen före' : ''}.`,
        fi: `Emme katkaise ${days}${params.noHolidays ? ', pyhinä' : ''}${params.noEves ? ' tai niiden aattona' : ''}.`,
        en: `We do not cut on ${days}${params.noHolidays ? ', holidays' : ''}${params.noEves ? ' or the day before one' : ''}.`,
      }[language];
    }),
  call_before_cut: ({ params: { bankDaysAhead, triesMin } }) => ({
    nb: `Ring kunden minst ${triesMin} ganger, fra ${bankDaysAhead} bankdager før stenging.`,
    sv: `Ring kunden minst ${triesMin} gånger, från ${bankDaysAhead} bankdagar före avstängning.`,
    fi: `Soita asiakkaalle vähintään ${triesMin} kertaa, alkaen ${bankDaysAhead} pankkipäivää ennen katkaisua.`,
    en: `Call the customer at least ${triesMin} times, from ${bankDaysAhead} bank days before a cut.`,
  }),
};
