import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { IsoDate } from '../../../../../shared/time/dates';
import { useAppDispatch, useAppSelector } from '../../../app/hooks';
import { useLanguage } from '../../../i18n/use-language';
import { EmptyState } from '../../../ui/EmptyState';
import { pxOfRem, Table } from '../../../ui/Table';
import { rowsSelected, rowToggled } from '../case-slice';
import { useWidth } from '../parts/use-width';
import { useSteadyRows } from './steady-rows';
import { ledgerRows, rowIdsOf, type LedgerRow } from './ledger-rows';
import { useLedgerColumns } from './ledger-columns';
import { ledgerWidthRem, ledgerWidths } from './ledger-widths';

interface LedgerTableProps {
  readonly account: CustomerAccount;
  readonly today: IsoDate;
}

/** The rows of the ledger. Enter or a double press opens a row; what proves an insight is marked while it is pointed at. */
export function LedgerTable({ account, today }: LedgerTableProps) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const density = useAppSelector((state) => state.settings.density);
  const { selectedIds, evidenceIds, expandedIds, changedIds } = useAppSelector((state) => state.caseScreen);
  const ordered = useMemo(() => ledgerRows(account, { today, expandedIds }), [account, today, expandedIds]);
  const rows = useSteadyRows(ordered, { accountId: account.id, hasUnseen: changedIds.length > 0 });
  const marked = useMemo(
    () => new Set(evidenceIds.length > 0 ? rowIdsOf(rows, evidenceIds) : selectedIds),
    [rows, evidenceIds, selectedIds],
  );
  const toggle = useCallback((id: string) => dispatch(rowToggled(id)), [dispatch]);
  const place = useRef<HTMLDivElement>(null);
  const language = useLanguage();
  const widths = useMemo(() => ledgerWidths(rows, language), [rows, language]);
  const isNarrow = useWidth(place) < pxOfRem(ledgerWidthRem(widths, true));
  const columns = useLedgerColumns({ account, changedIds, onToggle: toggle, isNarrow, widths });
  const markOf = useCallback(
    (row: LedgerRow) => {
      if (row.entityIds.some((id) => changedIds.includes(id))) return 'changed';
      if (row.kind === 'claim') return row.status === 'paid' ? 'muted' : 'strong';
      return row.kind === 'payment' && row.paid === null ? undefined : 'muted';
    },
    [changedIds],
  );
  return (
    <div className="case-table" ref={place}>
      <Table
        label={t('ledger.table', { creditor: account.creditor.name })}
        columns={columns}
        items={rows}
        density={density}
        selectionMode="multiple"
        selectedIds={marked}
        onSelectionChange={(ids) => dispatch(rowsSelected([...ids]))}
        onOpen={(id) => {
          const row = rows.find((candidate) => candidate.id === id);
          if (row?.kind === 'claim' || row?.kind === 'payment') toggle(id);
        }}
        markOf={markOf}
        empty={
          <EmptyState icon="document" title={t('ledger.empty')}>
            {t('ledger.emptyWords')}
          </EmptyState>
        }
      />
    </div>
  );
}
