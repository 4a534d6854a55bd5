/** A sentence for each rule about how we collect. */
import type { Language, LocalText } from '../../lang/languages';
import type { CONDUCT_PARAMS } from '../params-conduct';
import type { DayHours } from '../params-shapes';
import type { Rule, RuleDomain } from '../rule';
import {
  COMPLAINT_WORDS,
  DISCLOSURE_WORDS,
  EVENT_WORDS,
  ITEM_WORDS,
  RECORD_WORDS,
  STEP_WORDS,
  STOP_WORDS,
} from './conduct-words';
import { either, given, inAll, joined, list, onlyIf } from './words';

type ConductDomain = keyof typeof CONDUCT_PARAMS & RuleDomain;
type Sentences = { readonly [D in ConductDomain]: (rule: Rule<D>) => LocalText };

const MINUTES_IN_HOUR = 60;
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function clock(minute: number): string {
  const minutes = String(minute % MINUTES_IN_HOUR).padStart(2, '0');
  return `${String(Math.floor(minute / MINUTES_IN_HOUR)).padStart(2, '0')}:${minutes}`;
}

const CLOSED: Readonly<Record<Language, string>> = { nb: 'stengt', sv: 'stängt', fi: 'ei soiteta', en: 'closed' };

function span(hours: DayHours, language: Language): string {
  return hours === null ? CLOSED[language] : `${clock(hours.fromMinute)}–${clock(hours.toMinute)}`;
}

function stage({ params, topic }: Rule<'stage'>): LocalText {
  const { gap, deadline, validMonths } = params;
  const between = gap.fullDaysBetween;
  return inAll((language) => {
    const step = topic === undefined ? '' : upper(STEP_WORDS[topic][language]);
    const after = list(
      params.follows.flatMap((one) => (one === 'due_date' ? [] : [STEP_WORDS[one][language]])),
      language,
      'or',
    );
    return joined(
      between === 0 ? nextDay(language, step, after) : wholeDays(language, { step, after, between }),
      given(deadline, ({ minDays, from }) => answerTime(language, minDays, from === 'sent')),
      given(validMonths, (months) => validFor(language, months)),
    );
  });
}

/** A step from the day after the due date, or after the deadline of the letter before. */
function nextDay(language: Language, step: string, after: string): string {
  const isFirst = after === '';
  return {
    nb: `${step}: tidligst dagen etter ${either(isFirst, 'forfall', `fristen i ${after}`)}.`,
    sv: `${step}: tidigast dagen efter ${either(isFirst, 'förfallodagen', `fristen i ${after}`)}.`,
    fi: `${step}: aikaisintaan ${either(isFirst, 'eräpäivän', 'edellisen kirjeen määräajan')} jälkeisenä päivänä.`,
    en: `${step}: from the day after ${either(isFirst, 'the due date', `the deadline of the ${after}`)}.`,
  }[language];
}

function wholeDays(
  language: Language,
  { step, after, between }: { readonly step: string; readonly after: string; readonly between: number },
): string {
  return {
    nb: `${step}: det må gå ${between} hele dager etter ${after}.`,
    sv: `${step}: det ska gå ${between} hela dagar efter ${after}.`,
    fi: `${step}: edellisestä kirjeestä on oltava ${between} täyttä päivää.`,
    en: `${step}: ${between} whole days must pass after the ${after}.`,
  }[language];
}

function answerTime(language: Language, days: number, isSent: boolean): string {
  return {
    nb: `Kunden får minst ${days} dager fra ${either(isSent, 'sending', 'mottak')}.`,
    sv: `Kunden får minst ${days} dagar från ${either(isSent, 'utskicket', 'mottagandet')}.`,
    fi: `Asiakas saa vähintään ${days} päivää ${either(isSent, 'lähettämisestä', 'kirjeen saapumisesta')}.`,
    en: `The customer gets at least ${days} days from ${either(isSent, 'sending', 'receiving it')}.`,
  }[language];
}

function validFor(language: Language, months: number): string {
  return {
    nb: `Gjelder i ${months} måneder.`,
    sv: `Gäller i ${months} månader.`,
    fi: `Voimassa ${months} kuukautta.`,
    en: `Good for ${months} months.`,
  }[language];
}

function limitation({ params }: Rule<'limitation'>): LocalText {
  const { years, finalYears } = params;
  return inAll((language) => {
    const events = list(
      params.interruptedBy.map((one) => EVENT_WORDS[one][language]),
      language,
      'or',
    );
    const isFixed = events === '';
    return joined(
      {
        nb: `Foreldes etter ${years} år.`,
        sv: `Preskriberas efter ${years} år.`,
        fi: `Vanhenee ${years} vuodessa.`,
        en: `Expires after ${years} years.`,
      }[language],
      {
        nb: either(isFixed, 'Ingenting gir ny frist.', `Ny frist gis av ${events}.`),
        sv: either(isFixed, 'Inget ger ny tid.', `Ny tid ges av ${events}.`),
        fi: either(isFixed, 'Mikään ei katkaise aikaa.', `Ajan katkaisee: ${events}.`),
        en: either(isFixed, 'Nothing starts it again.', `It starts again with ${events}.`),
      }[language],
      given(
        finalYears,
        (end) =>
          ({
            nb: `Senest etter ${end} år.`,
            sv: `Senast efter ${end} år.`,
            fi: `Viimeistään ${end} vuodessa.`,
            en: `After ${end} years at the latest.`,
          })[language],
      ),
    );
  });
}

