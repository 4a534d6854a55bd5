import type { LocalText } from '../lang/languages';
import type { CaseFile, CustomerAccount } from '../ledger/case-file';
import { minor } from '../money/money';
import { openClaims } from './account-facts';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { localSentence, money, plain } from './words';

type Point = CustomerAccount['supplyPoints'][number];

export interface TwoCreditors {
  readonly grid: CustomerAccount;
  readonly supplierPoint: Point;
  readonly gridPoint: Point;
}

const keyOf = (address: string): string =>
  address
    .toLowerCase()
    .replaceAll(/[\s,.]+/gu, ' ')
    .trim();

/** The grid company that bills the same address as this power supplier; null when there is none in the case file. */
export function findGridAtSameAddress(account: CustomerAccount, caseFile: CaseFile): TwoCreditors | null {
  if (account.creditor.role !== 'supplier' || account.creditor.utility !== 'power') return null;
  for (const grid of caseFile.accounts) {
    if (grid.creditor.role !== 'grid') continue;
    for (const supplierPoint of account.supplyPoints) {
      const gridPoint = grid.supplyPoints.find(
        (point) => point.meterNo === supplierPoint.meterNo || keyOf(point.address) === keyOf(supplierPoint.address),
      );
      if (gridPoint !== undefined) return { grid, supplierPoint, gridPoint };
    }
  }
  return null;
}

const SENTENCE: LocalText = {
  nb: 'To regninger for samme adresse: {supplier} selger strømmen ({supplied}), {grid} eier nettet ({carried}).',
  sv: 'Två räkningar för samma adress: {supplier} säljer elen ({supplied}), {grid} äger nätet ({carried}).',
  fi: 'Kaksi laskua samasta osoitteesta: {supplier} myy sähkön ({supplied}), {grid} omistaa verkon ({carried}).',
  en: 'Two bills for one address: {supplier} sells the power ({supplied}), {grid} owns the grid ({carried}).',
};

const openOf = (account: CustomerAccount) =>
  minor(openClaims(account).reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n));

/** Power or grid: the customer has two creditors for one home, and may have paid the other one. Said once, by the supplier. */
export const twoCreditorsOneAddress: InsightRule = ({ caseFile, account }) => {
  const found = findGridAtSameAddress(account, caseFile);
  if (found === null || (openOf(account) === 0n && openOf(found.grid) === 0n)) return null;
  const { grid, supplierPoint, gridPoint } = found;
  return {
    kind: 'two_creditors_one_address',
    weight: INSIGHT_WEIGHT.two_creditors_one_address,
    sentence: localSentence(SENTENCE, {
      supplier: plain(account.creditor.name),
      supplied: money(openOf(account), account.currency),
      grid: plain(grid.creditor.name),
      carried: money(openOf(grid), grid.currency),
    }),
    evidence: [supplierPoint.id, gridPoint.id, ...[...openClaims(account), ...openClaims(grid)].map(({ id }) => id)],
    parts: [],
    suggests: 'energy-or-grid',
    confidence: supplierPoint.meterNo === gridPoint.meterNo ? 'high' : 'medium',
  };
};
