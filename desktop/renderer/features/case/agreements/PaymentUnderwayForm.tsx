import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openClaims } from '../../../../../shared/insights/account-facts';
import { minorToText, sumMinor, type Minor } from '../../../../../shared/money/money';
import { findRule } from '../../../../../shared/rules/index';
import { rulesOf } from '../../../../../shared/rules/rules-of-file';
import { paymentHoldUntil } from '../../../../../shared/payments-underway/payment-hold';
import { isIsoDate, type IsoDate } from '../../../../../shared/time/dates';
import { formatDateSpoken } from '../../../../../shared/time/format';
import type { Country } from '../../../../../shared/lang/languages';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Select } from '../../../ui/Select';
import { ReleaseClock } from '../ledger/ReleaseClock';
import { AmountField, readAmount } from '../parts/AmountField';
import { CountField } from '../parts/CountField';
import { DayField } from '../../../ui/DayField';
import { useWords } from '../parts/use-words';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** How people pay in each country, the commonest first. */
const CHANNELS = {
  NO: ['bank', 'vipps', 'card', 'other'],
  SE: ['bank', 'swish', 'card', 'other'],
  FI: ['bank', 'mobilepay', 'card', 'other'],
} as const satisfies Record<Country, readonly string[]>;
type Channel = (typeof CHANNELS)[Country][number];

interface Recorded {
  readonly paymentNoticeId: string;
  readonly holdUntil: string;
  readonly releaseId: string | null;
}

/** The customer has paid but the money is not here: the case waits a few bank days, and a closed service may be ordered open. */
export function PaymentUnderwayForm(props: AgreementProps) {
  const { account, caseFile, callId, caseId, scriptRunId, said } = props;
  const { t } = useTranslation('case');
  const record = useCommand('payment-notice:record');
  const limits = useHoldLimits(props);
  const open = sumMinor(openClaims(account).map(({ balanceMinor }) => balanceMinor));
  const [amount, setAmount] = useState<Minor | null>(
    () => readAmount(said['paid_sum'] ?? '', account.currency) ?? (open > 0n ? open : null),
  );
  const [paidDate, setPaidDate] = useState<IsoDate | null>(() => {
    const date = said['paid_on'];
    return date !== undefined && isIsoDate(date) ? date : caseFile.asOf;
  });
  const [channel, setChannel] = useState<Channel>('bank');
  const [bankDays, setBankDays] = useState(limits.usual);
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const commit = async () => {
    if (amount === null || paidDate === null) return;
    const answer = await record.run({
      callId,
      scriptRunId,
      customerAccountId: account.id,
      caseId,
      amountMinor: minorToText(amount),
      paidDate,
      channel,
      bankDays,
    });
    if (!answer.ok) return;
    // A release has a clock that the agent watches with the customer; without one there is nothing more to see here.
    if (answer.data.releaseId === null) props.onDone(answer.data.paymentNoticeId);
    else setRecorded(answer.data);
  };
  if (recorded !== null) return <Underway props={props} recorded={recorded} />;
  const isTooLate = paidDate !== null && paidDate > caseFile.asOf;
  return (
    <FormShell
      title={t('payment.title')}
      commitLabel={t('payment.commit')}
      onCommit={() => void commit()}
      isPending={record.isPending}
      blockedReason={
        amount === null
          ? t('payment.writeAmount')
          : paidDate === null
            ? t('payment.writeDate')
            : isTooLate
              ? t('payment.future')
              : null
      }
      error={record.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <div className="case-fields">
        <AmountField label={t('payment.amount')} value={amount} onChange={setAmount} currency={account.currency} />
        <DayField
          label={t('payment.date')}
          value={paidDate}
          onChange={setPaidDate}
          today={caseFile.asOf}
          direction="back"
          error={isTooLate ? t('payment.future') : null}
        />
      </div>
      <div className="case-fields">
        <Select
          label={t('payment.channel')}
          choices={CHANNELS[account.creditor.country].map((key) => ({ key, label: t(`payChannel.${key}`) }))}
          value={channel}
          onChange={setChannel}
        />
        <CountField label={t('payment.bankDays')} value={bankDays} max={limits.max} onChange={setBankDays} />
      </div>
      {paidDate !== null && !isTooLate && <HoldPreview props={props} paidDate={paidDate} bankDays={bankDays} />}
    </FormShell>
  );
}

function useHoldLimits({ account, caseFile }: AgreementProps): { readonly usual: number; readonly max: number } {
  const rule = findRule('payment_hold', {
    country: account.creditor.country,
    customerKind: caseFile.customer.kind,
    date: caseFile.asOf,
    rows: rulesOf(caseFile),
  });
  const ruleMax = rule.ok ? rule.value.params.bankDaysMax : 1;
  const max = Math.max(1, Math.min(ruleMax, account.mandate?.hold.bankDaysMax ?? ruleMax));
  return { usual: Math.min(max, rule.ok ? rule.value.params.bankDays : 1), max };
}

interface HoldPreviewProps {
  readonly props: AgreementProps;
  readonly paidDate: IsoDate;
  readonly bankDays: number;
}

function HoldPreview({ props, paidDate, bankDays }: HoldPreviewProps) {
  const { account, caseFile } = props;
  const { t } = useTranslation('case');
  const { language } = useWords();
  const errorText = useErrorText();
  const { mandate, creditor } = account;
  const query = {
    country: creditor.country,
    customerKind: caseFile.customer.kind,
    date: caseFile.asOf,
    rows: rulesOf(caseFile),
  };
  const until = paymentHoldUntil(query, { paidDate, bankDays, mandate });
  if (!until.ok) {
    return (
      <Banner tone="attention">{errorText({ code: until.error.code, details: until.error.details ?? {} })}</Banner>
    );
  }
  const isCut = account.supplyPoints.some(({ serviceState }) => serviceState !== 'connected');
  return (
    <Banner
      tone="info"
      title={t('payment.holdUntil', { date: formatDateSpoken(until.value, language, caseFile.asOf) })}
    >
      <p>{t('payment.holdWords')}</p>
      {isCut && <p>{mandate?.mayOrderRelease === true ? t('payment.release') : t('payment.noRelease')}</p>}
    </Banner>
  );
}

function Underway({ props, recorded }: { readonly props: AgreementProps; readonly recorded: Recorded }) {
  const { t } = useTranslation('case');
  const { day } = useWords();
  const release = props.account.releases.find(({ id }) => id === recorded.releaseId);
  const until = isIsoDate(recorded.holdUntil) ? day(recorded.holdUntil) : recorded.holdUntil;
  return (
    <section className="case-form" aria-label={t('payment.title')}>
      <h2 className="fm-panel-title">{t('payment.title')}</h2>
      <Banner tone="good" announce="status" title={t('payment.recorded')}>
        {t('payment.holdUntil', { date: until })}
      </Banner>
      {release !== undefined && <ReleaseClock release={release} account={props.account} />}
      <Button kind="primary" autoFocus onPress={() => props.onDone(recorded.paymentNoticeId)}>
        {t('form.goOn')}
      </Button>
    </section>
  );
}
