import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findAuthority } from '../../../../../shared/call-scripts/authorities';
import { REFERRAL_TOPICS, type ReferralTopic } from '../../../../../shared/call-scripts/schema';
import { useCommand } from '../../../app/hooks';
import { Banner } from '../../../ui/Banner';
import { Select } from '../../../ui/Select';
import { useScriptLanguage } from '../use-case';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** What the wire takes for a name. */
const NAME_CHARS_MAX = 80;

/** Who answers the question, how to reach them and what to bring: read to the customer, then recorded. */
export function ReferralForm(props: AgreementProps & { readonly topic: ReferralTopic | null }) {
  const { account, caseFile, callId, scriptRunId } = props;
  const { t } = useTranslation('case');
  const language = useScriptLanguage();
  const give = useCommand('referral:give');
  const [topic, setTopic] = useState<ReferralTopic>(props.topic ?? 'consumer_advice');
  const authority = findAuthority(account.creditor.country, topic);
  const commit = async () => {
    if (authority === null) return;
    const name = authority.name[language].slice(0, NAME_CHARS_MAX);
    const answer = await give.run({ callId, scriptRunId, customerId: caseFile.customer.id, authority: name, topic });
    if (answer.ok) props.onDone(answer.data.referralId);
  };
  return (
    <FormShell
      title={t('referral.title')}
      commitLabel={t('referral.commit')}
      onCommit={() => void commit()}
      isPending={give.isPending}
      blockedReason={authority === null ? t('referral.nobody') : null}
      error={give.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      {props.topic === null && (
        <Select
          label={t('referral.topic')}
          choices={REFERRAL_TOPICS.map((key) => ({ key, label: t(`referral.topics.${key}`) }))}
          value={topic}
          onChange={setTopic}
        />
      )}
      {authority === null ? (
        <Banner tone="attention">{t('referral.nobody')}</Banner>
      ) : (
        <div className="case-authority" lang={language}>
          <p className="case-authority-name">{authority.name[language]}</p>
          <p>{authority.contact[language]}</p>
          <p>{authority.bring[language]}</p>
        </div>
      )}
      {authority !== null && authority.confidence !== 'high' && <p className="quiet">{t('referral.unsure')}</p>}
    </FormShell>
  );
}
