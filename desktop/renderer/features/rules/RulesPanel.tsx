import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES, type Country } from '../../../../shared/lang/languages';
import { RULE_DOMAINS, type RuleDomain } from '../../../../shared/rules/rule';
import { DOMAIN_NAMES } from '../../../../shared/rules/sentences/names';
import { isoDate, type IsoDate } from '../../../../shared/time/dates';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import type { CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { DayField } from '../../ui/DayField';
import { EmptyState } from '../../ui/EmptyState';
import { Checkbox, Segmented } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { Skeleton } from '../../ui/Skeleton';
import { dateOfInstant } from '../../ui/time-of-day';
import { AddRuleForm } from './AddRuleForm';
import { RuleRow } from './RuleRow';
import { useRulesQuery, type RulesFilter, type RuleWire } from './rules-api';
import './rules.css';

interface RulesPanelProps {
  readonly creditors: readonly { readonly id: string; readonly name: string; readonly country: string }[];
}

/** The rule book: every row by country, domain and day, its history, and a new row beside an older one. */
export function RulesPanel({ creditors }: RulesPanelProps) {
  const { t } = useTranslation('rules');
  const [country, setCountry] = useState<Country>('NO');
  const [domain, setDomain] = useState<RuleDomain | 'all'>('all');
  const [today] = useState(() => isoDate(dateOfInstant(Date.now())));
  const [day, setDay] = useState<IsoDate | null>(today);
  const [hasHistory, setHasHistory] = useState(false);
  const [template, setTemplate] = useState<RuleWire | null>(null);
  const [done, setDone] = useState<readonly string[] | null>(null);
  const filter: RulesFilter = {
    country,
    ...(domain === 'all' ? {} : { domain }),
    ...(hasHistory ? {} : { on: day ?? today }),
  };
  if (template !== null)
    return (
      <AddRuleForm
        key={template.id}
        template={template}
        creditors={creditors}
        onDone={(supersedes) => {
          setTemplate(null);
          setDone(supersedes);
        }}
      />
    );
  return (
    <div className="rules-admin">
      <div className="rules-filter">
        <Segmented
          label={t('filter.country')}
          choices={COUNTRIES.map((key) => ({ key, label: t(`country.${key}`) }))}
          value={country}
          onChange={setCountry}
        />
        <DomainSelect value={domain} onChange={setDomain} />
        <DayField
          label={t('filter.day')}
          value={day}
          onChange={setDay}
          today={today}
          tells="leave"
          isDisabled={hasHistory}
        />
        <Checkbox isSelected={hasHistory} onChange={setHasHistory}>
          {t('filter.history')}
        </Checkbox>
      </div>
      {done !== null && (
        <Banner tone="good" announce="status">
          {done.length === 0 ? t('done') : t('doneEnds', { ids: done.join(', ') })}
        </Banner>
      )}
      <RuleList filter={filter} onNew={setTemplate} />
    </div>
  );
}

interface DomainSelectProps {
  readonly value: RuleDomain | 'all';
  readonly onChange: (domain: RuleDomain | 'all') => void;
}

function DomainSelect({ value, onChange }: DomainSelectProps) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const named = RULE_DOMAINS.map((key) => ({ key, label: DOMAIN_NAMES[key][language] }));
  const sorted = [...named].sort((a, b) => a.label.localeCompare(b.label, language));
  return (
    <Select<RuleDomain | 'all'>
      label={t('filter.domain')}
      choices={[{ key: 'all' as const, label: t('filter.allDomains') }, ...sorted]}
      value={value}
      onChange={onChange}
    />
  );
}

interface RuleListProps {
  readonly filter: RulesFilter;
  readonly onNew: (template: RuleWire) => void;
}

function RuleList({ filter, onNew }: RuleListProps) {
  const { t } = useTranslation('rules');
  const errorText = useErrorText();
  const { data, error, refetch } = useRulesQuery(filter);
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
  if (data === undefined) return <Skeleton label={t('case.loading')} lines={10} />;
  if (data.rules.length === 0)
    return (
      <EmptyState icon="list" title={t('list.noneTitle')}>
        {t('list.none')}
      </EmptyState>
    );
  return (
    <div className="rule-list" role="region" aria-label={t('list.label')}>
      {data.rules.map((rule) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          actions={
            <Button kind="quiet" icon="plus" onPress={() => onNew(rule)}>
              {t('list.newFrom')}
            </Button>
          }
        />
      ))}
    </div>
  );
}
