import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { formatNumber } from '../../ui/phone-number';
import { PlainTable } from '../../ui/PlainTable';
import type { CreditorWire } from './admin-api';

/** The companies we collect for. */
export function CreditorsPanel({ creditors }: { readonly creditors: readonly CreditorWire[] }) {
  const { t } = useTranslation('admin');
  if (creditors.length === 0) {
    return (
      <EmptyState icon="building" title={t('creditors.emptyTitle')}>
        {t('creditors.empty')}
      </EmptyState>
    );
  }
  return (
    <PlainTable
      look="lined"
      label={t('tab.creditors')}
      columns={[
        { key: 'name', header: t('creditors.name'), isRowHeader: true, cell: ({ name }) => name },
        { key: 'country', header: t('creditors.country'), cell: ({ country }) => t(`country.${country}`) },
        { key: 'role', header: t('creditors.role'), cell: ({ role }) => t(`role.${role}`) },
        { key: 'utility', header: t('creditors.utility'), cell: ({ utility }) => t(`utility.${utility}`) },
        {
          key: 'phone',
          header: t('creditors.phone'),
          cell: ({ phone }) => <span className="nowrap">{formatNumber(phone)}</span>,
        },
        { key: 'slug', header: t('creditors.slug'), cell: ({ slug }) => <code>{slug}</code> },
      ]}
      items={creditors}
      keyOf={({ id }) => id}
    />
  );
}
