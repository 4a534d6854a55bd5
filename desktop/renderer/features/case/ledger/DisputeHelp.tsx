import { useTranslation } from 'react-i18next';
import { findAuthority } from '../../../../../shared/call-scripts/authorities';
import type { ReferralTopic } from '../../../../../shared/call-scripts/schema';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { Utility } from '../../../../../shared/ledger/vocabulary';
import { Suspensions } from '../../cuts';
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

/** Whom the customer can turn to and what to bring, in the customer's language; and, where a row gives it, what stops all collection. */
export function DisputeHelp({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('cuts');
  const language = useScriptLanguage();
  const call = useCall();
  const pop = usePop();
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
      {call !== null && pop !== null && <Suspensions account={account} caseFile={pop.caseFile} callId={call.id} />}
    </section>
  );
}
