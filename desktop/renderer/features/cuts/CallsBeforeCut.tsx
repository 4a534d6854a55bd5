import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import { dialWished } from '../../app/state/dial';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { DateText, TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { formatNumber } from '../../ui/phone-number';
import { Skeleton } from '../../ui/Skeleton';
import { Table, type TableColumn } from '../../ui/Table';
import { QueryNotice } from '../boards';
import { useCallsBeforeCutQuery, type CallLineWire } from './cuts-api';

/** The list is read again this often: a colleague's call takes a line away. */
const REFRESH_MS = 15_000;
/** From this many bank days on there is still some time. */
const SOON_BANK_DAYS = 2;

type Line = CallLineWire & { readonly id: string };

/** Whom to ring before their service may be cut; nothing about money stands here, nobody is verified yet. */
export function CallsBeforeCut({ onShowCase }: { readonly onShowCase: ((caseId: string) => void) | null }) {
  const { t } = useTranslation('cuts');
  const query = useCallsBeforeCutQuery(undefined, { pollingInterval: REFRESH_MS, refetchOnMountOrArgChange: true });
  const columns = useColumns();
  if (query.data === undefined) {
    return query.isError ? <QueryNotice query={query} /> : <Skeleton label={t('calls.loading')} lines={8} />;
  }
  const { calls, waitingForHours, isCutShort } = query.data;
  return (
    <div className="cuts-list">
      <p className="quiet">
        {t('calls.words')}{' '}
        {waitingForHours > 0 && <strong>{t('calls.waitingForHours', { count: waitingForHours })}</strong>}
      </p>
      {isCutShort && <Banner tone="attention" title={t('calls.cutShort')} />}
      <div className="cuts-list-table">
        <Table
          density="comfortable"
          label={t('page.tab.calls')}
          columns={columns}
          items={calls.map((line) => ({ ...line, id: line.caseId }))}
          {...(onShowCase === null ? {} : { onOpen: onShowCase })}
          empty={
            <EmptyState icon="checkCircle" title={t('calls.empty')}>
              {t('calls.emptyWords')}
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly TableColumn<Line>[] {
  const { t } = useTranslation(['cuts', 'vocabulary']);
  return [
    {
      key: 'customer',
      header: t('cuts:calls.customer'),
      isRowHeader: true,
      text: ({ customerName }) => customerName,
      cell: ({ customerName, language }) => (
        <span className="cuts-cell">
          {customerName} <span className="quiet">{t(`vocabulary:language.${language}`)}</span>
        </span>
      ),
      minWidth: 200,
    },
    { key: 'case', header: t('cuts:calls.case'), cell: ({ caseNo }) => <span className="tabular">{caseNo}</span> },
    { key: 'creditor', header: t('cuts:calls.creditor'), cell: ({ creditorName }) => creditorName, minWidth: 160 },
    {
      key: 'earliest',
      header: t('cuts:calls.earliest'),
      cell: ({ earliestCutDate }) => <DateText date={earliestCutDate} />,
    },
    {
      key: 'left',
      header: t('cuts:calls.left'),
      cell: ({ bankDaysLeft }) => (
        <Chip tone={bankDaysLeft <= SOON_BANK_DAYS ? 'stop' : 'attention'}>
          {bankDaysLeft === 0 ? t('cuts:calls.today') : bankDaysLeft}
        </Chip>
      ),
    },
    {
      key: 'tries',
      header: t('cuts:calls.tries'),
      cell: ({ tries, lastTriedAt }) =>
        tries === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <span className="tabular">
            {tries} {lastTriedAt !== null && <TimeText at={lastTriedAt} hasDate />}
          </span>
        ),
    },
    { key: 'dial', header: t('cuts:calls.dial'), cell: (line) => <DialButton line={line} />, minWidth: '18rem' },
  ];
}

function DialButton({ line }: { readonly line: CallLineWire }) {
  const { t } = useTranslation('cuts');
  const dispatch = useAppDispatch();
  const isAgent = useAppSelector((state) => state.session.login?.roles.includes('agent') ?? false);
  const { phone, creditorId, customerId, caseId } = line;
  if (phone === null) return <span className="quiet">{t('calls.noPhone')}</span>;
  const number = <span className="tabular nowrap">{formatNumber(phone)}</span>;
  if (!isAgent) return number;
  return (
    <span className="cuts-cell">
      <Button
        icon="phoneOut"
        label={`${t('calls.dial')} ${line.customerName}`}
        onPress={() => dispatch(dialWished({ number: phone, creditorId, customerId, caseId }))}
      >
        {t('calls.dial')}
      </Button>
      {number}
    </span>
  );
}
