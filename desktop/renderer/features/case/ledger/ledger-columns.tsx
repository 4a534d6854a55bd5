import { useMemo, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../../shared/lang/languages';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { useLanguage } from '../../../i18n/use-language';
import { DateText } from '../../../ui/DateText';
import { Icon } from '../../../ui/Icon';
import type { TableColumn } from '../../../ui/Table';
import { dateOfInstant } from '../../../ui/time-of-day';
import { Amount } from '../parts/Amount';
import { RowStatus } from './RowStatus';
import { TypeCell } from './TypeCell';
import type { LedgerRow } from './ledger-rows';

interface ColumnOptions {
  readonly account: CustomerAccount;
  readonly changedIds: readonly string[];
  readonly onToggle: (rowId: string) => void;
  /** In a narrow pane the reference gives way; it is in the opened row. */
  readonly isNarrow: boolean;
}

/** What the type's cell has no room for, on hover. */
function hiddenWords(row: LedgerRow): string | undefined {
  if (row.kind === 'delivery') return row.delivery.address;
  if (row.kind === 'history' || row.kind === 'entry') return row.entry.cause;
  return row.kind === 'line' ? row.line.text : undefined;
}

/** The columns of the ledger: the same for every kind of row, so that figures stand under figures. */
export function useLedgerColumns(options: ColumnOptions): readonly TableColumn<LedgerRow>[] {
  const { t } = useTranslation('case');
  const { account, changedIds, onToggle, isNarrow } = options;
  const dateWidth = DATE_WIDTH[useLanguage()];
  return useMemo(
    () => [
      {
        key: 'no',
        header: t('column.no'),
        isRowHeader: true,
        width: 126,
        text: numberText,
        cell: (row) => (
          <NumberCell row={row} isChanged={row.entityIds.some((id) => changedIds.includes(id))} onToggle={onToggle} />
        ),
      },
      {
        key: 'type',
        header: t('column.type'),
        width: '1fr',
        minWidth: 116,
        cell: (row) => (
          <span className="case-type" title={hiddenWords(row)}>
            <TypeCell row={row} account={account} />
          </span>
        ),
      },
      { key: 'date', header: t('column.due'), width: dateWidth, cell: (row) => <DateCell row={row} /> },
      ...(isNarrow ? [] : [referenceColumn(t('column.reference'))]),
      {
        key: 'amount',
        header: t('column.amount'),
        width: 102,
        align: 'end',
        cell: (row) => <AmountCell row={row} account={account} />,
      },
      { key: 'open', header: t('column.open'), width: 98, align: 'end', cell: (row) => <OpenCell row={row} /> },
      { key: 'status', header: t('column.status'), width: 104, cell: (row) => <RowStatus row={row} /> },
    ],
    [t, account, changedIds, onToggle, isNarrow, dateWidth],
  );
}

/** English spells its months out. */
const DATE_WIDTH: Readonly<Record<Language, number>> = { nb: 92, sv: 92, fi: 92, en: 126 };

const referenceColumn = (header: string): TableColumn<LedgerRow> => ({
  key: 'reference',
  header,
  width: 100,
  cell: (row) => (
    <span className="case-reference" title={referenceOf(row)}>
      {referenceOf(row)}
    </span>
  ),
});

function OpenCell({ row }: { readonly row: LedgerRow }) {
  if (row.kind !== 'claim' || row.claim.balanceMinor === 0n) return null;
  return (
    <strong>
      <Amount value={row.claim.balanceMinor} currency={row.claim.currency} />
    </strong>
  );
}

function numberText(row: LedgerRow): string {
  if (row.kind === 'claim') return row.claim.invoiceNo;
  return row.kind === 'payment' ? `→ ${row.paid?.invoiceNo ?? ''}` : '';
}

interface NumberCellProps {
  readonly row: LedgerRow;
  readonly isChanged: boolean;
  readonly onToggle: (rowId: string) => void;
}

function NumberCell({ row, isChanged, onToggle }: NumberCellProps) {
  const { t } = useTranslation('case');
  const dot = isChanged ? <Icon name="dot" label={t('changes.row')} /> : null;
  if (row.kind === 'claim' || row.kind === 'payment') {
    const name =
      row.kind === 'claim'
        ? row.claim.invoiceNo
        : row.paid === null
          ? t('ledger.unmatched')
          : `→ ${row.paid.invoiceNo}`;
    return (
      <span className="case-no" data-depth={row.kind === 'claim' ? 0 : 1}>
        <AriaButton
          className="case-expander"
          excludeFromTabOrder
          aria-expanded={row.isExpanded}
          aria-label={t(row.isExpanded ? 'ledger.fold' : 'ledger.unfold', { no: name })}
          onPress={() => onToggle(row.id)}
        >
          <Icon name={row.isExpanded ? 'chevronDown' : 'chevronRight'} />
        </AriaButton>
        <span className="case-no-text">{name}</span>
        {dot}
      </span>
    );
  }
  const isDetail = row.kind !== 'entry';
  return (
    <span className="case-no" data-depth={isDetail ? 2 : 1}>
      <span className="case-no-text">{isDetail ? t(`detail.${row.kind}`) : `· ${row.claim.invoiceNo}`}</span>
      {dot}
    </span>
  );
}

function DateCell({ row }: { readonly row: LedgerRow }): ReactNode {
  switch (row.kind) {
    case 'claim':
      return <DateText date={row.claim.dueDate} />;
    case 'payment':
      return <DateText date={row.payment.bookedDate} />;
    case 'entry':
    case 'history':
      return <DateText date={row.entry.eventDate} />;
    case 'delivery':
      return <DateText date={dateOfInstant(row.delivery.at)} />;
    case 'line':
    case 'allocation':
      return null;
  }
}

function referenceOf(row: LedgerRow): string {
  switch (row.kind) {
    case 'claim':
      return row.claim.reference;
    case 'payment':
      return row.payment.reference ?? '';
    case 'line':
      return row.line.quantity === null ? '' : `${row.line.quantity} ${row.line.unit ?? ''}`.trim();
    case 'delivery':
      return row.delivery.address;
    case 'entry':
    case 'history':
    case 'allocation':
      return '';
  }
}

function AmountCell({ row, account }: { readonly row: LedgerRow; readonly account: CustomerAccount }): ReactNode {
  switch (row.kind) {
    case 'claim':
      return <Amount value={row.claim.originalMinor} currency={row.claim.currency} />;
    case 'payment':
      return <Amount value={row.amountMinor} currency={row.payment.currency} />;
    case 'entry':
    case 'history':
      return <Amount value={row.entry.amountMinor} currency={account.currency} />;
    case 'line':
      return <Amount value={row.line.amountMinor} currency={account.currency} />;
    case 'allocation':
      return <Amount value={row.allocation.amountMinor} currency={account.currency} />;
    case 'delivery':
      return null;
  }
}
