import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NEW_DUE_DATE_VARIABLE } from '../../../../../shared/call-scripts/care-facts';
import {
  costsOfCase,
  decidePostponement,
  nearestPostponement,
  postponementFrame,
  type PostponedCase,
  type Postponement,
} from '../../../../../shared/case-holds/postponement';
import { minorToText } from '../../../../../shared/money/money';
import type { Refusal } from '../../../../../shared/result';
import type { RuleQuery } from '../../../../../shared/rules/index';
import { rulesOf } from '../../../../../shared/rules/rules-of-file';
import { addDays, isIsoDate, type IsoDate } from '../../../../../shared/time/dates';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Checkbox } from '../../../ui/Field';
import { DayField } from '../../../ui/DayField';
import { useWords } from '../parts/use-words';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** Most people can pay after their next pay; the mandate may say sooner. */
const USUAL_DAYS = 14;

type HeldCase = AgreementProps['account']['cases'][number];

interface Judged {
  readonly about: HeldCase | null;
  readonly date: IsoDate | null;
  readonly setDate: (date: IsoDate | null) => void;
  /** The last day the mandate reaches; null when nothing can be postponed. */
  readonly latest: IsoDate | null;
  readonly agreed: Postponement | null;
  readonly refusal: Refusal | null;
}

const given = (account: AgreementProps['account'], about: HeldCase | null): PostponedCase => ({
  mandate: account.mandate,
  care: about?.care ?? { postponements: [] },
  holds: about?.holds.map(({ kind }) => kind) ?? [],
  limitationDate: about?.limitationDate ?? null,
  costs: about === null ? undefined : costsOfCase(account.claims, about.id),
});

/** The wished day, judged by the same code as the server's. */
function usePostponement({ account, caseFile, caseId, said }: AgreementProps): Judged {
  const about = account.cases.find(({ id }) => id === caseId) ?? null;
  const { country, utility, id: creditorId } = account.creditor;
  const customerKind = caseFile.customer.kind;
  const rows = rulesOf(caseFile);
  const query: RuleQuery = { country, customerKind, utility, creditorId, date: caseFile.asOf, rows };
  const held = given(account, about);
  const frame = postponementFrame(query, held);
  const [date, setDate] = useState<IsoDate | null>(() => {
    const wish = said[NEW_DUE_DATE_VARIABLE];
    const asked = wish !== undefined && isIsoDate(wish) ? wish : addDays(caseFile.asOf, USUAL_DAYS);
    return frame.ok ? nearestPostponement(query, frame.value, asked) : null;
  });
  if (!frame.ok) return { about, date, setDate, latest: null, agreed: null, refusal: frame.error };
  const decided = date === null ? null : decidePostponement(query, held, date);
  const agreed = decided?.ok === true ? decided.value : null;
  const refusal = decided?.ok === false ? decided.error : null;
  return { about, date, setDate, latest: frame.value.latestDate, agreed, refusal };
}

/** A new due date: the day, what it costs, and whether that was said. */
export function PostponeForm(props: AgreementProps) {
  const { account, caseFile, callId, scriptRunId } = props;
  const { t } = useTranslation('care');
  const { day } = useWords();
  const postpone = useCommand('case:postpone');
  const judged = usePostponement(props);
  const { about, agreed, latest } = judged;
  // Within a call script the cost was in the words that were said.
  const [isTold, setIsTold] = useState(scriptRunId !== null);
  const costs = agreed !== null && agreed.feeMinor > 0n;
  const blockedReason = useBlockedReason(judged, costs && !isTold);
  const commit = async () => {
    if (agreed === null || about === null) return;
    const { untilDate, feeMinor } = agreed;
    const subject = { callId, scriptRunId, customerAccountId: account.id, caseId: about.id };
    const answer = await postpone.run({ ...subject, untilDate, feeMinor: minorToText(feeMinor), isCostTold: isTold });
    if (answer.ok) props.onDone(answer.data.postponementId);
  };
  return (
    <FormShell
      title={t('postpone.title')}
      commitLabel={t('postpone.commit')}
      onCommit={() => void commit()}
      isPending={postpone.isPending}
      blockedReason={blockedReason}
      error={postpone.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      {latest !== null && (
        <DayField label={t('postpone.date')} value={judged.date} onChange={judged.setDate} today={caseFile.asOf} />
      )}
      {judged.refusal !== null && <Banner tone="attention">{blockedReason}</Banner>}
      {agreed !== null && <Agreed agreed={agreed} account={account} />}
      {latest !== null && <p className="quiet">{t('postpone.latest', { date: day(latest) })}</p>}
      {costs && (
        <Checkbox isSelected={isTold} onChange={setIsTold}>
          {t('postpone.costTold')}
        </Checkbox>
      )}
    </FormShell>
  );
}

function useBlockedReason({ about, agreed, refusal }: Judged, isCostUntold: boolean): string | null {
  const { t } = useTranslation('care');
  const errorText = useErrorText();
  if (about === null) return t('postpone.noCase');
  if (refusal !== null) return errorText({ code: refusal.code, details: refusal.details ?? {} });
  if (agreed === null) return t('postpone.writeDate');
  return isCostUntold ? t('postpone.tellCost') : null;
}

interface AgreedProps {
  readonly agreed: Postponement;
  readonly account: AgreementProps['account'];
}

function Agreed({ agreed, account }: AgreedProps) {
  const { t } = useTranslation('care');
  const { money, day } = useWords();
  const cost =
    agreed.feeMinor > 0n
      ? t('postpone.costs', { amount: money(agreed.feeMinor, account.currency) })
      : t('postpone.free');
  return (
    <Banner tone="info" title={t('postpone.until', { date: day(agreed.untilDate) })}>
      <p>{cost}</p>
      <p>{t('postpone.words')}</p>
    </Banner>
  );
}
