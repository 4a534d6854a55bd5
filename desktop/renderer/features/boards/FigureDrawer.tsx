import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { KPI_DEFINITIONS } from '../../../../shared/kpi';
import type { BoardMetric } from '../../../../shared/protocol/board';
import type { BoardWire } from '../../app/state/board';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { CallsBehindTable } from './CallsBehindTable';
import type { FigureChoice } from './FigureCards';
import { IDENTITY_METRICS, judge, offeredIdentity, valueOf, type FigureValue } from './figures';
import { figureText } from './figure-text';
import './figure-drawer.css';

interface FigureDrawerProps {
  readonly board: BoardWire;
  readonly nowMs: number;
  readonly choice: FigureChoice;
  readonly onClose: () => void;
}

/** What a number means, how today's value came about, and the calls behind it. */
export function FigureDrawer({ board, nowMs, choice, onClose }: FigureDrawerProps) {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  const definition = KPI_DEFINITIONS[choice.metric];
  const isShare = definition.unit === 'share';
  return (
    <Dialog isOpen onClose={onClose} title={definition.title[language]} side="right">
      <div className="board-drawer">
        {choice.keyName !== null && <p className="quiet">{t('definition.narrowed', { name: choice.keyName })}</p>}
        <ValueNow board={board} nowMs={nowMs} choice={choice} />
        <dl className="board-definition">
          <dt>{t('definition.formula')}</dt>
          <dd className="board-formula">{definition.formula[language]}</dd>
          <dt>{t('definition.counts')}</dt>
          <dd>{definition.counts[language]}</dd>
          <dt>{t('definition.notCounted')}</dt>
          <dd>{definition.notCounted[language]}</dd>
          <dt>{t('definition.target')}</dt>
          <dd>{definition.target === null ? t('definition.noTarget') : definition.target[language]}</dd>
        </dl>
        {IDENTITY_METRICS.has(choice.metric) && <Identity board={board} />}
        <section className="board-behind">
          <h3>{t('definition.calls')}</h3>
          {isShare && <p className="quiet">{t(noteOf(choice.metric))}</p>}
          <CallsBehindTable choice={choice} />
        </section>
      </div>
    </Dialog>
  );
}

function noteOf(metric: BoardMetric): 'definition.callsOfReleases' | 'definition.callsOfShare' {
  return metric === 'releases_in_time' ? 'definition.callsOfReleases' : 'definition.callsOfShare';
}

/** The value of the whole board, or of the one row the drawer was opened from. */
function valueOfChoice(board: BoardWire, { metric, key }: FigureChoice): FigureValue {
  const row = [...board.fcr.byReason, ...board.fcr.byCreditor].find((candidate) => candidate.key === key);
  if (key === null || row === undefined) return valueOf(board, metric);
  if (metric === 'fcr_declared') return { kind: 'share', share: row.declared };
  if (metric === 'fcr_provisional') return { kind: 'count', count: row.provisional };
  return { kind: 'share', share: row.measured };
}

function ValueNow({ board, nowMs, choice }: Omit<FigureDrawerProps, 'onClose'>) {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  const value = valueOfChoice(board, choice);
  const judgement = judge(choice.metric, value, nowMs);
  const hasParts = value.kind === 'share' && value.share.denominator > 0;
  return (
    <p className="board-value-now" data-judgement={judgement}>
      <span className="only-for-readers">{t('definition.valueNow')}</span>
      <strong>{figureText(value, language, nowMs)}</strong>
      {hasParts && (
        <span className="quiet tabular">
          {t('of', { numerator: value.share.numerator, denominator: value.share.denominator })}
        </span>
      )}
      {judgement !== 'none' && value.kind === 'share' && (
        <span className="board-value-judged">
          <Icon name={judgement === 'met' ? 'check' : 'arrowDown'} />
          {t(judgement === 'met' ? 'targetMet' : 'targetMissed')}
        </span>
      )}
    </p>
  );
}

function Identity({ board }: { readonly board: BoardWire }) {
  const { t } = useTranslation('boards');
  const identity = offeredIdentity(board);
  return (
    <section className="board-identity" aria-label={t('definition.identity')}>
      <h3>{t('definition.identity')}</h3>
      <p className="tabular">
        <Term count={identity.offered} word={t('identity.offered')} />
        {identity.terms.map(({ term, count }, index) => (
          <Fragment key={term}>
            <span className="board-identity-sign">{index === 0 ? ' = ' : ' + '}</span>
            <Term count={count} word={t(`identity.${term}`)} />
          </Fragment>
        ))}
      </p>
      {!identity.isWhole && <Banner tone="stop" title={t('definition.identityBroken')} />}
    </section>
  );
}

function Term({ count, word }: { readonly count: number; readonly word: string }) {
  return (
    <span className="board-identity-term">
      <strong>{count}</strong> {word}
    </span>
  );
}
