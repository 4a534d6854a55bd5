import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
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
    <table className="admin-table" aria-label={t('tab.creditors')}>
      <thead>
        <tr>
          <th scope="col">{t('creditors.name')}</th>
          <th scope="col">{t('creditors.country')}</th>
          <th scope="col">{t('creditors.role')}</th>
          <th scope="col">{t('creditors.utility')}</th>
          <th scope="col">{t('creditors.phone')}</th>
          <th scope="col">{t('creditors.slug')}</th>
        </tr>
      </thead>
      <tbody>
        {creditors.map((creditor) => (
          <tr key={creditor.id}>
            <th scope="row">{creditor.name}</th>
            <td>{t(`country.${creditor.country}`)}</td>
            <td>{t(`role.${creditor.role}`)}</td>
            <td>{t(`utility.${creditor.utility}`)}</td>
            <td className="tabular">{creditor.phone}</td>
            <td>
              <code>{creditor.slug}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
