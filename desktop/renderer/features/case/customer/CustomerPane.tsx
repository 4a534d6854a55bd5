import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState';
import { Skeleton } from '../../../ui/Skeleton';
import { useCall, useOffer, usePop } from '../use-case';
import './customer.css';
import { AccountList } from './AccountList';
import { ContactList } from './ContactList';
import { DisconnectionCard } from './DisconnectionCard';
import { IdentityPanel } from './IdentityPanel';
import { MandateCard } from './MandateCard';
import { OfferPanel } from './OfferPanel';
import { PersonCard } from './PersonCard';
import { SupplyPoints } from './SupplyPoints';

/** Who is on the line: before the gate only what the agent compares with, after it the person and the accounts. */
export function CustomerPane() {
  const { t } = useTranslation('case');
  const call = useCall();
  const offer = useOffer();
  const pop = usePop();
  if (offer !== null) return <OfferPanel offer={offer} />;
  if (call === null)
    return (
      <EmptyState icon="user" title={t('idle.title')}>
        {t('idle.customer')}
      </EmptyState>
    );
  if (call.gate === null) return <IdentityPanel key={call.id} call={call} />;
  if (pop === null) return <Skeleton label={t('loading.customer')} lines={9} />;
  return (
    <div className="case-customer">
      <PersonCard caseFile={pop.caseFile} call={call} />
      <DisconnectionCard />
      <AccountList caseFile={pop.caseFile} call={call} />
      <SupplyPoints />
      <ContactList caseFile={pop.caseFile} />
      <MandateCard />
    </div>
  );
}
