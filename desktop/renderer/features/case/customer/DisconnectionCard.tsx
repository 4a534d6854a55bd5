import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { DateText } from '../../../ui/DateText';
import { Amount } from '../parts/Amount';
import { useBlockWords } from '../parts/use-block-words';
import { CutDialog } from '../../cuts';
import { useCall, usePop, useShownAccount } from '../use-case';

/** A warned cut: from when, which sum stops it, and what else stops it now. For helping, never for threatening. */
export function DisconnectionCard() {
  const { t } = useTranslation(['case', 'cuts']);
  const blockWords = useBlockWords();
  const account = useShownAccount();
  const call = useCall();
  const pop = usePop();
  const [shownCaseId, setShownCaseId] = useState<string | null>(null);
  if (account === null) return null;
  const cards = account.cases.map(({ id, caseNo, disconnection }) => {
    if (disconnection === null) return null;
    const isBlocked = disconnection.blocks.length > 0;
    return (
      <Banner
        key={id}
        tone={isBlocked ? 'attention' : 'stop'}
        title={t(isBlocked ? 'case:cut.blockedTitle' : 'case:cut.title')}
      >
        <dl className="case-cut">
          <div>
            <dt>{t('case:cut.earliest')}</dt>
            <dd>
              <DateText date={disconnection.earliestCutDate} />
            </dd>
          </div>
          <div>
            <dt>{t('case:cut.sumToStop')}</dt>
            <dd>
              <Amount value={disconnection.sumToStopMinor} currency={account.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('case:cut.warned')}</dt>
            <dd>
              <DateText date={disconnection.noticeDate} /> · {t('case:case.no', { no: caseNo })}
            </dd>
          </div>
        </dl>
        {isBlocked && (
          <ul className="case-blocks" aria-label={t('case:cut.blocks')}>
            {disconnection.blocks.map((block) => (
              <li key={block}>{blockWords(block)}</li>
            ))}
          </ul>
        )}
        <Button icon="list" onPress={() => setShownCaseId(id)}>
          {t('cuts:panel.open')}
        </Button>
      </Banner>
    );
  });
  return (
    <>
      {cards}
      {shownCaseId !== null && call !== null && pop !== null && (
        <CutDialog
          caseId={shownCaseId}
          callId={call.id}
          readAt={pop.caseFile.readAt}
          onClose={() => setShownCaseId(null)}
        />
      )}
    </>
  );
}
