/** The letters of a cut with the facts of a case in them, and what is kept of one that was sent. */
import { disconnectionStatus, type DisconnectionStatus } from '../../shared/disconnection/index';
import type { StepKind } from '../../shared/disconnection/process';
import type { TextKind } from '../../shared/disconnection/text-kind';
import { findLetter, type LetterFacts } from '../../shared/disconnection/texts';
import type { Language } from '../../shared/lang/languages';
import { sumMinor, type Minor } from '../../shared/money/money';
import type { RuleQuery } from '../../shared/rules/index';
import type { IsoDate } from '../../shared/time/dates';
import type { CutFacts } from './cut-facts';

const LETTER_OF_STEP: Readonly<Partial<Record<StepKind, TextKind>>> = {
  reminder_sent: 'demand',
  warning_sent: 'warning',
  social_notice_sent: 'social_copy',
};

/** What a step keeps of its letter, so that anybody can say later what the customer was told. */
export interface SentLetter {
  /** Null for a letter of the creditor's own: we do not know its words. */
  readonly textId: string | null;
  readonly version: number | null;
  readonly language: Language;
  readonly sumMinor: string;
  readonly claimIds: readonly string[];
}

interface Owed {
  readonly claimId: string;
  readonly amountMinor: Minor;
}

/** Unpaid invoices a letter of that day speaks of: the demand of all that is overdue, the others of what the cut stands on. */
function owedIn(
  kind: TextKind,
  { facts }: CutFacts,
  at: { readonly onDate: IsoDate; readonly status: DisconnectionStatus },
): readonly Owed[] {
  if (kind !== 'demand') {
    return at.status.stopping.map(({ id, countsMinor }) => ({ claimId: id, amountMinor: countsMinor }));
  }
  return facts.claims
    .filter((claim) => claim.kind === 'invoice' && claim.dueDate < at.onDate && claim.balanceMinor > 0n)
    .map(({ id, balanceMinor }) => ({ claimId: id, amountMinor: balanceMinor }));
}

/** The case as a letter sees it: with the warning that stands or a draft of today's, or with one sent on the given day. */
function asWarned({ facts, noticeOrDraft }: CutFacts, sentDate: IsoDate | null): CutFacts['facts'] {
  const notice = sentDate === null ? noticeOrDraft : { ...noticeOrDraft, sentDate, claimIds: null };
  return { ...facts, notice };
}

/** What to keep of the letter that a step says was sent; null for a step that is no letter. */
export function letterOf(
  found: CutFacts,
  step: { readonly kind: StepKind; readonly onDate: IsoDate; readonly isOurs: boolean },
  rows: RuleQuery['rows'],
): SentLetter | null {
  const kind = LETTER_OF_STEP[step.kind];
  if (kind === undefined) return null;
  const facts = asWarned(found, kind === 'warning' ? step.onDate : null);
  const owed = owedIn(kind, found, { onDate: step.onDate, status: disconnectionStatus(facts, rows) });
  const text = step.isOurs ? findLetter(facts, kind) : null;
  return {
    textId: text?.id ?? null,
    version: text?.version ?? null,
    language: found.language,
    sumMinor: sumMinor(owed.map(({ amountMinor }) => amountMinor)).toString(),
    claimIds: owed.map(({ claimId }) => claimId),
  };
}

/** The facts for a letter as it reads today. A warning that has not been sent yet is written as if it left today. */
export function letterFacts(
  kind: TextKind,
  found: CutFacts,
  { agencyName, rows }: { readonly agencyName: string; readonly rows: RuleQuery['rows'] },
): LetterFacts {
  const facts = asWarned(found, null);
  const status = disconnectionStatus(facts, rows);
  const owed = owedIn(kind, found, { onDate: facts.today, status });
  return {
    case: facts,
    rows,
    place: found.place,
    city: found.city,
    meterNo: found.meterNo,
    caseNo: found.caseNo,
    customerName: found.customerName,
    creditorName: found.creditorName,
    agencyName,
    phone: found.creditorPhone,
    currency: found.currency,
    sumMinor: sumMinor(owed.map(({ amountMinor }) => amountMinor)),
    earliestDate: status.earliestCutDate,
    claims: owed.flatMap(({ claimId, amountMinor }) =>
      found.claims
        .filter(({ id }) => id === claimId)
        .map(({ invoiceNo, reference }) => ({ invoiceNo, reference, amountMinor })),
    ),
  };
}
