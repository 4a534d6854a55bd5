import { percentOf } from '../balance/balance-sentences';
import { feeProportion, type FeeProportion } from '../balance/proportionality';
import type { LocalText } from '../lang/languages';
import type { CaseFile, CustomerAccount } from '../ledger/case-file';
import { rulesOf } from '../rules/rules-of-file';
import type { IsoDate } from '../time/dates';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { local, localSentence, money, plain } from './words';

const SENTENCE: LocalText = {
  nb: 'Gebyrene er {fee}, {share} av {principal} som kravet gjelder.{waive}{cost}',
  sv: 'Avgifterna är {fee}, {share} av {principal} som kravet gäller.{waive}{cost}',
  fi: 'Kulut ovat {fee}, {share} saatavasta {principal}.{waive}{cost}',
  en: 'The fees are {fee}, {share} of the {principal} the claim is about.{waive}{cost}',
};
const MAY_WAIVE: LocalText = {
  nb: ' Du kan frafalle inntil {amount} nå.',
  sv: ' Du kan efterskänka upp till {amount} nu.',
  fi: ' Voit luopua nyt enintään summasta {amount}.',
  en: ' You may waive up to {amount} now.',
};
const CHEAPER: LocalText = {
  nb: ' Det koster mindre enn en samtale til.',
  sv: ' Det kostar mindre än ett samtal till.',
  fi: ' Se maksaa vähemmän kuin uusi puhelu.',
  en: ' That costs less than one more call.',
};

/** The case whose fees weigh most on its claim, when they weigh too much. */
export function findFeeOutOfProportion(
  account: CustomerAccount,
  caseFile: Pick<CaseFile, 'customer' | 'addedRules'>,
  today: IsoDate,
): FeeProportion | null {
  const caseIds = [...new Set(account.claims.map(({ caseId }) => caseId))];
  const rows = rulesOf(caseFile);
  const heavy = caseIds.flatMap((caseId) => {
    const found = feeProportion(account, { caseId, customerKind: caseFile.customer.kind, date: today, rows });
    return found.ok && found.value !== null && found.value.isOutOfProportion ? [found.value] : [];
  });
  return heavy.sort((a, b) => b.shareBp - a.shareBp)[0] ?? null;
}

/** Fees against the claim and against what another conversation costs, with what the mandate lets go. */
export const feeOutOfProportion: InsightRule = ({ caseFile, account, today }) => {
  const found = findFeeOutOfProportion(account, caseFile, today);
  if (found === null) return null;
  const amount = money(found.waivableMinor, account.currency);
  const mayWaive = found.waivableMinor > 0n;
  return {
    kind: 'fee_out_of_proportion',
    weight: INSIGHT_WEIGHT.fee_out_of_proportion,
    sentence: localSentence(SENTENCE, {
      fee: money(found.feeMinor, account.currency),
      share: percentOf(Math.round(found.shareBp / 100) * 100),
      principal: money(found.principalMinor, account.currency),
      waive: mayWaive ? local(localSentence(MAY_WAIVE, { amount })) : plain(''),
      cost: mayWaive && found.isCheaperToWaive ? local(CHEAPER) : plain(''),
    }),
    evidence: found.feeClaims.map(({ id }) => id),
    parts: [],
    suggests: 'fees',
  };
};
