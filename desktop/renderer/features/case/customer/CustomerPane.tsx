import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState';
import { Skeleton } from '../../../ui/Skeleton';
import { focusPane } from '../../../app/layout/focus-pane';
import { useCall, useOffer, usePop, type CallWire } from '../use-case';
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
  useGoOnInScript(call);
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

/**
 * When the gate opens, the panel that had the keyboard is gone: the conversation goes on in the call script, so the keyboard
 * goes there. Whoever types somewhere else is left alone.
 */
function useGoOnInScript(call: CallWire | null): void {
  const shutFor = useRef<string | null>(null);
  const callId = call?.id ?? null;
  const isShut = call !== null && call.gate === null;
  useEffect(() => {
    const hasOpened = !isShut && callId !== null && shutFor.current === callId;
    shutFor.current = isShut ? callId : null;
    const active = document.activeElement;
    if (hasOpened && (active === null || active === document.body)) focusPane('script');
  }, [callId, isShut]);
}
