import { useTranslation } from 'react-i18next';
import type { BoardMetric } from '../../../../shared/protocol/board';
import type { BoardWire } from '../../app/state/board';
import { useLanguage } from '../../i18n/use-language';
import { Icon } from '../../ui/Icon';
import { judge, TARGET_BP, valueOf, type FigureValue } from './figures';
import { figureText } from './figure-text';
import { percentText } from '../../ui/percent';
import './figures.css';

export interface FigureChoice {
  readonly metric: BoardMetric;
  /** One reason or creditor; null for the whole. */
  readonly key: string | null;
  /** Its name, shown over the definition. */
  readonly keyName: string | null;
}

interface FigureProps {
  readonly board: BoardWire;
  readonly nowMs: number;
  readonly onOpen: (choice: FigureChoice) => void;
}

interface Card {
  readonly title: 'queue' | 'answers' | 'solved' | 'volume' | 'work';
  readonly main: BoardMetric;
  readonly side: readonly BoardMetric[];
}

/** One matter per card: the figure that decides, and those that explain it. */
const CARDS: readonly Card[] = [
  { title: 'queue', main: 'waiting', side: ['longest_wait'] },
  { title: 'answers', main: 'answered_in_target', side: ['answered_in_target_30min', 'average_speed_of_answer'] },
  { title: 'solved', main: 'fcr_measured', side: ['fcr_declared', 'fcr_provisional'] },
  { title: 'volume', main: 'offered', side: ['answered', 'abandoned', 'abandon_rate'] },
  { title: 'work', main: 'average_handle_time', side: ['plans_made', 'disputes_opened', 'releases_in_time'] },
];

/** The top of the board: every number is a button that opens what it means and the calls behind it. */
export function FigureCards(props: FigureProps) {
  const { t } = useTranslation('boards');
  return (
    <div className="board-cards">
      {CARDS.map((card) => (
        <section key={card.title} className="board-card" data-card={card.title}>
          <h2 className="board-card-title">
            {t(`group.${card.title}`)}
            {card.title === 'solved' && (
              <span className="board-card-note">{t('windowShort', { count: props.board.fcr.windowDays })}</span>
            )}
          </h2>
          <MainFigure {...props} metric={card.main} />
          <div className="board-card-side">
            {card.side.map((metric) => (
              <SideFigure key={metric} {...props} metric={metric} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function partsOf(value: FigureValue): { readonly numerator: number; readonly denominator: number } | null {
  return value.kind === 'share' && value.share.denominator > 0 ? value.share : null;
}

function MainFigure({ board, nowMs, onOpen, metric }: FigureProps & { readonly metric: BoardMetric }) {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  const value = valueOf(board, metric);
  const judgement = judge(metric, value, nowMs);
  const target = TARGET_BP[metric];
  const parts = partsOf(value);
  return (
    <button
      type="button"
      className="board-figure board-figure-main"
      data-judgement={judgement}
      data-metric={metric}
      title={t('openDefinition')}
      onClick={() => onOpen({ metric, key: null, keyName: null })}
    >
      <span className="board-figure-line">
        <span className="board-figure-value">{figureText(value, language, nowMs)}</span>
        <span className="board-figure-label">{t(`short.${metric}`)}</span>
      </span>
      <span className="board-figure-below">
        {target !== undefined && (
          <span className="board-figure-target">
            {judgement !== 'none' && (
              <Icon
                name={judgement === 'met' ? 'check' : 'arrowDown'}
                label={t(judgement === 'met' ? 'targetMet' : 'targetMissed')}
              />
            )}
            {t('target', { value: percentText(target, language) })}
          </span>
        )}
        {parts !== null && <span className="quiet">{t('of', { ...parts })}</span>}
      </span>
    </button>
  );
}

function SideFigure({ board, nowMs, onOpen, metric }: FigureProps & { readonly metric: BoardMetric }) {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  const value = valueOf(board, metric);
  const judgement = judge(metric, value, nowMs);
  return (
    <button
      type="button"
      className="board-figure board-figure-side"
      data-judgement={judgement}
      data-metric={metric}
      title={t('openDefinition')}
      onClick={() => onOpen({ metric, key: null, keyName: null })}
    >
      <span className="board-figure-label">{t(`short.${metric}`)}</span>
      <span className="board-figure-value" role={value.kind === 'ticking' ? 'timer' : undefined} aria-live="off">
        {judgement !== 'none' && (
          <Icon
            name={judgement === 'met' ? 'check' : value.kind === 'ticking' ? 'clock' : 'arrowDown'}
            label={t(judgement === 'met' ? 'targetMet' : value.kind === 'ticking' ? 'waitLong' : 'targetMissed')}
          />
        )}
        {figureText(value, language, nowMs)}
      </span>
    </button>
  );
}
