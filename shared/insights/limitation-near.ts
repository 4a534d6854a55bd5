import { isLimitationNear, soonestLimitation } from '../balance/limitation';
import type { LocalText } from '../lang/languages';
import { rulesOf } from '../rules/rules-of-file';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { local, localSentence, dayOf, invoiceName } from './words';

const PAST: LocalText = {
  nb: 'Faktura {invoice} ble foreldet {day}. Be ikke om betaling på den, og ta ikke imot et løfte.',
  sv: 'Faktura {invoice} preskriberades {day}. Be inte om betalning för den och ta inte emot något löfte.',
  fi: 'Lasku {invoice} vanheni {day}. Älä pyydä siihen maksua äläkä ota vastaan lupausta.',
  en: 'Invoice {invoice} became time-barred on {day}. Ask no payment for it and take no promise.',
};
const NEAR: LocalText = {
  nb: '{why} Si fra før kunden lover eller betaler noe: det starter fristen på nytt.',
  sv: '{why} Säg till innan kunden lovar eller betalar något: det börjar om tiden.',
  fi: '{why} Kerro tämä ennen kuin asiakas lupaa tai maksaa jotain: aika alkaa silloin alusta.',
  en: '{why} Say so before they promise or pay anything: that starts the time again.',
};

/** Warns when an open claim is soon, or already, too old to be collected. Evidence is the claim and what last started its time. */
export const limitationNear: InsightRule = ({ caseFile, account, today }) => {
  const found = soonestLimitation({ caseFile, account, today, rows: rulesOf(caseFile) });
  if (found === null || !isLimitationNear(found, today)) return null;
  const sentence = found.isPast
    ? localSentence(PAST, { invoice: invoiceName(found.claim), day: dayOf(found.lastDay, today) })
    : localSentence(NEAR, { why: local(found.sentence) });
  return {
    kind: 'limitation_near',
    weight: INSIGHT_WEIGHT.limitation_near,
    sentence,
    evidence: [...found.evidence],
    parts: [],
    suggests: null,
    // A letter or a promise that nobody recorded would move the day.
    confidence: found.startedBy === null ? 'high' : 'medium',
  };
};
