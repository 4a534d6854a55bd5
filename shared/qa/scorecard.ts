/**
 * The scorecard: what a good call is, as weighted questions. Data with a version; a published version never changes,
 * because a review says which one it was scored by.
 */
import type { LocalText } from '../lang/languages';

export interface ScorecardQuestion {
  readonly key: string;
  readonly text: LocalText;
  /** What the highest and the lowest mark mean. */
  readonly guidance: LocalText;
  readonly weight: number;
  /** The lowest mark fails the whole call, whatever else was good. */
  readonly isAutoFail: boolean;
}

export interface Scorecard {
  readonly slug: string;
  readonly version: number;
  readonly questions: readonly ScorecardQuestion[];
}

export const POINTS_MIN = 1;
export const POINTS_MAX = 5;
const WHOLE_BP = 10_000;

export const CALL_SCORECARD: Scorecard = {
  slug: 'call',
  version: 1,
  questions: [
    {
      key: 'identity',
      weight: 20,
      isAutoFail: true,
      text: {
        nb: 'Sikret hvem kunden er',
        sv: 'Säkrade vem kunden är',
        fi: 'Varmisti asiakkaan henkilöllisyyden',
        en: 'Made sure who the customer is',
      },
      guidance: {
        nb: '5: to opplysninger før noe om saken ble sagt. 1: sa noe om gjelden til en som ikke var kontrollert.',
        sv: '5: två uppgifter innan något om ärendet sades. 1: berättade om skulden för någon som inte var kontrollerad.',
        fi: '5: kaksi tietoa ennen kuin asiasta puhuttiin. 1: kertoi velasta henkilölle, jota ei ollut tunnistettu.',
        en: '5: two facts before anything about the case was said. 1: spoke of the debt to somebody not verified.',
      },
    },
    {
      key: 'cause',
      weight: 20,
      isAutoFail: false,
      text: { nb: 'Fant årsaken', sv: 'Hittade orsaken', fi: 'Löysi syyn', en: 'Found the cause' },
      guidance: {
        nb: '5: forklarte hva som er betalt og hva som står åpent, slik at kunden forsto det. 1: kunden vet fortsatt ikke hvorfor.',
        sv: '5: förklarade vad som är betalt och vad som är obetalt så att kunden förstod. 1: kunden vet fortfarande inte varför.',
        fi: '5: selitti ymmärrettävästi, mitä on maksettu ja mitä on auki. 1: asiakas ei edelleenkään tiedä, mistä on kyse.',
        en: '5: explained what is paid and what is open so that the customer understood. 1: the customer still does not know why.',
      },
    },
    {
      key: 'solution',
      weight: 25,
      isAutoFail: false,
      text: {
        nb: 'Løste saken i samtalen',
        sv: 'Löste ärendet i samtalet',
        fi: 'Ratkaisi asian puhelun aikana',
        en: 'Solved the case in the call',
      },
      guidance: {
        nb: '5: en løsning kunden klarer å holde, eller riktig sted å gå videre. 1: ingenting avklart.',
        sv: '5: en lösning som kunden klarar att hålla, eller rätt ställe att gå vidare. 1: inget avklarat.',
        fi: '5: ratkaisu, jonka asiakas pystyy pitämään, tai oikea taho jatkoon. 1: mitään ei ratkennut.',
        en: '5: a solution the customer can keep, or the right place to go next. 1: nothing settled.',
      },
    },
    {
      key: 'cost_told',
      weight: 10,
      isAutoFail: true,
      text: {
        nb: 'Sa hva avtalen koster',
        sv: 'Sa vad avtalet kostar',
        fi: 'Kertoi, mitä sopimus maksaa',
        en: 'Said what the agreement costs',
      },
      guidance: {
        nb: '5: gebyr og renter sagt høyt før kunden svarte ja. 1: kunden sa ja uten å vite prisen.',
        sv: '5: avgift och ränta sades högt innan kunden sa ja. 1: kunden sa ja utan att veta priset.',
        fi: '5: kulut ja korko sanottiin ääneen ennen kuin asiakas suostui. 1: asiakas suostui tietämättä hintaa.',
        en: '5: fee and interest said aloud before the customer said yes. 1: the customer agreed without knowing the price.',
      },
    },
    {
      key: 'respect',
      weight: 15,
      isAutoFail: true,
      text: {
        nb: 'Møtte kunden med respekt',
        sv: 'Mötte kunden med respekt',
        fi: 'Kohtasi asiakkaan kunnioittavasti',
        en: 'Met the customer with respect',
      },
      guidance: {
        nb: '5: rolig, tydelig og uten bebreidelser. 1: presset eller truet kunden.',
        sv: '5: lugn, tydlig och utan förebråelser. 1: pressade eller hotade kunden.',
        fi: '5: rauhallinen, selkeä ja syyttelemätön. 1: painosti tai uhkaili asiakasta.',
        en: '5: calm, clear and without blame. 1: pressed or threatened the customer.',
      },
    },
    {
      key: 'outcome_true',
      weight: 10,
      isAutoFail: false,
      text: {
        nb: 'Etterarbeidet stemmer',
        sv: 'Efterarbetet stämmer',
        fi: 'Jälkikirjaus pitää paikkansa',
        en: 'The wrap-up is true',
      },
      guidance: {
        nb: '5: utfall og årsak er det som faktisk ble gjort. 1: noe annet enn det som skjedde.',
        sv: '5: utfall och orsak är det som faktiskt gjordes. 1: något annat än det som hände.',
        fi: '5: lopputulos ja syy vastaavat sitä, mitä tehtiin. 1: kirjattu jotain muuta kuin mitä tapahtui.',
        en: '5: outcome and reason are what was really done. 1: something other than what happened.',
      },
    },
  ],
};

export const SCORECARDS: readonly Scorecard[] = [CALL_SCORECARD];

export interface QuestionScore {
  readonly question: string;
  /** {@link POINTS_MIN}–{@link POINTS_MAX}; null only when not applicable. */
  readonly points: number | null;
  readonly isNotApplicable: boolean;
}

export interface ScorecardResult {
  /** Weighted share of the points that could be had, basis points; 0 when failed automatically. */
  readonly scoreBp: number;
  readonly isAutoFailed: boolean;
}

/**
 * The weighted score: (points − 1) ÷ 4 per question, weighted over the questions that apply. Null when a question is
 * missing, unknown, without points, or when none applies.
 */
export function scoreCall(scorecard: Scorecard, scores: readonly QuestionScore[]): ScorecardResult | null {
  let earned = 0;
  let possible = 0;
  let isAutoFailed = false;
  const known = new Set(scorecard.questions.map(({ key }) => key));
  if (scores.some(({ question }) => !known.has(question))) return null;
  for (const question of scorecard.questions) {
    const score = scores.find((candidate) => candidate.question === question.key);
    if (score === undefined) return null;
    if (score.isNotApplicable) continue;
    if (score.points === null || score.points < POINTS_MIN || score.points > POINTS_MAX) return null;
    earned += question.weight * (score.points - POINTS_MIN);
    possible += question.weight * (POINTS_MAX - POINTS_MIN);
    if (question.isAutoFail && score.points === POINTS_MIN) isAutoFailed = true;
  }
  if (possible === 0) return null;
  return { scoreBp: isAutoFailed ? 0 : Math.round((earned * WHOLE_BP) / possible), isAutoFailed };
}