function disclosure({ params, topic }: Rule<'disclosure'>): LocalText {
  return inAll((language) => {
    const say = list(
      params.mustSay.map((one) => ITEM_WORDS[one][language]),
      language,
    );
    const leave = list(
      params.mustNotSay.map((one) => ITEM_WORDS[one][language]),
      language,
      'or',
    );
    const when = topic === undefined ? '' : DISCLOSURE_WORDS[topic][language];
    const must = { nb: 'si', sv: 'säg', fi: 'kerro', en: 'say' }[language];
    const never = { nb: 'Nevn aldri', sv: 'Nämn aldrig', fi: 'Älä mainitse:', en: 'Never mention' }[language];
    return [say === '' ? `${when}:` : `${when}: ${must} ${say}.`, leave === '' ? '' : `${never} ${leave}.`]
      .filter((one) => one !== '')
      .join(' ');
  });
}

const SET_ASIDE: Readonly<Record<Language, Readonly<Record<Rule<'dispute'>['params']['maySetAsideWhen'], string>>>> = {
  nb: {
    obviously_groundless: 'Bare en åpenbart grunnløs innsigelse kan settes til side, av teamleder.',
    no_lawful_doubt: 'Kan bare settes til side når det ikke er rimelig tvil, av teamleder.',
    no_ground_or_clearly_irrelevant:
      'Kan bare settes til side uten grunn eller når den klart ikke angår kravet, av teamleder.',
  },
  sv: {
    obviously_groundless: 'Bara ett uppenbart grundlöst bestridande kan läggas åt sidan, av teamledare.',
    no_lawful_doubt: 'Kan bara läggas åt sidan när det inte finns rimligt tvivel, av teamledare.',
    no_ground_or_clearly_irrelevant:
      'Kan bara läggas åt sidan utan grund eller när det klart saknar betydelse, av teamledare.',
  },
  fi: {
    obviously_groundless: 'Vain ilmeisen perusteettoman kiistämisen voi sivuuttaa, tiimin vetäjä.',
    no_lawful_doubt: 'Voidaan sivuuttaa vain, kun perusteltua epäilystä ei ole, tiimin vetäjä.',
    no_ground_or_clearly_irrelevant:
      'Voidaan sivuuttaa vain, jos perustetta ei ole tai sillä ei selvästi ole merkitystä, tiimin vetäjä.',
  },
  en: {
    obviously_groundless: 'Only an obviously groundless dispute may be set aside, by a team lead.',
    no_lawful_doubt: 'It may be set aside only when there is no reasonable doubt, by a team lead.',
    no_ground_or_clearly_irrelevant:
      'It may be set aside only without a ground or when clearly irrelevant, by a team lead.',
  },
};

function dispute({ params }: Rule<'dispute'>): LocalText {
  return inAll((language) => {
    const stops = list(
      params.stops.map((one) => STOP_WORDS[one][language]),
      language,
    );
    const suspend = {
      nb: 'Kunden kan også kreve at frivillig inndriving stanses.',
      sv: 'Kunden kan också begära att frivillig indrivning stoppas.',
      fi: 'Asiakas voi myös vaatia vapaaehtoisen perinnän keskeyttämistä.',
      en: 'The customer may also ask that voluntary collection stops.',
    }[language];
    const first = {
      nb: `En innsigelse stanser ${stops} med en gang.`,
      sv: `Ett bestridande stoppar ${stops} direkt.`,
      fi: `Kiistäminen pysäyttää heti: ${stops}.`,
      en: `A dispute stops ${stops} at once.`,
    }[language];
    return [first, SET_ASIDE[language][params.maySetAsideWhen], params.mayDemandSuspension ? suspend : '']
      .filter((one) => one !== '')
      .join(' ');
  });
}

function complaint({ params, topic }: Rule<'complaint'>): LocalText {
  return inAll((language) => {
    const what = topic === undefined ? '' : COMPLAINT_WORDS[topic][language];
    const { mustComplainToCompanyFirst: first, withinMonths: months, stopsCollection: stops } = params;
    const parts = {
      nb: [
        `${what}:`,
        either(first, 'først skriftlig til selskapet.', 'kan gå rett til nemnda.'),
        given(months, () => `Innen ${months} måneder.`),
        onlyIf(stops, 'Det omtvistede kravet hviler til nemnda har svart.'),
      ],
      sv: [
        `${what}:`,
        either(first, 'först skriftligen till företaget.', 'kan gå direkt till nämnden.'),
        given(months, () => `Inom ${months} månader.`),
        onlyIf(stops, 'Det bestridda kravet vilar tills nämnden har svarat.'),
      ],
      fi: [
        `${what}:`,
        either(first, 'ensin kirjallisesti yritykselle.', 'voi viedä suoraan lautakuntaan.'),
        given(months, () => `${months} kuukauden kuluessa.`),
        onlyIf(stops, 'Kiistetty saatava odottaa ratkaisua.'),
      ],
      en: [
        `${what}:`,
        either(first, 'in writing to the company first.', 'may go straight to the board.'),
        given(months, () => `Within ${months} months.`),
        onlyIf(stops, 'The disputed claim rests until the board has answered.'),
      ],
    }[language];
    return joined(...parts);
  });
}

