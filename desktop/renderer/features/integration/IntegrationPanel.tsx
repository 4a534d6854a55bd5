import { useTranslation } from 'react-i18next';
import { DeliveriesSection } from './DeliveriesSection';
import { EndpointsSection } from './EndpointsSection';
import { useIntegrationCreditorsQuery } from './integration-api';
import { KeysSection } from './KeysSection';
import { TrustSection } from './TrustSection';
import { Waiting } from './Waiting';
import './integration.css';

/** Creditors' systems: their keys, where they are told, what was told, and whose word about money is believed. */
export function IntegrationPanel() {
  const { t } = useTranslation('integration');
  const creditors = useIntegrationCreditorsQuery();
  return (
    <Waiting query={creditors} label={t('loading')}>
      {(data) => (
        <div className="integration">
          <KeysSection creditors={data.creditors} />
          <EndpointsSection creditors={data.creditors} />
          <DeliveriesSection />
          <TrustSection creditors={data.creditors} />
        </div>
      )}
    </Waiting>
  );
}
