import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DOMAIN_NAMES, topicName } from '../../../../shared/rules/sentences/names';
import { useLanguage } from '../../i18n/use-language';
import { Chip, type Tone } from '../../ui/Chip';
import { DateText, TimeText } from '../../ui/DateText';
import type { RuleWire } from './rules-api';

const STATUS_TONE: Readonly<Record<RuleWire['status'], Tone>> = {
  in_force: 'good',
  adopted_not_in_force: 'attention',
  practice: 'info',
  policy: 'neutral',
};

const CONFIDENCE_TONE: Readonly<Record<RuleWire['confidence'], Tone>> = {
  high: 'good',
  medium: 'neutral',
  low: 'attention',
};

/** What a domain and its topic are called. */
export function useRuleName(): (rule: {
  readonly domain: RuleWire['domain'];
  readonly topic: string | null;
}) => string {
  const language = useLanguage();
  return ({ domain, topic }) => {
    const name = DOMAIN_NAMES[domain][language];
    return topic === null ? name : `${name}: ${topicName(topic)[language]}`;
  };
}

interface RuleRowProps {
  readonly rule: RuleWire;
  readonly actions?: ReactNode;
}

/** One rule: its name, what it says, how sure we are, from when to when, and where it stands. */
export function RuleRow({ rule, actions }: RuleRowProps) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const name = useRuleName();
  return (
    <article className="rule-row" data-standing={rule.isStanding || undefined}>
      <header>
        <h3>{name(rule)}</h3>
        <Chip tone={STATUS_TONE[rule.status]}>{t(`status.${rule.status}`)}</Chip>
        <Chip tone={CONFIDENCE_TONE[rule.confidence]}>{t(`confidence.${rule.confidence}`)}</Chip>
        {actions !== undefined && <span className="rule-row-actions">{actions}</span>}
      </header>
      <p className="rule-row-sentence">{rule.sentence[language]}</p>
      <p className="rule-row-facts quiet">
        <span>
          <RuleDays rule={rule} />
        </span>
        <span>{t(`who.${rule.customerKind}`)}</span>
        <RuleSources rule={rule} />
        <code>{rule.id}</code>
      </p>
      {rule.added !== null && (
        <p className="quiet">
          {t('addedBy', { name: rule.added.by })} <TimeText at={rule.added.at} hasDate />
          {rule.added.note !== '' && ` · ${rule.added.note}`}
        </p>
      )}
    </article>
  );
}

function RuleDays({ rule }: { readonly rule: RuleWire }) {
  const { t } = useTranslation('rules');
  if (rule.validFrom === null) return <>{t('days.noDate')}</>;
  if (!rule.isStanding) return <>{t('days.replaced', { id: rule.supersededBy ?? '' })}</>;
  return (
    <>
      <DateText date={rule.validFrom} /> – {rule.standsTo === null ? t('days.open') : <DateText date={rule.standsTo} />}
      {rule.supersededBy !== null && ` (${t('days.endedBy', { id: rule.supersededBy })})`}
    </>
  );
}

/** Whose page an address leads to; our own short names for sources say nothing to whoever reads the row. */
const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./u, '');

function RuleSources({ rule }: { readonly rule: RuleWire }) {
  const { t } = useTranslation('rules');
  return (
    <span>
      {t('source')}:{' '}
      {rule.sources.map(({ text, url }, index) => (
        <span key={text}>
          {index > 0 && ', '}
          {url === null ? (
            text
          ) : (
            <a href={url} target="_blank" rel="noreferrer" title={url}>
              {siteOf(url)}
            </a>
          )}
        </span>
      ))}
    </span>
  );
}
