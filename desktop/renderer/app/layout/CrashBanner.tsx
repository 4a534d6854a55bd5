import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { useAppDispatch, useAppSelector } from '../hooks';
import { crashSeen } from '../state/crash';

/** Says that this window crashed and was made anew, until the agent has seen it. */
export function CrashBanner() {
  const { t } = useTranslation('common');
  const dispatch = useAppDispatch();
  const isNews = useAppSelector((state) => state.crash.isNews);
  if (!isNews) return null;
  return (
    <div className="fm-connection-banner">
      <Banner
        tone="attention"
        announce="alert"
        title={t('recovered.title')}
        actions={<Button onPress={() => dispatch(crashSeen())}>{t('close')}</Button>}
      >
        {t('recovered.words')}
      </Banner>
    </div>
  );
}
