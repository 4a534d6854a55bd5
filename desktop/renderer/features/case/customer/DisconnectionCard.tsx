import { useTranslation } from 'react-i18next';
import { Banner } from '../../../ui/Banner';
import { DateText } from '../../../ui/DateText';
import { Amount } from '../parts/Amount';
import { useBlockWords } from '../parts/use-block-words';
import { useShownAccount } from '../use-case';

/** A warned cut: from when, which sum stops it, and what else stops it now. For helping, never for threatening. */
export function DisconnectionCard() {
  const { t } = useTranslation('case');
  const blockWords = useBlockWords();
  const account = useShownAccount();
  if (account === null) return null;
  return account.cases.map(({ id, caseNo, disconnection }) => {
    if (disconnection === null) return null;
    const isBlocked = disconnection.blocks.length > 0;
    return (
      <Banner key={id} tone={isBlocked ? 'attention' : 'stop'} title={t(isBlocked ? 'cut.blockedTitle' : 'cut.title')}>
        <dl className="case-cut">
          <div>
            <dt>{t('cut.earliest')}</dt>
            <dd>
              <DateText date={disconnection.earliestCutDate} />
            </dd>
          </div>
          <div>
            <dt>{t('cut.sumToStop')}</dt>
            <dd>
              <Amount value={disconnection.sumToStopMinor} currency={account.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('cut.warned')}</dt>
            <dd>
              <DateText date={disconnection.noticeDate} /> · {t('case.no', { no: caseNo })}
            </dd>
          </div>
        </dl>
        {isBlocked && (
          <ul className="case-blocks" aria-label={t('cut.blocks')}>
            {disconnection.blocks.map((block) => (
              <li key={block}>{blockWords(block)}</li>
            ))}
          </ul>
        )}
      </Banner>
    );
  });
}
