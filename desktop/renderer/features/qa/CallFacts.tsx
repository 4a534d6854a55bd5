import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner';
import { Chip } from '../../ui/Chip';
import { TimeText } from '../../ui/DateText';
import { Fact, Facts } from '../../ui/Panel';
import { durationText } from '../../ui/time-of-day';
import { NOTHING } from '../boards';
import { explainMismatch, type MismatchWords } from './outcome-check';
import type { QaCallWire } from './qa-api';
import { RiskChips } from './RiskChips';

/** Who, when, how long, why and what came of it. */
export function CallFacts({ call }: { readonly call: QaCallWire }) {
  const { t } = useTranslation(['qa', 'vocabulary']);
  const { line } = call;
  return (
    <Facts layout="strip">
      <Fact label={t(line.direction === 'in' ? 'detail.in' : 'detail.out')}>
        <TimeText at={line.arrivedAt} hasDate />
      </Fact>
      <Fact label={t('detail.agent')}>{line.agentName ?? NOTHING}</Fact>
      <Fact label={t('detail.waited')}>{line.waitMs === null ? NOTHING : durationText(line.waitMs)}</Fact>
      <Fact label={t('detail.talked')}>{line.talkMs === null ? NOTHING : durationText(line.talkMs)}</Fact>
      <Fact label={t('list.reason')}>{line.reason === null ? NOTHING : t(`vocabulary:reason.${line.reason}`)}</Fact>
      <Fact label={t('list.outcome')}>{line.outcome === null ? NOTHING : t(`vocabulary:outcome.${line.outcome}`)}</Fact>
      {line.risks.length > 0 && (
        <Fact label={t('list.risk')}>
          <RiskChips risks={line.risks} />
        </Fact>
      )}
    </Facts>
  );
}

/** What the wrap-up says held against what was done; where they differ, it says how. */
export function OutcomeCheck({ call }: { readonly call: QaCallWire }) {
  const { t } = useTranslation(['qa', 'vocabulary']);
  const { line, actions } = call;
  const isFlagged = line.risks.includes('outcome_mismatch');
  const found = explainMismatch({ outcome: line.outcome, isResolved: line.isResolved, actions, isFlagged });
  const words = useMismatchWords();
  return (
    <section className="qa-check" aria-label={t('detail.done')}>
      <div className="qa-check-line">
        <span className="quiet">{t('detail.done')}</span>
        {actions.length === 0 && <span>{t('detail.nothingDone')}</span>}
        {actions.map((action, index) => (
          <Chip key={`${action}-${index}`} tone="info" icon="check">
            {t(`vocabulary:action.${action}`)}
          </Chip>
        ))}
        {line.isResolved !== null && (
          <Chip tone={line.isResolved ? 'good' : 'neutral'}>
            {t(line.isResolved ? 'detail.resolved' : 'detail.notResolved')}
          </Chip>
        )}
        {!isFlagged && line.outcome !== null && <span className="qa-agrees quiet">{t('detail.agrees')}</span>}
      </div>
      {found.length > 0 && (
        <Banner tone="attention" title={t('detail.differs')}>
          <ul>
            {found.map((mismatch) => (
              <li key={mismatch.kind}>{words(mismatch)}</li>
            ))}
          </ul>
        </Banner>
      )}
    </section>
  );
}

function useMismatchWords(): (mismatch: MismatchWords) => string {
  const { t } = useTranslation(['qa', 'vocabulary']);
  return (mismatch) => {
    if (mismatch.kind === 'action_not_in_outcome') {
      return t('mismatch.action_not_in_outcome', {
        action: t(`vocabulary:action.${mismatch.action}`),
        outcome: t(`vocabulary:outcome.${mismatch.outcome}`),
      });
    }
    if ('outcome' in mismatch) {
      return t(`mismatch.${mismatch.kind}`, { outcome: t(`vocabulary:outcome.${mismatch.outcome}`) });
    }
    return t(`mismatch.${mismatch.kind}`);
  };
}
