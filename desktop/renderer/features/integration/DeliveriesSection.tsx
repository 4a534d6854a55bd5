import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { Chip, type Tone } from '../../ui/Chip';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { Select } from '../../ui/Select';
import '../../ui/plain-table.css';
import {
  useReplayDeliveriesMutation,
  useWebhookDeliveriesQuery,
  type DeliveryState,
  type DeliveryWire,
} from './integration-api';
import { Waiting } from './Waiting';

const FILTERS = ['all', 'dead', 'queued', 'done'] as const;
const REFRESH_MS = 5_000;
const TONES: Readonly<Record<DeliveryState, Tone>> = { queued: 'attention', done: 'good', dead: 'stop' };

/** What was sent to creditors, newest first; dead letters are sent again from here. */
export function DeliveriesSection() {
  const { t } = useTranslation('integration');
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('all');
  const deliveries = useWebhookDeliveriesQuery(filter, { pollingInterval: REFRESH_MS });
  return (
    <section aria-labelledby="integration-deliveries">
      <header className="integration-head">
        <h2 id="integration-deliveries">{t('deliveries.title')}</h2>
        <Select
          label={t('deliveries.filter')}
          isLabelHidden
          choices={FILTERS.map((key) => ({ key, label: t(`deliveries.show.${key}`) }))}
          value={filter}
          onChange={setFilter}
        />
      </header>
      <Waiting query={deliveries} label={t('loading')}>
        {(data) =>
          data.deliveries.length === 0 ? (
            <EmptyState icon="checkCircle" title={t('deliveries.emptyTitle')}>
              {t('deliveries.empty')}
            </EmptyState>
          ) : (
            <DeliveriesTable deliveries={data.deliveries} />
          )
        }
      </Waiting>
    </section>
  );
}

function DeliveriesTable({ deliveries }: { readonly deliveries: readonly DeliveryWire[] }) {
  const { t } = useTranslation('integration');
  const [replay, sending] = useReplayDeliveriesMutation();
  return (
    <table className="fm-plain-table" data-look="lined" aria-labelledby="integration-deliveries">
      <thead>
        <tr>
          <th scope="col">{t('deliveries.time')}</th>
          <th scope="col">{t('creditor')}</th>
          <th scope="col">{t('deliveries.what')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col" data-align="end">
            {t('deliveries.tries')}
          </th>
          <th scope="col">{t('deliveries.last')}</th>
          <th scope="col">
            <span className="only-for-readers">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <td>
              <TimeText at={delivery.createdAt} hasDate hasSeconds />
            </td>
            <th scope="row">{delivery.creditorName}</th>
            <td>{t(`event.${delivery.type}`)}</td>
            <td>
              <Chip tone={TONES[delivery.state]}>{t(`deliveries.state.${delivery.state}`)}</Chip>
            </td>
            <td data-align="end">{delivery.attempts}</td>
            <td>
              <LastWords delivery={delivery} />
            </td>
            <td data-align="end">
              {delivery.state !== 'queued' && (
                <Button
                  kind="quiet"
                  isDisabled={sending.isLoading}
                  onPress={() => void replay({ deliveryId: delivery.id })}
                >
                  {t('deliveries.again')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What came back, and when it is tried next. */
function LastWords({ delivery }: { readonly delivery: DeliveryWire }) {
  const { t } = useTranslation('integration');
  if (delivery.doneAt !== null) return <TimeText at={delivery.doneAt} hasSeconds />;
  return (
    <>
      {delivery.lastError !== null && <code>{delivery.lastError}</code>}{' '}
      {delivery.nextAttemptAt !== null && (
        <span className="quiet">
          {t('deliveries.next')} <TimeText at={delivery.nextAttemptAt} hasSeconds />
        </span>
      )}
    </>
  );
}
