import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '../../app/router';
import type { BoardWire } from '../../app/state/board';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Skeleton } from '../../ui/Skeleton';
import { Icon } from '../../ui/Icon';
import { Tabs } from '../../ui/Tabs';
import { durationText } from '../../ui/time-of-day';
import { AgentsTable } from './AgentsTable';
import { CausePart } from './CausePart';
import { FcrLegend, FcrTable, type FcrLine } from './FcrTable';
import { FigureCards, type FigureChoice } from './FigureCards';
import { FigureDrawer } from './FigureDrawer';
import { QueuesTable } from './QueuesTable';
import { useBoard } from './use-board';
import { floorClock } from './floor-clock';
import './board-page.css';

/** The lead's board: live figures, queues, people, and how often the first contact solved it. */
export function BoardPage() {
  const { t } = useTranslation('boards');
  const { board, isStale, isConnected, nowMs } = useBoard();
  const [choice, setChoice] = useState<FigureChoice | null>(null);
  if (board === null) {
    return (
      <div className="board-page">
        {isConnected ? (
          <Skeleton label={t('loading')} lines={10} />
        ) : (
          <Banner tone="attention" title={t('offline.title')} announce="status">
            {t('offline.words')}
          </Banner>
        )}
      </div>
    );
  }
  return (
    <div className="board-page" data-stale={isStale}>
      <header className="board-head">
        <h1>{t('title')}</h1>
        <span className="quiet tabular">{t('since', { time: floorClock(board.since) })}</span>
        <span className="board-age tabular" data-stale={isStale}>
          <Icon name={isStale ? 'warning' : 'refresh'} />
          {t('dataFrom', { time: floorClock(board.at, true) })}
        </span>
        <a className="board-wall-link" href={hrefOf('wallboard')}>
          <Icon name="expand" />
          {t('openWallboard')}
        </a>
      </header>
      {isStale && (
        <Banner tone="attention" title={t('stale.title')} announce="status">
          {t('stale.words', { time: floorClock(board.at, true) })}
        </Banner>
      )}
      <LateReleases late={board.releasesLate} nowMs={nowMs} />
      <div className="board-body">
        <FigureCards board={board} nowMs={nowMs} onOpen={setChoice} />
        <div className="board-columns">
          <div className="board-column">
            <section className="board-part">
              <h2>{t('queues.title')}</h2>
              <QueuesTable queues={board.queues} nowMs={nowMs} />
            </section>
            <FcrPart fcr={board.fcr} onOpen={setChoice} />
          </div>
          <section className="board-part board-people">
            <h2>{t('agents.title')}</h2>
            <AgentsTable board={board} nowMs={nowMs} />
          </section>
        </div>
      </div>
      {choice !== null && <FigureDrawer board={board} nowMs={nowMs} choice={choice} onClose={() => setChoice(null)} />}
    </div>
  );
}

interface LateReleasesProps {
  readonly late: BoardWire['releasesLate'];
  readonly nowMs: number;
}

/** The alarm: customers whose supply should be open again by now. Spoken once, when the number changes. */
function LateReleases({ late, nowMs }: LateReleasesProps) {
  const { t } = useTranslation('boards');
  const { count, oldestCausedAt } = late;
  if (count === 0 || oldestCausedAt === null) return null;
  return (
    <Banner
      tone="stop"
      title={<span role="alert">{t('late.title', { count })}</span>}
      actions={<a href={hrefOf('releases')}>{t('late.link')}</a>}
    >
      {t('late.words', { time: durationText(nowMs - oldestCausedAt) })}
    </Banner>
  );
}

interface FcrPartProps {
  readonly fcr: BoardWire['fcr'];
  readonly onOpen: (choice: FigureChoice) => void;
}

function FcrPart({ fcr, onOpen }: FcrPartProps) {
  const { t } = useTranslation(['boards', 'causes', 'vocabulary']);
  const language = useLanguage();
  const [tab, setTab] = useState<'reason' | 'creditor' | 'causes'>('reason');
  const reasons: readonly FcrLine[] = fcr.byReason.map((row) => ({ ...row, name: t(`vocabulary:reason.${row.key}`) }));
  const creditors: readonly FcrLine[] = fcr.byCreditor.map((row) => ({
    ...row,
    name: row.label?.[language] ?? row.key,
  }));
  return (
    <section className="board-part board-fcr">
      <h2>
        {t('boards:fcr.title')} <span className="quiet">{t('boards:window', { count: fcr.windowDays })}</span>
      </h2>
      <Tabs
        label={t('boards:fcr.title')}
        selected={tab}
        onSelect={setTab}
        aside={tab === 'causes' ? null : <FcrLegend />}
        tabs={[
          {
            key: 'reason',
            label: t('boards:fcr.byReason'),
            content: (
              <FcrTable
                label={t('boards:fcr.byReason')}
                heading={t('boards:fcr.reason')}
                rows={reasons}
                onOpen={onOpen}
              />
            ),
          },
          {
            key: 'creditor',
            label: t('boards:fcr.byCreditor'),
            content: (
              <FcrTable
                label={t('boards:fcr.byCreditor')}
                heading={t('boards:fcr.creditor')}
                rows={creditors}
                onOpen={onOpen}
              />
            ),
          },
          { key: 'causes', label: t('causes:title'), content: <CausePart /> },
        ]}
      />
    </section>
  );
}
