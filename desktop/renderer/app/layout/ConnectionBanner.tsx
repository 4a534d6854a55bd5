import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner';
import { useLater } from '../../ui/use-later';
import { useAppSelector } from '../hooks';
import { CrashBanner } from './CrashBanner';

/** A blink of the connection is not worth a word; a loss is said well within two seconds. */
const SAY_AFTER_MS = 1_000;

/** Says that the server is away and what happens to what the agent writes meanwhile, and that this window crashed. */
export function ConnectionBanner() {
  const status = useAppSelector((state) => state.connection.status);
  return (
    <>
      {status === 'lost' && <LostBanner />}
      <CrashBanner />
    </>
  );
}

function LostBanner() {
  const { t } = useTranslation('common');
  const queued = useAppSelector((state) => state.connection.queuedWrites);
  const isDue = useLater(SAY_AFTER_MS);
  if (!isDue) return null;
  return (
    <div className="fm-connection-banner">
      <Banner
        tone="attention"
        announce="alert"
        title={t('connection.bannerTitle')}
        actions={queued > 0 && <strong className="tabular">{t('connection.queued', { count: queued })}</strong>}
      >
        {t('connection.bannerWords')}
      </Banner>
    </div>
  );
}
