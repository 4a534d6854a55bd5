import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisputeList as ListName } from '../../../../shared/protocol/http-disputes';
import { useAppSelector } from '../../app/hooks';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { DateText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { Money } from '../../ui/Money';
import { Skeleton } from '../../ui/Skeleton';
import { Table, type TableColumn } from '../../ui/Table';
import { QueryNotice } from '../boards';
import { AnswerDialog } from './AnswerDialog';
import { useWaitingDisputesQuery, type DisputeLineWire } from './cuts-api';

const REFRESH_MS = 15_000;
type Line = DisputeLineWire & { readonly id: string };

/** Disputes that wait for an answer or for a credit, the longest overdue first. */
export function DisputeList({ list }: { readonly list: ListName }) {
  const { t } = useTranslation('cuts');
  const query = useWaitingDisputesQuery(list, { pollingInterval: REFRESH_MS, refetchOnMountOrArgChange: true });
  const [answered, setAnswered] = useState<DisputeLineWire | null>(null);
  const columns = useColumns(list, setAnswered);
  if (query.currentData === undefined) {
    return query.isError ? <QueryNotice query={query} /> : <Skeleton label={t('calls.loading')} lines={8} />;
  }
  return (
    <div className="cuts-list">
      <p className="quiet">{t(`disputes.words.${list}`)}</p>
      <div className="cuts-list-table">
        <Table
          density="comfortable"
          label={t(`page.tab.${list}`)}
          columns={columns}
          items={query.currentData.disputes.map((line) => ({ ...line, id: line.disputeId }))}
          empty={
            <EmptyState icon="checkCircle" title={t('disputes.empty')}>
              {t('disputes.emptyWords')}
            </EmptyState>
          }
        />
      </div>
      {answered !== null && <AnswerDialog {...answered} callId={null} onClose={() => setAnswered(null)} />}
    </div>
  );
}

function useColumns(list: ListName, onAnswer: (line: DisputeLineWire) => void): readonly TableColumn<Line>[] {
  const { t } = useTranslation(['cuts', 'case']);
  const isLead = useAppSelector((state) => state.session.login?.roles.includes('lead') ?? false);
  const isCredit = list === 'credit';
  return [
    {
      key: 'customer',
      header: t('cuts:calls.customer'),
      isRowHeader: true,
      text: ({ customerName }) => customerName,
      cell: ({ customerName, caseNo }) => (
        <span className="cuts-cell">
          {customerName} <span className="quiet tabular">{caseNo}</span>
        </span>
      ),
      minWidth: 220,
    },
    { key: 'creditor', header: t('cuts:calls.creditor'), cell: ({ creditorName }) => creditorName, minWidth: 160 },
    {
      key: 'ground',
      header: t('cuts:disputes.ground'),
      cell: ({ reason, isMaterial }) => (
        <span className="cuts-cell">
          {t(`case:disputes.reason.${reason}`)}{' '}
          {!isMaterial && <Chip tone="neutral">{t('cuts:disputes.immaterial')}</Chip>}
        </span>
      ),
      minWidth: 180,
    },
    {
      key: 'due',
      header: t('cuts:disputes.due'),
      cell: ({ answerDueDate, daysLate }) => (
        <span className="cuts-cell">
          {answerDueDate !== null && <DateText date={answerDueDate} />}{' '}
          {daysLate > 0 && <Chip tone="stop">{t('cuts:disputes.late', { count: daysLate })}</Chip>}
        </span>
      ),
      minWidth: 190,
    },
    {
      key: 'amount',
      header: t(isCredit ? 'cuts:disputes.awaited' : 'cuts:disputes.amount'),
      align: 'end',
      cell: ({ disputedMinor, creditAwaitedMinor, currency }) => (
        <Money amountMinor={isCredit ? (creditAwaitedMinor ?? '0') : disputedMinor} currency={currency} />
      ),
    },
    ...(isCredit || !isLead
      ? []
      : [
          {
            key: 'answer',
            header: t('cuts:disputes.answer'),
            cell: (line: Line) => (
              <Button label={`${t('cuts:disputes.answer')}: ${line.customerName}`} onPress={() => onAnswer(line)}>
                {t('cuts:disputes.answer')}
              </Button>
            ),
            minWidth: 150,
          },
        ]),
  ];
}
