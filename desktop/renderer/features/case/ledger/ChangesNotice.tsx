import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { useAppDispatch, useAppSelector } from '../../../app/hooks';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { changesSeen, rowsSelected, tabShown } from '../case-slice';
import { usePop } from '../use-case';
import { ledgerRows, rowIdsOf } from './ledger-rows';

/** Something came in while the agent was reading: said here, marked in the table, nothing is moved. */
export function ChangesNotice({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const changedIds = useAppSelector((state) => state.caseScreen.changedIds);
  const today = usePop()?.caseFile.asOf;
  if (changedIds.length === 0 || today === undefined) return null;
  const rows = rowIdsOf(ledgerRows(account, { today, expandedIds: [] }), changedIds);
  return (
    <p className="case-changes" role="status">
      <Icon name="dot" />
      <span>{rows.length > 0 ? t('changes.rows', { count: rows.length }) : t('changes.elsewhere')}</span>
      {rows.length > 0 && (
        <Button
          kind="quiet"
          onPress={() => {
            dispatch(tabShown('ledger'));
            dispatch(rowsSelected(rows));
          }}
        >
          {t('changes.show')}
        </Button>
      )}
      <Button kind="quiet" icon="check" onPress={() => dispatch(changesSeen())}>
        {t('changes.seen')}
      </Button>
    </p>
  );
}
