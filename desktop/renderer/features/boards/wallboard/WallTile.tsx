import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../../shared/assert';
import type { Language } from '../../../../../shared/lang/languages';
import type { BoardWire } from '../../../app/state/board';
import { useLanguage } from '../../../i18n/use-language';
import { NOTHING, shortDuration } from '../figure-text';
import { percentText, wholePercentText } from '../../../ui/percent';
import type { FigureValue } from '../figures';
import { peopleOnFloor, type Tile } from './tiles';

interface WallTileProps {
  readonly tile: Tile;
  readonly board: BoardWire;
  readonly nowMs: number;
  readonly isWorst: boolean;
}

/** One figure, its name and its target. The tile furthest from its target carries a pattern and a symbol besides the colour. */
export function WallTile({ tile, board, nowMs, isWorst }: WallTileProps) {
  const { t } = useTranslation('boards');
  const figure = figureParts(tile.value, useLanguage());
  const beside = useBeside(tile, board);
  return (
    <section className="wall-tile" data-judgement={tile.judgement} data-worst={isWorst} data-tile={tile.name}>
      <h2 className="wall-label">{useLabel(tile, board, nowMs)}</h2>
      <p className="wall-line">
        <span className="wall-figure">
          {figure.number}
          {figure.unit !== '' && <span className="wall-unit">{figure.unit}</span>}
        </span>
        {beside !== null && (
          <span className="wall-beside">
            <span>{beside.above}</span>
            <span className="wall-judged">
              <JudgementShape judgement={tile.judgement} />
              {beside.below}
            </span>
          </span>
        )}
        {beside === null && tile.judgement === 'missed' && (
          <span className="wall-beside">
            <JudgementShape judgement="missed" />
          </span>
        )}
      </p>
      {isWorst && <span className="only-for-readers">{t('wall.worst')}</span>}
    </section>
  );
}

function figureParts(value: FigureValue, language: Language): { readonly number: string; readonly unit: string } {
  switch (value.kind) {
    case 'count':
      return { number: String(value.count), unit: '' };
    case 'share':
      if (value.share.bp === null) return { number: NOTHING, unit: '' };
      return { number: wholePercentText(value.share.bp, language).replace(/[\s%]/gu, ''), unit: '%' };
    case 'duration':
      return { number: value.ms === null ? NOTHING : shortDuration(value.ms), unit: '' };
    case 'ticking':
      return { number: NOTHING, unit: '' };
    default:
      return assertNever(value);
  }
}

function useLabel(tile: Tile, board: BoardWire, nowMs: number): string {
  const { t } = useTranslation('boards');
  if (tile.name === 'waiting') {
    return board.longestWaitSince === null
      ? t('wall.waitingNone')
      : t('wall.waiting', { wait: `${t('wall.longest')} ${shortDuration(nowMs - board.longestWaitSince)}` });
  }
  if (tile.name === 'available') return t('wall.available', { count: peopleOnFloor(board) });
  return t(`wall.${tile.name}`);
}

interface Beside {
  readonly above: string;
  readonly below: string;
}

/** Two short lines right of the figure: its target, or the number that belongs with it. */
function useBeside(tile: Tile, board: BoardWire): Beside | null {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  if (tile.targetBp !== null) return { above: t('wall.target'), below: String(tile.targetBp / 100) };
  if (tile.name === 'available') return { above: String(board.agentsByState.on_call ?? 0), below: t('wall.onCall') };
  if (tile.name === 'plans_made') return { above: String(board.disputesOpened), below: t('wall.disputes') };
  const { bp } = board.abandonRate;
  return tile.name === 'abandoned' && bp !== null ? { above: '', below: percentText(bp, language) } : null;
}

function JudgementShape({ judgement }: { readonly judgement: Tile['judgement'] }) {
  if (judgement === 'none') return null;
  return (
    <svg className="wall-shape" data-judgement={judgement} viewBox="0 0 10 10" aria-hidden="true">
      <path d={judgement === 'met' ? 'M0.6 5.4 3.6 8.4 9.4 2 8.2 0.9 3.6 6 1.8 4.2Z' : 'M0.4 1.6H9.6L5 9.4Z'} />
    </svg>
  );
}
