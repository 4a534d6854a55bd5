import { useTranslation } from 'react-i18next';
import { clockOf } from '../../ui/time-of-day';
import { Icon } from '../../ui/Icon';
import { gradeQuality, worstGrade } from '../../softphone-media/quality';
import { useLineAdvice } from '../../features/softphone';
import { useAppSelector } from '../hooks';

/** The quiet line below: is the server there, how fast, how old is what is shown. */
export function StatusFooter() {
  const { t } = useTranslation(['common', 'softphone']);
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
      <LineItem />
      {queuedWrites > 0 && <span className="fm-footer-item">{t('connection.queued', { count: queuedWrites })}</span>}
      {dataAt !== null && (
        <span className="fm-footer-item quiet tabular">{t('connection.dataAt', { time: clockOf(dataAt, true) })}</span>
      )}
    </footer>
  );
}

function LineItem() {
  const isConnected = useAppSelector((state) => state.media.status === 'connected');
  return isConnected ? <ConnectedLine /> : null;
}

/** While there is audio: how good it is or what helps, and whether it is recorded, with the word. */
function ConnectedLine() {
  const { t } = useTranslation('softphone');
  const media = useAppSelector((state) => state.media);
  const recording = useAppSelector((state) => state.workstation.call?.recording ?? 'off');
  const customer = useAppSelector((state) => state.workstation.qualityByLeg.customer);
  const advice = useLineAdvice();
  const theirs =
    customer === undefined ? null : gradeQuality({ lossShare: customer.lossBp / 10_000, jitterMs: customer.jitterMs });
  const grade = worstGrade([gradeQuality(media), theirs]);
  return (
    <>
      <span
        className="fm-footer-item fm-footer-line"
        data-state={grade === 'bad' || advice !== null ? 'down' : undefined}
      >
        <Icon name="speaker" />
        <span role="status">{advice !== null && t(`quality.${advice}`)}</span>
        {advice === null && (grade === null ? t('quality.label') : t(`quality.${grade}`))}
      </span>
      <span className="fm-footer-item">
        <Icon name={recording === 'paused' ? 'pause' : 'record'} />
        {recording === 'recording'
          ? t('recording.on')
          : recording === 'paused'
            ? t('recording.paused')
            : t('recording.off')}
      </span>
    </>
  );
}
