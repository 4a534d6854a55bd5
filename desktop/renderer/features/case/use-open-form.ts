import { useCallback } from 'react';
import type { CustomerAccount } from '../../../../shared/ledger/case-file';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import { formOpened, type AgreementKind } from './case-slice';
import { claimIdsOf, ledgerRows } from './ledger/ledger-rows';
import { usePop } from './use-case';

/** Opens an agreement's form in the right-hand pane with the claims that are chosen in the table. */
export function useOpenForm(): (kind: AgreementKind, account: CustomerAccount) => void {
  const dispatch = useAppDispatch();
  const selectedIds = useAppSelector((state) => state.caseScreen.selectedIds);
  const expandedIds = useAppSelector((state) => state.caseScreen.expandedIds);
  const today = usePop()?.caseFile.asOf;
  return useCallback(
    (kind, account) => {
      if (today === undefined) return;
      const claimIds = claimIdsOf(ledgerRows(account, { today, expandedIds }), selectedIds);
      dispatch(formOpened({ kind, accountId: account.id, claimIds }));
    },
    [dispatch, selectedIds, expandedIds, today],
  );
}
