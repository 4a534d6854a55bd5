import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector } from '../../../app/hooks';
import { EmptyState } from '../../../ui/EmptyState';
import { Skeleton } from '../../../ui/Skeleton';
import { Tabs, type TabContent } from '../../../ui/Tabs';
import { BalanceTab } from '../balance/BalanceTab';
import { RulesOfCase } from '../../rules';
import { tabShown, type LedgerTab } from '../case-slice';
import { useEarlierContacts } from '../parts/use-earlier-contacts';
import { useCall, useOffer, usePop, useShownAccount } from '../use-case';
import './ledger.css';
import { ChangesNotice } from './ChangesNotice';
import { ContactsTab } from './ContactsTab';
import { DataAge } from './DataAge';
import { DisputesTab } from './DisputesTab';
import { IdleDesk } from './IdleDesk';
import { InsightList } from './InsightList';
import { LedgerActions } from './LedgerActions';
import { LedgerTable } from './LedgerTable';
import { PlansTab } from './PlansTab';
import { ReleaseClocks } from './ReleaseClock';
import { SummaryStrip } from './SummaryStrip';

/** What is owed, what was paid and which invoice it paid; with what matters most said in sentences on top. */
export function LedgerPane() {
  const { t } = useTranslation('case');
  const call = useCall();
  const offer = useOffer();
  const pop = usePop();
  const account = useShownAccount();
  if (call === null && offer === null) return <IdleDesk />;
  if (call === null || call.gate === null)
    return (
      <EmptyState icon="lock" title={t('ledger.lockedTitle')}>
        {t('ledger.lockedWords')}
      </EmptyState>
    );
  if (pop === null) return <Skeleton label={t('loading.ledger')} lines={14} />;
  if (account === null)
    return (
      <EmptyState icon="document" title={t('ledger.noAccountTitle')}>
        {t('ledger.noAccountWords')}
      </EmptyState>
    );
  return (
    <div className="case-ledger">
      <SummaryStrip account={account} today={pop.caseFile.asOf} />
      <ReleaseClocks account={account} />
      <InsightList insights={pop.insights} />
      <LedgerActions account={account} />
      <ChangesNotice account={account} />
      <div className="case-ledger-tabs">
        <LedgerTabs />
      </div>
    </div>
  );
}

function LedgerTabs() {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const tab = useAppSelector((state) => state.caseScreen.tab);
  const pop = usePop();
  const account = useShownAccount();
  const contacts = useEarlierContacts(pop?.caseFile.contacts ?? []);
  if (pop === null || account === null) return null;
  const tabs: readonly TabContent<LedgerTab>[] = [
    { key: 'ledger', label: t('tab.ledger'), content: <LedgerTable account={account} today={pop.caseFile.asOf} /> },
    {
      key: 'balance',
      label: t('tab.balance'),
      content: <BalanceTab key={account.id} account={account} caseFile={pop.caseFile} />,
    },
    { key: 'plans', label: t('tab.plans'), count: account.plans.length, content: <PlansTab account={account} /> },
    {
      key: 'disputes',
      label: t('tab.disputes'),
      count: account.disputes.length,
      content: <DisputesTab account={account} />,
    },
    {
      key: 'rules',
      label: t('tab.rules'),
      content: <RulesOfCase key={account.id} account={account} callId={pop.callId} readAt={pop.caseFile.readAt} />,
    },
    {
      key: 'contacts',
      label: t('tab.contacts'),
      count: contacts.length,
      content: <ContactsTab caseFile={pop.caseFile} />,
    },
  ];
  return (
    <Tabs
      label={t('tab.label')}
      tabs={tabs}
      selected={tab}
      onSelect={(key) => dispatch(tabShown(key))}
      aside={<DataAge readAt={pop.caseFile.readAt} callId={pop.callId} />}
    />
  );
}
