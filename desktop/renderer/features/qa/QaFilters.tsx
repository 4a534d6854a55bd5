import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES, REASONS } from '../../../../shared/calls/vocabulary';
import { RISK_FLAGS } from '../../../../shared/protocol/http';
import { isoDate } from '../../../../shared/time/dates';
import { Button } from '../../ui/Button';
import { DayField } from '../../ui/DayField';
import { Icon } from '../../ui/Icon';
import { Select } from '../../ui/Select';
import { dateOfInstant } from '../../ui/time-of-day';
import { filterTexts, type QaFilterName, type QaFilters as Filters } from './filters';
import { RISK_LOOKS } from './RiskChips';

const ANY = 'any';

interface QaFiltersProps {
  readonly filters: Filters;
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly creditors: readonly { readonly slug: string; readonly name: string }[];
  /** Undefined takes the filter away. */
  readonly onChange: (name: QaFilterName, value: string | undefined) => void;
  readonly onClear: () => void;
}

/** What the list is narrowed by: risks as shapes with words, the rest as closed lists. */
export function QaFilters({ filters, agents, creditors, onChange, onClear }: QaFiltersProps) {
  const { t } = useTranslation(['qa', 'vocabulary']);
  const set = (name: QaFilterName) => (value: string) => onChange(name, value === ANY ? undefined : value);
  const [today] = useState(() => isoDate(dateOfInstant(Date.now())));
  const any = { key: ANY, label: t('list.all') };
  const yesNo = [any, { key: 'yes', label: t('list.yes') }, { key: 'no', label: t('list.no') }];
  return (
    <section className="qa-filters" aria-label={t('list.filters')}>
      <div className="qa-risk-filter" role="group" aria-label={t('list.risk')}>
        {RISK_FLAGS.map((risk) => (
          <button
            key={risk}
            type="button"
            className="qa-risk-button"
            data-tone={RISK_LOOKS[risk].tone}
            aria-pressed={filters.risk === risk}
            onClick={() => onChange('risk', filters.risk === risk ? undefined : risk)}
          >
            <Icon name={RISK_LOOKS[risk].icon} />
            {t(`risk.${risk}`)}
          </button>
        ))}
      </div>
      <div className="qa-filter-row">
        <Select
          label={t('list.agent')}
          choices={[any, ...agents.map((agent) => ({ key: agent.id, label: agent.name }))]}
          value={filters.agentId ?? ANY}
          onChange={set('agentId')}
        />
        <Select
          label={t('list.creditor')}
          choices={[any, ...creditors.map((creditor) => ({ key: creditor.slug, label: creditor.name }))]}
          value={filters.creditor ?? ANY}
          onChange={set('creditor')}
        />
        <Select
          label={t('list.reason')}
          choices={[
            any,
            ...REASONS.map((reason) => ({ key: reason as string, label: t(`vocabulary:reason.${reason}`) })),
          ]}
          value={filters.reason ?? ANY}
          onChange={set('reason')}
        />
        <Select
          label={t('list.outcome')}
          choices={[
            any,
            ...OUTCOMES.map((outcome) => ({ key: outcome as string, label: t(`vocabulary:outcome.${outcome}`) })),
          ]}
          value={filters.outcome ?? ANY}
          onChange={set('outcome')}
        />
        <Select label={t('list.reviewed')} choices={yesNo} value={filters.reviewed ?? ANY} onChange={set('reviewed')} />
        <Select
          label={t('list.recording')}
          choices={yesNo}
          value={filters.hasRecording ?? ANY}
          onChange={set('hasRecording')}
        />
        {(['from', 'to'] as const).map((end) => (
          <DayField
            key={end}
            label={t(`list.${end}`)}
            value={filters[end] ?? null}
            onChange={(day) => onChange(end, day ?? undefined)}
            today={today}
            direction="back"
            tells="leave"
          />
        ))}
        {Object.keys(filterTexts(filters)).length > 0 && (
          <Button kind="quiet" icon="cross" onPress={onClear}>
            {t('list.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}
