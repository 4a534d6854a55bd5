import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findAuthority } from '../../../../../shared/call-scripts/authorities';
import type { ReferralTopic } from '../../../../../shared/call-scripts/schema';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { Utility } from '../../../../../shared/ledger/vocabulary';
import { findRule } from '../../../../../shared/rules/index';
import { rulesOf } from '../../../../../shared/rules/rules-of-file';
import { useAppDispatch, useCommand } from '../../../app/hooks';
import { toastRaised } from '../../../app/state/toasts';
import { useErrorText } from '../../../i18n/use-error-text';
import { Button } from '../../../ui/Button';
import { useCall, usePop, useScriptLanguage } from '../use-case';

/** Who decides when customer and company do not agree, by service. */
const BOARD: Readonly<Record<Utility, ReferralTopic>> = {
  power: 'energy_complaint',
  grid: 'energy_complaint',
  district_heating: 'energy_complaint',
  gas: 'energy_complaint',
  telecom: 'telecom_complaint',
  tv: 'telecom_complaint',
};

/** Whom the customer can turn to and what to bring, in the customer's language; and, where the law gives it, the demand that collection stops. */
export function DisputeHelp({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('cuts');
  const language = useScriptLanguage();
  const { country, utility } = account.creditor;
  const topics = [BOARD[utility], 'dispute_board', 'consumer_advice'] as const;
  const bodies = topics.flatMap((topic) => findAuthority(country, topic) ?? []);
  return (
    <section className="case-record" aria-label={t('referral.title')}>
      <h3>{t('referral.title')}</h3>
      {bodies.map((body) => (
        <div key={body.topic} className="case-authority" lang={language}>
          <p className="case-authority-name">{body.name[language]}</p>
          <p>{body.contact[language]}</p>
          <p>{body.bring[language]}</p>
        </div>
      ))}
      <SuspensionRequest account={account} />
    </section>
  );
}

function SuspensionRequest({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('cuts');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const call = useCall();
  const pop = usePop();
  const suspend = useCommand('collection:suspend');
  const [isAsked, setIsAsked] = useState(false);
  const open = account.cases.find(
    ({ stage, holds }) => stage !== 'closed' && holds.every(({ kind }) => kind !== 'suspension'),
  );
  if (call === null || pop === null || open === undefined) return null;
  const { kind: customerKind } = pop.caseFile.customer;
  const { country } = account.creditor;
  const rows = rulesOf(pop.caseFile);
  const rule = findRule('dispute', { country, customerKind, date: pop.caseFile.asOf, rows });
  if (!rule.ok || !rule.value.params.mayDemandSuspension) return null;
  const send = async () => {
    const answer = await suspend.run({ callId: call.id, scriptRunId: null, caseId: open.id, statement: '' });
    if (answer.ok) dispatch(toastRaised({ tone: 'good', text: t('suspend.done') }));
  };
  return (
    <div>
      {isAsked && <p>{t('suspend.words')}</p>}
      {suspend.error !== null && (
        <p className="fm-field-error" role="alert">
          {errorText(suspend.error)}
        </p>
      )}
      <Button
        icon="pause"
        kind={isAsked ? 'primary' : 'plain'}
        isPending={suspend.isPending}
        onPress={() => (isAsked ? void send() : setIsAsked(true))}
      >
        {t('suspend.open')}
      </Button>
    </div>
  );
}
