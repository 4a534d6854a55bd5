import { useTranslation } from 'react-i18next';
import { RELEASE_PROMISE_MS } from '../../../../shared/payments-underway/release-machine';
import { useClockOffset } from '../../app/hooks';
import { Banner } from '../../ui/Banner';
import { Chip, type Tone } from '../../ui/Chip';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { Skeleton } from '../../ui/Skeleton';
import '../../ui/plain-table.css';
import { durationText } from '../../ui/time-of-day';
import { useNow } from '../../ui/use-now';
import { QueryNotice } from '../boards';
import { useRunningReleasesQuery, type RunningReleaseWire } from './releases-api';
import './releases.css';

/** The list follows within this time; the clocks run by themselves. Each look is written into the audit log: no oftener than needed. */
const REFRESH_MS = 5_000;
const TONES: Readonly<Record<RunningReleaseWire['state'], Tone>> = {
  queued: 'info',
  sent: 'attention',
  confirmed: 'good',
  failed: 'attention',
  recalled: 'neutral',
};

/** Every order to open a supply that runs now, each with its clock against the promise of two minutes. */
export function ReleasesPage() {
  const { t } = useTranslation('integration');
  const query = useRunningReleasesQuery(undefined, { pollingInterval: REFRESH_MS });
  if (query.data === undefined)
    return query.isError ? <QueryNotice query={query} /> : <Skeleton label={t('loading')} lines={6} />;
  const { releases } = query.data;
  const late = releases.filter(({ alarm }) => alarm !== null).length;
  return (
    <div className="releases">
      <h1>{t('releases.title')}</h1>
      <p className="quiet">{t('releases.words')}</p>
      <div role="status">{late > 0 && <Banner tone="stop" title={t('releases.late', { count: late })} />}</div>
      {releases.length === 0 ? (
        <EmptyState icon="checkCircle" title={t('releases.emptyTitle')}>
          {t('releases.empty')}
        </EmptyState>
      ) : (
        <ReleasesTable releases={releases} />
      )}
    </div>
  );
}

function ReleasesTable({ releases }: { readonly releases: readonly RunningReleaseWire[] }) {
  const { t } = useTranslation('integration');
  return (
    <table className="fm-plain-table releases-table" data-look="lined" aria-label={t('releases.title')}>
      <thead>
        <tr>
          <th scope="col">{t('releases.clock')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('releases.customer')}</th>
          <th scope="col">{t('creditor')}</th>
          <th scope="col">{t('releases.meter')}</th>
          <th scope="col">{t('releases.cause')}</th>
          <th scope="col">{t('releases.sent')}</th>
          <th scope="col">{t('releases.confirmed')}</th>
        </tr>
      </thead>
      <tbody>
        {releases.map((release) => (
          <ReleaseLine key={release.releaseId} release={release} />
        ))}
      </tbody>
    </table>
  );
}

function StateChip({ release }: { readonly release: RunningReleaseWire }) {
  const { t } = useTranslation('integration');
  const { alarm, state, isMoneyMissing } = release;
  if (alarm !== null) return <Chip tone="stop">{t(`releases.alarm.${alarm}`)}</Chip>;
  if (isMoneyMissing) return <Chip tone="stop">{t('releases.moneyMissing')}</Chip>;
  return <Chip tone={TONES[state]}>{t(`releases.state.${state}`)}</Chip>;
}

function ReleaseLine({ release }: { readonly release: RunningReleaseWire }) {
  const { t } = useTranslation('integration');
  const now = useNow() + useClockOffset();
  const took = Math.max(0, (release.sentAt ?? now) - release.causedAt);
  const isOver = release.state === 'confirmed' || release.state === 'recalled';
  return (
    <tr data-late={release.alarm !== null} data-over={isOver}>
      <td className="releases-clock">
        <span role="timer" aria-live="off">
          {durationText(took)}
        </span>
        <span className="quiet"> / {durationText(RELEASE_PROMISE_MS)}</span>
      </td>
      <td>
        <StateChip release={release} />
      </td>
      <th scope="row">
        {release.customerName} <span className="quiet tabular">{release.customerNo}</span>
      </th>
      <td>{release.creditor.name}</td>
      <td className="tabular">{release.meterNo}</td>
      <td>{t(`source.${release.source}`)}</td>
      <td>{release.sentAt === null ? '–' : <TimeText at={release.sentAt} hasSeconds />}</td>
      <td>{release.confirmedAt === null ? '–' : <TimeText at={release.confirmedAt} hasSeconds />}</td>
    </tr>
  );
}
