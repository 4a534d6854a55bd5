import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Language } from '../../../../shared/lang/languages';
import { goTo } from '../../app/router';
import { useLanguage } from '../../i18n/use-language';
import { Button } from '../../ui/Button';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { Icon } from '../../ui/Icon';
import { Skeleton } from '../../ui/Skeleton';
import { Table, type TableColumn } from '../../ui/Table';
import { durationText } from '../../ui/time-of-day';
import { NOTHING, QueryNotice, useCallStateWord } from '../boards';
import { percentText } from '../../ui/percent';
import { filterTexts, pageOf, QA_PAGE_SIZE, qaQueryOf, type QaFilterName, type QaFilters as Filters } from './filters';
import { useQaCallsQuery, useQaCreditorsQuery, type QaCallLineWire } from './qa-api';
import { QaFilters } from './QaFilters';
import { RiskChips } from './RiskChips';
import './qa-list.css';

type Row = QaCallLineWire & { readonly id: string };

/** The calls that fit the filters, newest first; Enter or a double click opens one. */
export function QaList({ filters }: { readonly filters: Filters }) {
  const { t } = useTranslation(['qa', 'vocabulary']);
  const page = pageOf(filters);
  const calls = useQaCallsQuery(qaQueryOf(filters));
  const creditors = useQaCreditorsQuery();
  const narrow = (next: Readonly<Record<string, string>>) => goTo('qa', { query: next });
  const change = (name: QaFilterName, value: string | undefined) => {
    // Another selection begins on its first page.
    const { [name]: _old, page: _page, ...rest } = filterTexts(filters);
    narrow(value === undefined ? rest : { ...rest, [name]: value });
  };
  const total = calls.data?.total ?? 0;
  return (
    <div className="qa-list">
      <header className="qa-list-head">
        <h1>{t('qa:list.title')}</h1>
        {calls.data !== undefined && (
          <span className="quiet tabular" role="status">
            {t('qa:list.count', { count: total })}
          </span>
        )}
        <span className="qa-list-hint quiet">{t('qa:list.open')}</span>
      </header>
      <QaFilters
        filters={filters}
        agents={calls.data?.agents ?? []}
        creditors={creditors.data?.creditors ?? []}
        onChange={change}
        onClear={() => narrow({})}
      />
      <NotYet query={calls} />
      {calls.data !== undefined && (
        <div className="qa-list-table" data-busy={calls.isFetching}>
          <CallTable calls={calls.data.calls} filters={filters} />
        </div>
      )}
      {total > QA_PAGE_SIZE && (
        <PageButtons
          page={page}
          total={total}
          onPage={(next) => narrow({ ...filterTexts(filters), page: String(next + 1) })}
        />
      )}
    </div>
  );
}

interface NotYetProps {
  readonly query: {
    readonly data?: unknown;
    readonly isError: boolean;
    readonly error?: unknown;
    readonly refetch: () => unknown;
  };
}

/** Nothing to show yet: it is on its way, or it could not be fetched. */
function NotYet({ query }: NotYetProps) {
  const { t } = useTranslation('qa');
  if (query.isError) return <QueryNotice query={query} />;
  return query.data === undefined ? <Skeleton label={t('list.loading')} lines={12} /> : null;
}

interface CallTableProps {
  readonly calls: readonly QaCallLineWire[];
  readonly filters: Filters;
}

function CallTable({ calls, filters }: CallTableProps) {
  const { t } = useTranslation(['qa', 'vocabulary']);
  const language = useLanguage();
  const stateWord = useCallStateWord();
  const columns = useMemo(() => columnsOf(t, language, stateWord), [t, language, stateWord]);
  const rows = useMemo<readonly Row[]>(() => calls.map((call) => ({ ...call, id: call.callId })), [calls]);
  return (
    <Table
      label={t('qa:list.title')}
      columns={columns}
      items={rows}
      selectionMode="single"
      onOpen={(id) => goTo('qa', { param: id, query: filterTexts(filters) })}
      empty={
        <EmptyState icon="search" title={t('qa:list.count', { count: 0 })}>
          {t('qa:list.empty')}
        </EmptyState>
      }
    />
  );
}

interface PageButtonsProps {
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

function PageButtons({ page, total, onPage }: PageButtonsProps) {
  const { t } = useTranslation('boards');
  const from = page * QA_PAGE_SIZE + 1;
  const to = Math.min(from + QA_PAGE_SIZE - 1, total);
  return (
    <footer className="qa-pages">
      <span className="quiet tabular">{t('calls.range', { from, to, total })}</span>
      <Button icon="chevronLeft" label={t('calls.previous')} isDisabled={page === 0} onPress={() => onPage(page - 1)} />
      <Button icon="chevronRight" label={t('calls.next')} isDisabled={to >= total} onPress={() => onPage(page + 1)} />
    </footer>
  );
}

function columnsOf(
  t: TFunction<['qa', 'vocabulary']>,
  language: Language,
  stateWord: (state: Row['state']) => string,
): readonly TableColumn<Row>[] {
  return [
    {
      key: 'time',
      header: t('qa:list.col.time'),
      width: '12.5rem',
      cell: (row) => <TimeText at={row.arrivedAt} hasDate isShort />,
    },
    {
      key: 'customer',
      header: t('qa:list.col.customer'),
      isRowHeader: true,
      text: (row) => row.customerName ?? row.creditorName,
      minWidth: 130,
      width: '2fr',
      cell: (row) => row.customerName ?? <span className="quiet">{t('qa:list.unknownCustomer')}</span>,
    },
    { key: 'creditor', header: t('qa:list.creditor'), minWidth: 110, width: '2fr', cell: (row) => row.creditorName },
    { key: 'agent', header: t('qa:list.agent'), minWidth: 110, width: '2fr', cell: (row) => row.agentName ?? NOTHING },
    {
      key: 'reason',
      header: t('qa:list.reason'),
      minWidth: 110,
      width: '2fr',
      cell: (row) => (row.reason === null ? stateWord(row.state) : t(`vocabulary:reason.${row.reason}`)),
    },
    {
      key: 'outcome',
      header: t('qa:list.outcome'),
      minWidth: 110,
      width: '2fr',
      cell: (row) => (row.outcome === null ? NOTHING : t(`vocabulary:outcome.${row.outcome}`)),
    },
    {
      key: 'talk',
      header: t('qa:list.col.talk'),
      align: 'end',
      width: '6.5rem',
      cell: (row) => (row.talkMs === null ? NOTHING : durationText(row.talkMs)),
    },
    {
      key: 'recording',
      header: t('qa:list.recording'),
      width: '7.1rem',
      cell: (row) =>
        row.hasRecording ? (
          <Icon name="record" label={t('qa:list.hasRecording')} />
        ) : (
          <span className="only-for-readers">{t('qa:list.noRecording')}</span>
        ),
    },
    {
      key: 'risks',
      header: t('qa:list.col.risks'),
      minWidth: 190,
      width: '3fr',
      cell: (row) => <RiskChips risks={row.risks} />,
    },
    {
      key: 'score',
      header: t('qa:list.col.score'),
      align: 'end',
      width: '8rem',
      cell: (row) =>
        row.reviewScoreBp === null ? (
          <span className="quiet">
            <span aria-hidden="true">{NOTHING}</span>
            <span className="only-for-readers">{t('qa:list.notReviewed')}</span>
          </span>
        ) : (
          <strong>{percentText(row.reviewScoreBp, language)}</strong>
        ),
    },
  ];
}
