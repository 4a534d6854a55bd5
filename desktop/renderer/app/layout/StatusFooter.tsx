import { useTranslation } from 'react-i18next';
import { clockOf } from '../../ui/time-of-day';
import { Icon } from '../../ui/Icon';
import { useAppSelector } from '../hooks';

/** The quiet line below: is the server there, how fast, how old is what is shown. */
export function StatusFooter() {
  const { t } = useTranslation('common');
  const { status, latencyMs, dataAt, queuedWrites } = useAppSelector((state) => state.connection);
  const isUp = status === 'connected';
  const words = isUp
    ? t('connection.connected')
    : status === 'lost'
      ? t('connection.lost')
      : t('connection.connecting');
  return (
    <footer className="fm-footer">
      <span className="fm-footer-item" data-state={isUp ? 'up' : 'down'}>
        <Icon name={isUp ? 'wifi' : 'wifiOff'} />
        {words}
        {isUp && latencyMs !== null && (
          <span className="tabular quiet">{t('connection.latency', { ms: latencyMs })}</span>
        )}
      </span>
      {queuedWrites > 0 && <span className="fm-footer-item">{t('connection.queued', { count: queuedWrites })}</span>}
      {dataAt !== null && (
        <span className="fm-footer-item quiet tabular">{t('connection.dataAt', { time: clockOf(dataAt, true) })}</span>
      )}
    </footer>
  );
}
