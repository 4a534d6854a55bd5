import { useTranslation } from 'react-i18next';
import { ANSWER_TARGET_MS } from '../../../../shared/calls/vocabulary';
import type { BoardWire } from '../../app/state/board';
import { useLanguage } from '../../i18n/use-language';
import { PlainTable, type PlainColumn } from '../../ui/PlainTable';
import { durationText } from '../../ui/time-of-day';
import { NOTHING } from './figure-text';
import { percentText } from '../../ui/percent';
import { TARGET_BP } from './figures';

interface QueuesTableProps {
  readonly queues: BoardWire['queues'];
  readonly nowMs: number;
}

type QueueLine = BoardWire['queues'][number] & { readonly nowMs: number };

/** Each queue with who waits, since when, and whether anybody can take the next call. */
export function QueuesTable({ queues, nowMs }: QueuesTableProps) {
  const { t } = useTranslation('boards');
  const columns = useColumns();
  if (queues.length === 0) return <p className="board-empty">{t('queues.empty')}</p>;
  return (
    <PlainTable
      label={t('queues.title')}
      columns={columns}
      items={queues.map((queue) => ({ ...queue, nowMs }))}
      keyOf={({ queueId }) => queueId}
    />
  );
}

/** How long the one who has waited longest has waited, in ms; null when nobody waits. */
const waitedMs = ({ longestWaitSince, nowMs }: QueueLine): number | null =>
  longestWaitSince === null ? null : nowMs - longestWaitSince;

function useColumns(): readonly PlainColumn<QueueLine>[] {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  return [
    { key: 'name', header: t('queues.name'), isRowHeader: true, cell: ({ name }) => name[language] },
    {
      key: 'waiting',
      header: t('queues.waiting'),
      align: 'end',
      cell: ({ waiting }) => waiting,
      isStrong: ({ waiting }) => waiting > 0,
    },
    {
      key: 'longest',
      header: t('queues.longest'),
      align: 'end',
      cell: (queue) => {
        const waited = waitedMs(queue);
        return waited === null ? NOTHING : durationText(waited);
      },
      warningOf: (queue) =>
        (waitedMs(queue) ?? 0) > ANSWER_TARGET_MS ? { icon: 'clock', words: t('waitLong') } : null,
    },
    {
      key: 'available',
      header: t('queues.available'),
      align: 'end',
      cell: ({ agentsAvailable }) => agentsAvailable,
      warningOf: ({ waiting, agentsAvailable }) =>
        waiting > 0 && agentsAvailable === 0 ? { icon: 'warning', words: t('queues.noAgents') } : null,
    },
    {
      key: 'inTarget',
      header: t('queues.inTarget'),
      align: 'end',
      cell: ({ answeredInTarget: { bp } }) => (bp === null ? NOTHING : percentText(bp, language)),
      warningOf: ({ answeredInTarget: { bp } }) =>
        bp !== null && bp < (TARGET_BP.answered_in_target ?? 0)
          ? { icon: 'arrowDown', words: t('targetMissed') }
          : null,
    },
    { key: 'abandoned', header: t('queues.abandoned'), align: 'end', cell: ({ abandoned }) => abandoned },
  ];
}
