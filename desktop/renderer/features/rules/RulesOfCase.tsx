import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../shared/ledger/case-file';
import { isoDateSchema } from '../../../../shared/time/dates';
import { formatDate } from '../../../../shared/time/format';
import { STEP_WORDS } from '../../../../shared/rules/sentences/conduct-words';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import type { CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Select } from '../../ui/Select';
import { Skeleton } from '../../ui/Skeleton';
import { RuleRow, useRuleName } from './RuleRow';
import { useCaseRulesQuery, type CaseRuleLine, type CaseRulesWire } from './rules-api';
import './rules.css';

interface RulesOfCaseProps {
  readonly account: CustomerAccount;
  readonly callId: string;
  /** When the case on the screen was read, epoch ms. */
  readonly readAt: number;
}

/** The rules that apply to a case today, with their source; first what is blocked because nobody knows the rule. */
export function RulesOfCase({ account, callId, readAt }: RulesOfCaseProps) {
  const { t } = useTranslation('rules');
  const open = account.cases.filter(({ stage }) => stage !== 'closed');
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = open.find(({ id }) => id === chosen) ?? open[0];
  if (shown === undefined)
    return (
      <EmptyState icon="list" title={t('case.noneTitle')}>
        {t('case.none')}
      </EmptyState>
    );
  return (
    <div className="rules-of-case">
      {open.length > 1 && (
        <Select
          label={t('case.choose')}
          choices={open.map(({ id, caseNo }) => ({ key: id as string, label: caseNo }))}
          value={shown.id}
          onChange={setChosen}
        />
      )}
      <CaseRuleList ask={{ caseId: shown.id, callId, readAt }} />
    </div>
  );
}

function CaseRuleList({ ask }: { readonly ask: Parameters<typeof useCaseRulesQuery>[0] }) {
  const { t } = useTranslation('rules');
  const errorText = useErrorText();
  const { currentData, error, refetch } = useCaseRulesQuery(ask);
  if (error !== undefined)
    return (
      <Banner
        tone="attention"
        announce="alert"
        actions={<Button onPress={() => void refetch()}>{t('page.again')}</Button>}
      >
        {errorText(error as CommandFailure)}
      </Banner>
    );
  if (currentData === undefined) return <Skeleton label={t('case.loading')} lines={10} />;
  const missing = currentData.lines.filter(({ rule }) => rule === null);
  return (
    <>
      <NextStep rules={currentData} />
      {missing.length > 0 && <Missing lines={missing} />}
      <div className="rule-list" role="region" aria-label={t('case.list')}>
        {currentData.lines.map(({ rule }) => rule !== null && <RuleRow key={rule.id} rule={rule} />)}
        {currentData.pending.length > 0 && (
          <>
            <h2>{t('case.pending')}</h2>
            {currentData.pending.map((rule) => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </>
        )}
      </div>
    </>
  );
}

function NextStep({ rules }: { readonly rules: CaseRulesWire }) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const { nextStep, asOf } = rules;
  if (nextStep === null) return null;
  const step = STEP_WORDS[nextStep.step][language];
  if (nextStep.earliest === null)
    return <Banner tone="attention">{t(`next.${nextStep.why ?? 'no_rule'}`, { step })}</Banner>;
  const date = formatDate(isoDateSchema.parse(nextStep.earliest), language);
  return <Banner tone="info">{t(nextStep.earliest <= asOf ? 'next.open' : 'next.from', { step, date })}</Banner>;
}

function Missing({ lines }: { readonly lines: readonly CaseRuleLine[] }) {
  const { t } = useTranslation('rules');
  const name = useRuleName();
  return (
    <Banner tone="stop" title={t('blocked.title')}>
      <ul className="rule-missing">
        {lines.map((line) => (
          <li key={`${line.domain} ${line.topic ?? ''}`}>
            <strong>{name(line)}</strong> {line.blocks !== null && t(`blocked.${line.blocks}`)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
