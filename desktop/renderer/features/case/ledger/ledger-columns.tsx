import { useMemo, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { currencyMark } from '../../../../../shared/money/format';
import { useLanguage } from '../../../i18n/use-language';
import { DateText } from '../../../ui/DateText';
import { Icon } from '../../../ui/Icon';
import type { TableColumn } from '../../../ui/Table';
import { dateOfInstant } from '../../../ui/time-of-day';
import { Amount } from '../parts/Amount';
import { numberOf, REFERENCE, TYPE_MIN, type LedgerWidths } from './ledger-widths';
import { RowStatus } from './RowStatus';
import { TypeCell } from './TypeCell';
import { amountOf, type LedgerRow } from './ledger-rows';

interface ColumnOptions {
  readonly account: CustomerAccount;
  readonly changedIds: readonly string[];
  readonly onToggle: (rowId: string) => void;
  /** In a narrow pane the reference gives way; it is in the opened row. */
  readonly isNarrow: boolean;
  readonly widths: LedgerWidths;
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
  const { account, changedIds, onToggle, isNarrow, widths } = options;
  const mark = currencyMark(account.currency, useLanguage());
  return useMemo(
    () => [
      {
        key: 'no',
        header: t('column.no'),
        isRowHeader: true,
        width: widths.no,
        text: numberOf,
        cell: (row) => (
          <NumberCell row={row} isChanged={row.entityIds.some((id) => changedIds.includes(id))} onToggle={onToggle} />
        ),
      },
      {
        key: 'type',
        header: t('column.type'),
        width: '1fr',
        minWidth: TYPE_MIN,
        cell: (row) => (
          <span className="case-type" title={hiddenWords(row)}>
            <TypeCell row={row} account={account} />
          </span>
        ),
      },
      { key: 'date', header: t('column.due'), width: widths.date, cell: (row) => <DateCell row={row} /> },
      ...(isNarrow ? [] : [referenceColumn(t('column.reference'))]),
      {
        key: 'amount',
        header: `${t('column.amount')}, ${mark}`,
        width: widths.amount,
        align: 'end',
        cell: (row) => <AmountCell row={row} account={account} />,
      },
      {
        key: 'open',
        header: `${t('column.open')}, ${mark}`,
        width: widths.open,
        align: 'end',
        cell: (row) => <OpenCell row={row} />,
      },
      { key: 'status', header: t('column.status'), width: widths.status, cell: (row) => <RowStatus row={row} /> },
    ],
    [t, account, changedIds, onToggle, isNarrow, widths, mark],
  );
}

const referenceColumn = (header: string): TableColumn<LedgerRow> => ({
  key: 'reference',
  header,
  width: REFERENCE,
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
      <Amount isBare value={row.claim.balanceMinor} currency={row.claim.currency} />
    </strong>
  );
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
      return <DateText isShort date={row.claim.dueDate} />;
    case 'payment':
      return <DateText isShort date={row.payment.bookedDate} />;
    case 'entry':
    case 'history':
      return <DateText isShort date={row.entry.eventDate} />;
    case 'delivery':
      return <DateText isShort date={dateOfInstant(row.delivery.at)} />;
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
  const amount = amountOf(row);
  return amount === null ? null : <Amount isBare value={amount} currency={account.currency} />;
}
