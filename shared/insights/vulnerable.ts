import type { LocalText } from '../lang/languages';
import type { CustomerFlag } from '../ledger/vocabulary';
import { INSIGHT_WEIGHT, type PersonInsightRule } from './insight-rule';
import { localSentence } from './words';

/** Coded facts only, never a diagnosis; how the house heats is no reason for care by itself. */
const CARE_WORDS: Readonly<Record<Exclude<CustomerFlag, 'electric_heating'>, LocalText>> = {
  vulnerable: {
    nb: 'sårbar situasjon',
    sv: 'utsatt situation',
    fi: 'haavoittuva tilanne',
    en: 'a vulnerable situation',
  },
  medical_device: {
    nb: 'medisinsk utstyr som trenger strøm',
    sv: 'medicinsk utrustning som behöver el',
    fi: 'sähköä tarvitseva lääkinnällinen laite',
    en: 'a medical device that needs power',
  },
  small_children: {
    nb: 'små barn i hjemmet',
    sv: 'små barn i hemmet',
    fi: 'pieniä lapsia kotona',
    en: 'small children at home',
  },
  trustee: { nb: 'verge', sv: 'god man eller förvaltare', fi: 'edunvalvoja', en: 'a trustee' },
  minor: { nb: 'mindreårig', sv: 'minderårig', fi: 'alaikäinen', en: 'a minor' },
  debt_relief: { nb: 'gjeldsordning', sv: 'skuldsanering', fi: 'velkajärjestely', en: 'debt relief' },
  deceased: { nb: 'dødsfall', sv: 'dödsfall', fi: 'kuolemantapaus', en: 'a death' },
  id_theft: {
    nb: 'mulig identitetstyveri',
    sv: 'möjlig identitetskapning',
    fi: 'mahdollinen identiteettivarkaus',
    en: 'possible identity theft',
  },
};

type Care = keyof typeof CARE_WORDS;

/** With one of these the claim may not be this person's to pay, or not now: nothing is collected in the call. */
const STOPPING: readonly Care[] = ['minor', 'trustee', 'debt_relief', 'deceased', 'id_theft'];

const CARE: LocalText = {
  nb: 'Ta hensyn: {flags}. Ingen stenging eller nye skritt uten leder.',
  sv: 'Ta hänsyn: {flags}. Ingen avstängning och inga nya steg utan ledare.',
  fi: 'Ota huomioon: {flags}. Ei katkaisua eikä uusia vaiheita ilman esihenkilöä.',
  en: 'Take care: {flags}. No cut and no new steps without a lead.',
};
const STOP: LocalText = {
  nb: 'Stopp: {flags}. Krev ikke betaling i samtalen, gi saken til leder.',
  sv: 'Stopp: {flags}. Kräv ingen betalning i samtalet, lämna ärendet till ledaren.',
  fi: 'Seis: {flags}. Älä vaadi maksua puhelussa, siirrä asia esihenkilölle.',
  en: 'Stop: {flags}. Ask no payment in the call, hand the case to a lead.',
};

const isCare = (flag: CustomerFlag): flag is Care => flag in CARE_WORDS;

/** What is known of the person that changes how we treat the case. */
export const vulnerable: PersonInsightRule = ({ caseFile }) => {
  const flags = caseFile.customer.flags.filter(isCare);
  if (flags.length === 0) return null;
  const isStop = flags.some((flag) => STOPPING.includes(flag));
  return {
    kind: 'vulnerable',
    weight: INSIGHT_WEIGHT.vulnerable,
    sentence: localSentence(isStop ? STOP : CARE, {
      flags: (language) => flags.map((flag) => CARE_WORDS[flag][language]).join(', '),
    }),
    evidence: [caseFile.customer.id],
    parts: [],
    suggests: flags.includes('minor') ? 'minor' : null,
  };
};
