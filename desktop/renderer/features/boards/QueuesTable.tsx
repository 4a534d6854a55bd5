import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWER_TARGET_MS } from '../../../../shared/calls/vocabulary';
import type { BoardWire } from '../../app/state/board';
import { useLanguage } from '../../i18n/use-language';
import { Icon, type IconName } from '../../ui/Icon';
import { durationText } from '../../ui/time-of-day';
import { NOTHING } from './figure-text';
import { percentText } from '../../ui/percent';
import { TARGET_BP } from './figures';

interface QueuesTableProps {
  readonly queues: BoardWire['queues'];
  readonly nowMs: number;
}

type QueueRow = BoardWire['queues'][number];

/** Each queue with who waits, since when, and whether anybody can take the next call. */
export function QueuesTable({ queues, nowMs }: QueuesTableProps) {
  const { t } = useTranslation('boards');
  if (queues.length === 0) return <p className="board-empty">{t('queues.empty')}</p>;
  return (
    <table className="board-table" aria-label={t('queues.title')}>
      <thead>
        <tr>
          <th scope="col">{t('queues.name')}</th>
          <th scope="col" className="board-end">
            {t('queues.waiting')}
          </th>
          <th scope="col" className="board-end">
            {t('queues.longest')}
          </th>
          <th scope="col" className="board-end">
            {t('queues.available')}
          </th>
          <th scope="col" className="board-end">
            {t('queues.inTarget')}
          </th>
          <th scope="col" className="board-end">
            {t('queues.abandoned')}
          </th>
        </tr>
      </thead>
      <tbody>
        {queues.map((queue) => (
          <QueueLine key={queue.queueId} queue={queue} nowMs={nowMs} />
        ))}
      </tbody>
    </table>
  );
}

function QueueLine({ queue, nowMs }: { readonly queue: QueueRow; readonly nowMs: number }) {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  const waitedMs = queue.longestWaitSince === null ? null : nowMs - queue.longestWaitSince;
  const isLong = waitedMs !== null && waitedMs > ANSWER_TARGET_MS;
  const { bp } = queue.answeredInTarget;
  const isLow = bp !== null && bp < (TARGET_BP.answered_in_target ?? 0);
  const isUncovered = queue.waiting > 0 && queue.agentsAvailable === 0;
  return (
    <tr>
      <th scope="row">{queue.name[language]}</th>
      <td className="board-end" data-strong={queue.waiting > 0}>
        {queue.waiting}
      </td>
      <Watched icon="clock" warning={isLong ? t('waitLong') : null}>
        {waitedMs === null ? NOTHING : durationText(waitedMs)}
      </Watched>
      <Watched icon="warning" warning={isUncovered ? t('queues.noAgents') : null}>
        {queue.agentsAvailable}
      </Watched>
      <Watched icon="arrowDown" warning={isLow ? t('targetMissed') : null}>
        {bp === null ? NOTHING : percentText(bp, language)}
      </Watched>
      <td className="board-end">{queue.abandoned}</td>
    </tr>
  );
}

interface WatchedProps {
  readonly icon: IconName;
  /** What is wrong with the number; null when nothing is. */
  readonly warning: string | null;
  readonly children: ReactNode;
}

/** A number that gets a shape and a colour, and says why, when it is out of bounds. */
function Watched({ icon, warning, children }: WatchedProps) {
  return (
    <td className="board-end" data-tone={warning === null ? undefined : 'attention'} title={warning ?? undefined}>
      {warning !== null && <Icon name={icon} label={warning} />}
      {children}
    </td>
  );
}