export const CONDUCT_SENTENCES: Sentences = {
  stage,
  limitation,
  disclosure,
  dispute,
  complaint,
  dispute_answer: ({ params: { days } }) => ({
    nb: `En innsigelse skal være besvart innen ${days} dager.`,
    sv: `Ett bestridande ska besvaras inom ${days} dagar.`,
    fi: `Kiistämiseen on vastattava ${days} päivän kuluessa.`,
    en: `A dispute is answered within ${days} days.`,
  }),
  dispute_resume: ({ params: { days } }) => ({
    nb: `Når en innsigelse er avgjort, går det ${days} dager før saken går videre.`,
    sv: `När ett bestridande är avgjort går det ${days} dagar innan ärendet går vidare.`,
    fi: `Kun kiistäminen on ratkaistu, asia jatkuu ${days} päivän kuluttua.`,
    en: `After a dispute is settled, ${days} days pass before the case goes on.`,
  }),
  payment_hold: ({ params: { bankDays, bankDaysMax } }) => ({
    nb: `Penger på vei: saken hviler ${bankDays} bankdager, høyst ${bankDaysMax}.`,
    sv: `Pengar på väg: ärendet vilar ${bankDays} bankdagar, högst ${bankDaysMax}.`,
    fi: `Rahaa tulossa: asia odottaa ${bankDays} pankkipäivää, enintään ${bankDaysMax}.`,
    en: `Money on the way: the case rests ${bankDays} bank days, at most ${bankDaysMax}.`,
  }),
  care_pause: ({ params: { daysMin, daysMax } }) => ({
    nb: `Ved sykdom eller nød hviler saken ${daysMin}–${daysMax} dager.`,
    sv: `Vid sjukdom eller nöd vilar ärendet ${daysMin}–${daysMax} dagar.`,
    fi: `Sairauden tai hädän vuoksi asia odottaa ${daysMin}–${daysMax} päivää.`,
    en: `In illness or need the case rests ${daysMin}–${daysMax} days.`,
  }),
  calling_hours: ({ params }) =>
    inAll((language) => {
      const [week, saturday, sunday] = [params.weekdays, params.saturday, params.sundayAndHoliday].map((hours) =>
        span(hours, language),
      );
      return {
        nb: `Vi ringer hverdager ${week}, lørdager ${saturday}, søn- og helligdager ${sunday}.`,
        sv: `Vi ringer vardagar ${week}, lördagar ${saturday}, sön- och helgdagar ${sunday}.`,
        fi: `Soitamme arkisin ${week}, lauantaisin ${saturday}, pyhinä ${sunday}.`,
        en: `We call on weekdays ${week}, Saturdays ${saturday}, Sundays and holidays ${sunday}.`,
      }[language];
    }),
  retention: ({ params: { months, startsFrom, isMinimum }, topic }) =>
    inAll((language) => {
      const what = topic === undefined ? '' : RECORD_WORDS[topic][language];
      const after = startsFrom === 'collection_ended';
      return {
        nb: `${what} slettes ${isMinimum ? 'tidligst' : 'senest'} ${months} måneder etter ${after ? 'at saken er avsluttet' : 'opptak'}.`,
        sv: `${what} raderas ${isMinimum ? 'tidigast' : 'senast'} ${months} månader efter ${after ? 'att ärendet avslutats' : 'att de gjorts'}.`,
        fi: `${what} poistetaan ${isMinimum ? 'aikaisintaan' : 'viimeistään'} ${months} kuukautta ${after ? 'perinnän päättymisestä' : 'tekemisestä'}.`,
        en: `${what} are erased ${isMinimum ? 'no earlier than' : 'at the latest'} ${months} months after ${after ? 'collection ended' : 'they were made'}.`,
      }[language];
    }),
  regime: ({ params }) => ({
    nb: `Ny inkassolov (${params.act}): svar innen ${params.answerDays} dager, ingen kostnader etter innsigelse, varsel bare fra inkassoforetak.`,
    sv: `Ny norsk inkassolag (${params.act}): svar inom ${params.answerDays} dagar, inga kostnader efter bestridande, varning bara från inkassoföretag.`,
    fi: `Norjan uusi perintälaki (${params.act}): vastaus ${params.answerDays} päivässä, ei kuluja kiistämisen jälkeen, varoitus vain perintäyritykseltä.`,
    en: `New Norwegian collection act (${params.act}): answer within ${params.answerDays} days, no costs after a dispute, notice only by agencies.`,
  }),
};
