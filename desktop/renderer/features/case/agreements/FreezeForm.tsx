import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freezeUntil } from '../../../../../shared/case-holds/freeze';
import { FREEZE_REASONS, type FreezeReason } from '../../../../../shared/ledger/case-care';
import { findRule, type RuleQuery } from '../../../../../shared/rules/index';
import { rulesOf } from '../../../../../shared/rules/rules-of-file';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Select } from '../../../ui/Select';
import { CountField } from '../parts/CountField';
import { useWords } from '../parts/use-words';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** The whole case rests for some days while something is cleared up. A call script names the reason. */
export function FreezeForm(props: AgreementProps & { readonly reason: FreezeReason | null }) {
  const { account, caseFile, callId, caseId, scriptRunId } = props;
  const { t } = useTranslation('care');
  const errorText = useErrorText();
  const { day } = useWords();
  const freeze = useCommand('case:freeze');
  const about = account.cases.find(({ id }) => id === caseId) ?? null;
  const query: RuleQuery = {
    country: account.creditor.country,
    customerKind: caseFile.customer.kind,
    utility: account.creditor.utility,
    creditorId: account.creditor.id,
    date: caseFile.asOf,
    rows: rulesOf(caseFile),
  };
  const rule = findRule('care_pause', query);
  const limits = rule.ok ? rule.value.params : { daysMin: 1, daysMax: 1 };
  const [reason, setReason] = useState<FreezeReason>(props.reason ?? 'cannot_pay');
  const [days, setDays] = useState(limits.daysMax);
  // Whether an agent may do it once more is the server's to say; here the rule and the length are shown.
  const until = freezeUntil(query, { reason, days, care: { freezes: [] }, isLead: false });
  const blockedReason =
    about === null
      ? t('freeze.noCase')
      : until.ok
        ? null
        : errorText({ code: until.error.code, details: until.error.details ?? {} });
  const commit = async () => {
    if (about === null) return;
    const ask = { callId, scriptRunId, customerAccountId: account.id, caseId: about.id, reason, days };
    const answer = await freeze.run(ask);
    if (answer.ok) props.onDone(answer.data.freezeId);
  };
  return (
    <FormShell
      title={t('freeze.title')}
      commitLabel={t('freeze.commit')}
      onCommit={() => void commit()}
      isPending={freeze.isPending}
      blockedReason={blockedReason}
      error={freeze.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <div className="case-fields">
        <Select
          label={t('freeze.reason')}
          choices={FREEZE_REASONS.map((key) => ({ key, label: t(`freezeReason.${key}`) }))}
          value={reason}
          onChange={setReason}
        />
        <CountField
          label={t('freeze.days')}
          value={days}
          min={limits.daysMin}
          max={limits.daysMax}
          onChange={setDays}
        />
      </div>
      {until.ok ? (
        <Banner tone="info" title={t('freeze.until', { date: day(until.value) })}>
          {t('freeze.words')}
        </Banner>
      ) : (
        <Banner tone="attention">{blockedReason}</Banner>
      )}
    </FormShell>
  );
}
