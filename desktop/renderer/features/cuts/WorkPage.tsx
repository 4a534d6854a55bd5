import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DISPUTE_LISTS } from '../../../../shared/protocol/http-disputes';
import { useAppSelector } from '../../app/hooks';
import { goTo, useRoute } from '../../app/router';
import { Tabs, type TabContent } from '../../ui/Tabs';
import { CallsBeforeCut } from './CallsBeforeCut';
import { CutDialog } from './CutDialog';
import './cuts.css';
import { DisputeList } from './DisputeList';

const TABS = ['calls', ...DISPUTE_LISTS] as const;
type WorkTab = (typeof TABS)[number];

/** The lists that somebody has to work down: whom to ring before a cut, and disputes that wait. The tab is in the address. */
export function WorkPage() {
  const { t } = useTranslation('cuts');
  const { param } = useRoute();
  const roles = useAppSelector((state) => state.session.login?.roles) ?? [];
  const [shownCaseId, setShownCaseId] = useState<string | null>(null);
  const mayCall = roles.some((role) => role === 'agent' || role === 'lead');
  const mayAnswer = roles.some((role) => role === 'lead' || role === 'admin');
  const isLead = roles.includes('lead');
  const tabs: TabContent<WorkTab>[] = [
    ...(mayCall
      ? [
          {
            key: 'calls' as const,
            label: t('page.tab.calls'),
            content: <CallsBeforeCut onShowCase={isLead ? setShownCaseId : null} />,
          },
        ]
      : []),
    ...(mayAnswer
      ? DISPUTE_LISTS.map((list) => ({ key: list, label: t(`page.tab.${list}`), content: <DisputeList list={list} /> }))
      : []),
  ];
  const selected = tabs.find(({ key }) => key === param)?.key ?? tabs[0]?.key ?? 'calls';
  return (
    <div className="cuts-page">
      <h1 className="only-for-readers">{t('page.title')}</h1>
      <Tabs label={t('page.title')} tabs={tabs} selected={selected} onSelect={(key) => goTo('work', { param: key })} />
      {shownCaseId !== null && (
        <CutDialog caseId={shownCaseId} callId={null} readAt={0} onClose={() => setShownCaseId(null)} />
      )}
    </div>
  );
}
