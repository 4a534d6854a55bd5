import { useTranslation } from 'react-i18next';
import { monthOf } from '../../../../../shared/insights/words';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { useWords } from '../parts/use-words';
import type { LedgerRow } from './ledger-rows';

/** What a row is, in words: `Strøm, april`, `Innbetaling · OCR-giro`, `Purregebyr`. */
export function TypeCell({ row, account }: { readonly row: LedgerRow; readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  const { language } = useWords();
  switch (row.kind) {
    case 'claim': {
      const { claim } = row;
      if (claim.kind === 'fee') return <>{t('type.fee')}</>;
      const point = account.supplyPoints.find(({ id }) => id === claim.supplyPointId);
      const what = t(`utility.${point?.utility ?? account.creditor.utility}`);
      return <>{claim.periodFrom === null ? what : `${what}, ${monthOf(claim.periodFrom)(language)}`}</>;
    }
    case 'payment':
      return <>{t('type.payment')}</>;
    case 'entry':
      return <>{t(`type.${row.entryKind}`)}</>;
    case 'history':
      return <>{t(`type.${row.entry.kind}`)}</>;
    case 'line':
      return <>{row.line.text}</>;
    case 'delivery':
      return <>{t(`delivery.channel.${row.delivery.channel}`)}</>;
    case 'allocation':
      return <>{t('type.laidOn', { invoice: row.allocation.invoiceNo })}</>;
  }
}
