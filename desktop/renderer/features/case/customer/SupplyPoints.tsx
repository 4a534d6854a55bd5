import { useTranslation } from 'react-i18next';
import type { SupplyPoint } from '../../../../../shared/ledger/case-file';
import { Chip, type Tone } from '../../../ui/Chip';
import { DateText } from '../../../ui/DateText';
import { useShownAccount } from '../use-case';

const SERVICE_TONE: Readonly<Record<SupplyPoint['serviceState'], Tone>> = {
  connected: 'good',
  restricted: 'attention',
  cut: 'stop',
};

/** What is supplied where, and whether it is on. */
export function SupplyPoints() {
  const { t } = useTranslation('case');
  const account = useShownAccount();
  if (account === null || account.supplyPoints.length === 0) return null;
  return (
    <section className="case-card" aria-label={t('supply.title')}>
      <h3>{t('supply.title')}</h3>
      <ul className="case-supplies">
        {account.supplyPoints.map((point) => (
          <li key={point.id}>
            <span className="case-supply-head">
              <span>{t(`utility.${point.utility}`)}</span>
              <Chip tone={SERVICE_TONE[point.serviceState]}>{t(`service.${point.serviceState}`)}</Chip>
            </span>
            <span className="quiet case-line">{point.address}</span>
            <span className="quiet case-line tabular">
              {t('supply.meter', { no: point.meterNo })}
              {point.serviceState !== 'connected' && (
                <>
                  {' · '}
                  {t('supply.since')} <DateText date={point.serviceStateSince} />
                </>
              )}
            </span>
            {point.isElectricHeating && <span className="quiet case-line">{t('supply.electricHeating')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
