import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo, useRoute } from '../../../app/router';
import type { BoardWire } from '../../../app/state/board';
import { Button } from '../../../ui/Button';
import { shortDuration } from '../figure-text';
import { floorClock } from '../floor-clock';
import { useBoard } from '../use-board';
import { PAGE_TURN_MS, tilesOf, WALL_PAGES } from './tiles';
import { WallTile } from './WallTile';
import './wallboard.css';

type WallTheme = 'dark' | 'light';

interface PageTurn {
  readonly page: number;
  readonly isTurning: boolean;
  /** One page on, or back. */
  readonly turn: (step: 1 | -1) => void;
  readonly setTurning: (isTurning: boolean) => void;
}

/** Pages turn by themselves, or stay where `?page=` or a key put them. */
function usePageTurn(fixedPage: number | null): PageTurn {
  const [page, setPage] = useState(fixedPage ?? 0);
  const [isTurning, setTurning] = useState(fixedPage === null);
  const turn = (step: 1 | -1) => setPage((current) => (current + step + WALL_PAGES.length) % WALL_PAGES.length);
  useEffect(() => {
    if (!isTurning) return undefined;
    const timer = setInterval(() => turn(1), PAGE_TURN_MS);
    return () => clearInterval(timer);
  }, [isTurning]);
  return { page, isTurning, turn, setTurning };
}

function fixedPageOf(query: string | undefined): number | null {
  const page = Number(query) - 1;
  return Number.isInteger(page) && page >= 0 && page < WALL_PAGES.length ? page : null;
}

/** The floor's figures for people six metres away: four at a time, no names, old figures greyed out. */
export function WallboardPage() {
  const { t } = useTranslation('boards');
  const { query } = useRoute();
  const { board, isStale, nowMs } = useBoard();
  const [theme, setTheme] = useState<WallTheme>(query['theme'] === 'light' ? 'light' : 'dark');
  const pages = usePageTurn(fixedPageOf(query['page']));
  useWallKeys(pages);
  const isOld = isStale || board === null;
  const shown = board === null ? null : tilesOf(WALL_PAGES[pages.page] ?? [], board, nowMs);
  return (
    <main className="wall" data-wall-theme={theme} data-stale={isOld}>
      <header className="wall-head">
        <WallTitle late={board?.releasesLate ?? null} nowMs={nowMs} />
        <p className="wall-age" data-stale={isOld} role="status">
          {isOld && <WarningShape />}
          {board === null
            ? t('wall.connecting')
            : t(isStale ? 'wall.stale' : 'wall.dataFrom', { time: floorClock(board.at, true) })}
        </p>
        <p className="wall-clock">{floorClock(nowMs)}</p>
      </header>
      <div className="wall-tiles">
        {board !== null &&
          shown?.tiles.map((tile) => (
            <WallTile key={tile.name} tile={tile} board={board} nowMs={nowMs} isWorst={shown.worst === tile.name} />
          ))}
      </div>
      <WallControls pages={pages} theme={theme} onTheme={setTheme} />
    </main>
  );
}

interface WallTitleProps {
  readonly late: BoardWire['releasesLate'] | null;
  readonly nowMs: number;
}

/** The name of the wall; while a supply should be open again and is not, that stands in its place. */
function WallTitle({ late, nowMs }: WallTitleProps) {
  const { t } = useTranslation('boards');
  if (late === null || late.oldestCausedAt === null) return <h1 className="wall-title">{t('wall.title')}</h1>;
  return (
    <h1 className="wall-title" data-late>
      <WarningShape />
      {t('wall.late', { count: late.count, time: shortDuration(nowMs - late.oldestCausedAt) })}
    </h1>
  );
}

function useWallKeys({ turn, setTurning }: PageTurn): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape') goTo('board');
      else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
        setTurning(false);
        turn(event.key === 'ArrowRight' ? 1 : -1);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [turn, setTurning]);
}

interface WallControlsProps {
  readonly pages: PageTurn;
  readonly theme: WallTheme;
  readonly onTheme: (theme: WallTheme) => void;
}

/** Seen by the one at the keyboard (hover or focus), never from across the room. */
function WallControls({ pages, theme, onTheme }: WallControlsProps) {
  const { t } = useTranslation('boards');
  return (
    <nav className="wall-controls" aria-label={t('wall.page', { page: pages.page + 1, count: WALL_PAGES.length })}>
      <Button kind="bar" icon="chevronLeft" keys="Escape" onPress={() => goTo('board')}>
        {t('wall.back')}
      </Button>
      <Button kind="bar" icon="chevronRight" keys="ArrowRight" onPress={() => pages.turn(1)}>
        {t('wall.nextPage')}
      </Button>
      <Button kind="bar" icon={pages.isTurning ? 'pause' : 'play'} onPress={() => pages.setTurning(!pages.isTurning)}>
        {t(pages.isTurning ? 'wall.rotate' : 'wall.rotating')}
      </Button>
      <Button
        kind="bar"
        icon={theme === 'dark' ? 'sun' : 'moon'}
        onPress={() => onTheme(theme === 'dark' ? 'light' : 'dark')}
      >
        {t(theme === 'dark' ? 'wall.light' : 'wall.dark')}
      </Button>
      <Button kind="bar" icon="expand" onPress={() => void document.documentElement.requestFullscreen()}>
        {t('wall.fullScreen')}
      </Button>
    </nav>
  );
}

function WarningShape() {
  return (
    <svg className="wall-shape" viewBox="0 0 10 10" aria-hidden="true">
      <path d="M5 0.6 9.8 9.4H0.2Z" />
    </svg>
  );
}
