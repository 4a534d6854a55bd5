import { useTranslation } from 'react-i18next';
import { goTo, useRoute } from '../../app/router';
import { Tabs } from '../../ui/Tabs';
import { useAdminCreditorsQuery, useUnmatchedPaymentsQuery } from './admin-api';
import { IntegrationPanel } from '../integration';
import { RulesPanel } from '../rules';
import { CreditorsPanel } from './CreditorsPanel';
import { HistoryPanel } from './HistoryPanel';
import { ImportPanel } from './ImportPanel';
import { MandatesPanel } from './mandates/MandatesPanel';
import { UnmatchedPanel } from './UnmatchedPanel';
import { useImports } from './use-imports';
import { Waiting } from './Waiting';
import './admin.css';

const TABS = ['import', 'history', 'unmatched', 'creditors', 'mandates', 'rules', 'integration'] as const;

const pad = (content: React.ReactNode) => <div className="admin-tab">{content}</div>;

/** Files in, money in its place, and whom we work for. The tab is in the address. */
export function AdminPage() {
  const { t } = useTranslation('admin');
  const { param } = useRoute();
  const selected = TABS.find((tab) => tab === param) ?? 'import';
  const creditors = useAdminCreditorsQuery();
  const unmatched = useUnmatchedPaymentsQuery();
  // Kept here: looking at another tab stops no import.
  const imports = useImports();
  const select = (tab: (typeof TABS)[number]) => goTo('admin', { param: tab });
  return (
    <div className="admin">
      <h1 className="only-for-readers">{t('title')}</h1>
      <Tabs
        label={t('title')}
        selected={selected}
        onSelect={select}
        tabs={[
          {
            key: 'import',
            label: t('tab.import'),
            content: pad(
              <Waiting query={creditors} label={t('creditors.loading')}>
                {(data) => (
                  <ImportPanel
                    creditors={data.creditors}
                    imports={imports}
                    onShowUnmatched={() => select('unmatched')}
                  />
                )}
              </Waiting>,
            ),
          },
          { key: 'history', label: t('tab.history'), content: pad(<HistoryPanel />) },
          {
            key: 'unmatched',
            label: t('tab.unmatched'),
            count: unmatched.data?.payments.length ?? 0,
            content: pad(<UnmatchedPanel />),
          },
          {
            key: 'creditors',
            label: t('tab.creditors'),
            content: pad(
              <Waiting query={creditors} label={t('creditors.loading')}>
                {(data) => <CreditorsPanel creditors={data.creditors} />}
              </Waiting>,
            ),
          },
          {
            key: 'mandates',
            label: t('tab.mandates'),
            content: pad(
              <Waiting query={creditors} label={t('creditors.loading')}>
                {(data) => <MandatesPanel creditors={data.creditors} />}
              </Waiting>,
            ),
          },
          {
            key: 'rules',
            label: t('tab.rules'),
            content: pad(
              <Waiting query={creditors} label={t('creditors.loading')}>
                {(data) => <RulesPanel creditors={data.creditors} />}
              </Waiting>,
            ),
          },
          { key: 'integration', label: t('tab.integration'), content: pad(<IntegrationPanel />) },
        ]}
      />
    </div>
  );
}
