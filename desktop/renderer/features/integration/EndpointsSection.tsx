import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/use-error-text';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { failureOf } from '../boards';
import {
  useReplayDeliveriesMutation,
  useRotateSecretMutation,
  useSwitchEndpointMutation,
  useTestEndpointMutation,
  useWebhookEndpointsQuery,
  type CreditorWire,
  type EndpointWire,
} from './integration-api';
import { KindsDialog, NewEndpointDialog } from './EndpointDialogs';
import { SecretDialog } from './SecretDialog';
import { Waiting } from './Waiting';

/** Figures of deliveries move while one looks. */
const REFRESH_MS = 5_000;

/** Where creditors are told, and how it goes there. */
export function EndpointsSection({ creditors }: { readonly creditors: readonly CreditorWire[] }) {
  const { t } = useTranslation('integration');
  const endpoints = useWebhookEndpointsQuery(undefined, { pollingInterval: REFRESH_MS });
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <section aria-labelledby="integration-endpoints">
      <header className="integration-head">
        <h2 id="integration-endpoints">{t('endpoints.title')}</h2>
        <Button icon="plus" onPress={() => setMaking(true)}>
          {t('endpoints.new')}
        </Button>
      </header>
      <Waiting query={endpoints} label={t('loading')}>
        {(data) =>
          data.endpoints.length === 0 ? (
            <EmptyState icon="bolt" title={t('endpoints.emptyTitle')}>
              {t('endpoints.empty')}
            </EmptyState>
          ) : (
            <ul className="admin-cards">
              {data.endpoints.map((endpoint) => (
                <li key={endpoint.id}>
                  <EndpointCard endpoint={endpoint} onSecret={setSecret} />
                </li>
              ))}
            </ul>
          )
        }
      </Waiting>
      {isMaking && (
        <NewEndpointDialog
          creditors={creditors}
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
          }}
        />
      )}
      {secret !== null && (
        <SecretDialog title={t('endpoints.secret')} secret={secret} onClose={() => setSecret(null)} />
      )}
    </section>
  );
}

function EndpointState({ endpoint }: { readonly endpoint: EndpointWire }) {
  const { t } = useTranslation('integration');
  if (endpoint.disabledAt !== null) return <Chip tone="neutral">{t('endpoints.off')}</Chip>;
  if (endpoint.pausedUntil !== null && endpoint.failures > 0) return <Chip tone="stop">{t('endpoints.down')}</Chip>;
  if (endpoint.failures > 0) return <Chip tone="attention">{t('endpoints.failing')}</Chip>;
  return <Chip tone="good">{t('endpoints.on')}</Chip>;
}

interface EndpointCardProps {
  readonly endpoint: EndpointWire;
  readonly onSecret: (secret: string) => void;
}

function EndpointCard({ endpoint, onSecret }: EndpointCardProps) {
  const { t } = useTranslation('integration');
  const errorText = useErrorText();
  const [rotate, rotating] = useRotateSecretMutation();
  const [turn, turning] = useSwitchEndpointMutation();
  const [test, testing] = useTestEndpointMutation();
  const [replay, replaying] = useReplayDeliveriesMutation();
  const [isChoosing, setChoosing] = useState(false);
  const endpointId = endpoint.id;
  const isOn = endpoint.disabledAt === null;
  const failed = [rotating, turning, testing, replaying].find((one) => one.isError);
  const rotateNow = async () => {
    const answer = await rotate(endpointId);
    if (answer.data !== undefined) onSecret(answer.data.secret);
  };
  return (
    <article className="admin-card" aria-label={endpoint.creditor.name}>
      <div className="admin-card-head">
        <h3>{endpoint.creditor.name}</h3>
        <EndpointState endpoint={endpoint} />
      </div>
      <code>{endpoint.url}</code>
      <p className="quiet">
        {endpoint.eventTypes === null
          ? t('endpoints.allKinds')
          : endpoint.eventTypes.map((kind) => t(`event.${kind}`)).join(', ')}
      </p>
      <dl className="integration-figures">
        <Figure label={t('endpoints.queued')}>{endpoint.queued}</Figure>
        <Figure label={t('endpoints.dead')}>{endpoint.dead}</Figure>
        <Figure label={t('endpoints.lastSuccess')}>
          {endpoint.lastSuccessAt === null ? t('never') : <TimeText at={endpoint.lastSuccessAt} hasDate />}
        </Figure>
        <Figure label={t('endpoints.lastFailure')}>
          {endpoint.lastFailureAt === null ? t('never') : <TimeText at={endpoint.lastFailureAt} hasDate />}
        </Figure>
      </dl>
      {endpoint.earlierSecretUntil !== null && (
        <p className="quiet">
          {t('endpoints.bothSign')} <TimeText at={endpoint.earlierSecretUntil} hasDate />
        </p>
      )}
      <div className="integration-actions">
        <Button isPending={testing.isLoading} isDisabled={!isOn} onPress={() => void test(endpointId)}>
          {t('endpoints.test')}
        </Button>
        <Button onPress={() => setChoosing(true)}>{t('endpoints.changeKinds')}</Button>
        <Button isPending={rotating.isLoading} onPress={() => void rotateNow()}>
          {t('endpoints.rotate')}
        </Button>
        <Button isPending={turning.isLoading} onPress={() => void turn({ endpointId, isOn: !isOn })}>
          {t(isOn ? 'endpoints.switchOff' : 'endpoints.switchOn')}
        </Button>
        {endpoint.dead > 0 && (
          <Button
            kind="primary"
            isPending={replaying.isLoading}
            isDisabled={!isOn}
            onPress={() => void replay({ endpointId })}
          >
            {t('endpoints.replay', { count: endpoint.dead })}
          </Button>
        )}
      </div>
      {isChoosing && <KindsDialog endpoint={endpoint} onClose={() => setChoosing(false)} />}
      {failed !== undefined && <Banner tone="stop" title={errorText(failureOf(failed.error))} announce="alert" />}
    </article>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}
