import { useTranslation } from 'react-i18next';
import { Chip, type Tone } from '../../../ui/Chip';
import { useChannelWords } from '../parts/use-channel-words';
import { STATUS_TONE } from './claim-status';
import type { LedgerRow } from './ledger-rows';

const DELIVERY_TONE = {
  requested: 'neutral',
  sent: 'neutral',
  delivered: 'good',
  opened: 'good',
  returned: 'stop',
  failed: 'stop',
} as const satisfies Record<string, Tone>;

/** The state of a row as shape and word. */
export function RowStatus({ row }: { readonly row: LedgerRow }) {
  const { t } = useTranslation('case');
  const channelWords = useChannelWords();
  if (row.kind === 'claim') return <Chip tone={STATUS_TONE[row.status]}>{t(`status.${row.status}`)}</Chip>;
  if (row.kind === 'payment') {
    if (row.payment.reversedOn !== null) return <Chip tone="stop">{t('status.reversed')}</Chip>;
    return row.paid === null ? (
      <Chip tone="attention">{t('status.unmatched')}</Chip>
    ) : (
      <span className="quiet case-status-words">{channelWords(row.payment.channel)}</span>
    );
  }
  if (row.kind === 'delivery') {
    return <Chip tone={DELIVERY_TONE[row.delivery.result]}>{t(`delivery.result.${row.delivery.result}`)}</Chip>;
  }
  if (row.kind === 'allocation') return <span className="quiet">{t(`match.${row.allocation.match}`)}</span>;
  return null;
}
