import type { InvoiceLineKind } from '../../../shared/ledger/vocabulary';

/** Words by which invoice lines of the three countries tell what they are for; the first row that fits decides. */
const WORDS: readonly (readonly [RegExp, InvoiceLineKind])[] = [
  [/strømst(?:ø|o)tte|elst(?:ö|o)d|sähkötuki/u, 'support'],
  [/effekt(?:ledd|avgift)|kapasitet|tehomaksu/u, 'grid_capacity'],
  [/nettleie|energiledd|elöverföring|nätavgift|siirto/u, 'grid_energy'],
  [/spot|kraftpris|elpris|energiforbruk|sähköenergia/u, 'spot'],
  [/påslag|påslagg|marginaali/u, 'markup'],
  [/fastbeløp|fastledd|månedsgebyr|månadsavgift|perusmaksu|kuukausimaksu/u, 'fixed_fee'],
  [/mva|moms|avgift til|energiskatt|elavgift|sähkövero|\balv\b/u, 'tax'],
  [/abonnement|abonnemang|liittymä/u, 'subscription'],
  [/forbruk|förbrukning|kulutus|trafikk|trafik/u, 'usage'],
  [/utstyr|dekoder|router|ruter|utrustning|laite/u, 'equipment'],
  [/gebyr|purring|påminnelse|muistutus/u, 'fee'],
];

/** What a line of an electronic invoice is made of, by its role in the document and then by its words. */
export function lineKindOf(
  role: 'item' | 'charge' | 'allowance' | 'tax' | 'prepaid' | 'rounding',
  text: string,
): InvoiceLineKind {
  if (role === 'tax') return 'tax';
  const folded = text.toLowerCase();
  const found = WORDS.find(([pattern]) => pattern.test(folded));
  if (found !== undefined) return found[1];
  return role === 'charge' ? 'fee' : 'other';
}
