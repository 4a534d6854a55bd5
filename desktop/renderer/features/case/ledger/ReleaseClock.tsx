import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { RELEASE_PROMISE_MS } from '../../../../../shared/payments-underway/release-machine';
import { useClockOffset } from '../../../app/hooks';
import { Chip, type Tone } from '../../../ui/Chip';
import { TimeText } from '../../../ui/DateText';
import { Icon } from '../../../ui/Icon';
import { durationText } from '../../../ui/time-of-day';
import { useNow } from '../../../ui/use-now';

type Release = CustomerAccount['releases'][number];

const TONE: Readonly<Record<Release['state'], Tone>> = {
  queued: 'info',
  sent: 'good',
  confirmed: 'good',
  failed: 'attention',
  recalled: 'neutral',
};

/** A release stays on the screen this long after it was confirmed, so that the agent can tell the customer. */
const SHOWN_AFTER_MS = 30 * 60_000;

function isWorthShowing(release: Release, now: number): boolean {
  if (release.state === 'recalled') return false;
  return release.confirmedAt === null || now - release.confirmedAt < SHOWN_AFTER_MS;
}

/** The orders to open the service again, each with its clock against the promise of two minutes. */
export function ReleaseClocks({ account }: { readonly account: CustomerAccount }) {
  const now = useNow() + useClockOffset();
  const shown = account.releases.filter((release) => isWorthShowing(release, now));
  if (shown.length === 0) return null;
  return (
    <ul className="case-releases">
      {shown.map((release) => (
        <li key={release.id}>
          <ReleaseClock release={release} account={account} />
        </li>
      ))}
    </ul>
  );
}

/** Counts up from the cause and stands still once the creditor has the order; over two minutes it says so in words. */
export function ReleaseClock({ release, account }: { readonly release: Release; readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  const now = useNow() + useClockOffset();
  const took = Math.max(0, (release.sentAt ?? now) - release.causedAt);
  const isLate = took > RELEASE_PROMISE_MS;
  const point = account.supplyPoints.find(({ id }) => id === release.supplyPointId);
  return (
    <div className="case-release" data-late={isLate}>
      <Icon name="bolt" />
      <span className="case-release-what">
        {t('release.title', { creditor: account.creditor.name })}
        {point !== undefined && (
          <span className="quiet">
            {' '}
            {t(`utility.${point.utility}`)}, {point.address}
          </span>
        )}
      </span>
      <Chip tone={isLate && release.sentAt === null ? 'stop' : TONE[release.state]}>
        {t(`release.state.${release.state}`)}
      </Chip>
      {release.alarm !== null && <Chip tone="stop">{t(`release.alarm.${release.alarm}`)}</Chip>}
      <span className="case-release-clock tabular" role="timer" aria-live="off" aria-label={t('release.clock')}>
        {durationText(took)}
        <span className="quiet"> / {durationText(RELEASE_PROMISE_MS)}</span>
      </span>
      <progress
        className="case-release-bar"
        max={RELEASE_PROMISE_MS}
        value={Math.min(took, RELEASE_PROMISE_MS)}
        aria-hidden="true"
      />
      {release.confirmedAt !== null && (
        <span className="quiet">
          {t('release.confirmed')} <TimeText at={release.confirmedAt} hasSeconds />
        </span>
      )}
    </div>
  );
}
