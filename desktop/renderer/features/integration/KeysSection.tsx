import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { API_SCOPES, type ApiScope } from '../../../../shared/protocol/creditor-items';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { Checkbox, TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import '../../ui/plain-table.css';
import {
  useApiKeysQuery,
  useCreateApiKeyMutation,
  useRevokeApiKeyMutation,
  type CreditorWire,
  type KeyWire,
} from './integration-api';
import { CreditorSelect } from './CreditorSelect';
import { FormDialog } from './FormDialog';
import { SecretDialog } from './SecretDialog';
import { Waiting } from './Waiting';

const EXPIRY_DAYS = ['90', '365', '730', 'never'] as const;
type Expiry = (typeof EXPIRY_DAYS)[number];

/** A scope's name holds a colon, which texts use for something else. */
const SCOPE_WORDS = {
  'customers:write': 'customers',
  'supply-points:write': 'supplyPoints',
  'invoices:write': 'invoices',
  'payments:write': 'payments',
  'mandates:write': 'mandates',
  'deliveries:write': 'deliveries',
  'cases:read': 'cases',
  'disputes:write': 'disputes',
  'releases:write': 'releases',
  'disconnections:write': 'disconnections',
  'events:read': 'events',
} as const satisfies Record<ApiScope, string>;

/** Keys of creditors' systems: which there are, a new one, the end of one. */
export function KeysSection({ creditors }: { readonly creditors: readonly CreditorWire[] }) {
  const { t } = useTranslation('integration');
  const keys = useApiKeysQuery();
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [ending, setEnding] = useState<KeyWire | null>(null);
  return (
    <section aria-labelledby="integration-keys">
      <header className="integration-head">
        <h2 id="integration-keys">{t('keys.title')}</h2>
        <Button icon="plus" onPress={() => setMaking(true)}>
          {t('keys.new')}
        </Button>
      </header>
      <Waiting query={keys} label={t('loading')}>
        {(data) =>
          data.keys.length === 0 ? (
            <EmptyState icon="building" title={t('keys.emptyTitle')}>
              {t('keys.empty')}
            </EmptyState>
          ) : (
            <KeysTable keys={data.keys} onEnd={setEnding} />
          )
        }
      </Waiting>
      {isMaking && (
        <NewKeyDialog
          creditors={creditors}
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
          }}
        />
      )}
      {secret !== null && <SecretDialog title={t('keys.made')} secret={secret} onClose={() => setSecret(null)} />}
      {ending !== null && <EndKeyDialog apiKey={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function KeysTable({ keys, onEnd }: { readonly keys: readonly KeyWire[]; readonly onEnd: (key: KeyWire) => void }) {
  const { t } = useTranslation('integration');
  return (
    <table className="fm-plain-table" data-look="lined" aria-labelledby="integration-keys">
      <thead>
        <tr>
          <th scope="col">{t('keys.name')}</th>
          <th scope="col">{t('creditor')}</th>
          <th scope="col">{t('keys.prefix')}</th>
          <th scope="col">{t('keys.scopes')}</th>
          <th scope="col">{t('keys.lastUsed')}</th>
          <th scope="col">{t('keys.expires')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">
            <span className="only-for-readers">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">{key.title}</th>
            <td>{key.creditor.name}</td>
            <td>
              <code>fmk_{key.prefix}…</code>
            </td>
            <td className="integration-scopes">
              {key.scopes.length === API_SCOPES.length
                ? t('keys.allScopes')
                : key.scopes.map((scope) => t(`scope.${SCOPE_WORDS[scope]}`)).join(', ')}
            </td>
            <td>{key.lastUsedAt === null ? t('never') : <TimeText at={key.lastUsedAt} hasDate />}</td>
            <td>{key.expiresAt === null ? t('never') : <TimeText at={key.expiresAt} hasDate />}</td>
            <td>
              <Chip tone={key.revokedAt === null ? 'good' : 'neutral'}>
                {t(key.revokedAt === null ? 'keys.works' : 'keys.ended')}
              </Chip>
            </td>
            <td data-align="end">
              {key.revokedAt === null && (
                <Button kind="quiet" onPress={() => onEnd(key)}>
                  {t('keys.end')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NewKeyDialogProps {
  readonly creditors: readonly CreditorWire[];
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

function NewKeyDialog({ creditors, onClose, onMade }: NewKeyDialogProps) {
  const { t } = useTranslation('integration');
  const [create, sending] = useCreateApiKeyMutation();
  const [creditorId, setCreditorId] = useState<string | null>(creditors[0]?.id ?? null);
  const [title, setTitle] = useState('');
  const [scopes, setScopes] = useState<readonly ApiScope[]>(API_SCOPES);
  const [expiry, setExpiry] = useState<Expiry>('365');
  const toggle = (scope: ApiScope, isOn: boolean) =>
    setScopes(API_SCOPES.filter((one) => (one === scope ? isOn : scopes.includes(one))));
  const make = async () => {
    if (creditorId === null) return;
    const expiresInDays = expiry === 'never' ? null : Number(expiry);
    const answer = await create({ creditorId, title, scopes: [...scopes], expiresInDays });
    if (answer.data !== undefined) onMade(answer.data.secret);
  };
  const noName = title.trim() === '' ? t('keys.needsName') : null;
  const noScope = scopes.length === 0 ? t('keys.needsScope') : null;
  return (
    <FormDialog
      title={t('keys.new')}
      submit={t('keys.create')}
      missing={noName ?? noScope}
      sending={sending}
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <CreditorSelect creditors={creditors} value={creditorId} onChange={setCreditorId} />
      <TextField label={t('keys.name')} value={title} onChange={setTitle} maxLength={80} autoFocus />
      <Select
        label={t('keys.expires')}
        choices={EXPIRY_DAYS.map((key) => ({ key, label: t(`expiry.${key}`) }))}
        value={expiry}
        onChange={setExpiry}
      />
      <fieldset className="integration-choices">
        <legend>{t('keys.scopes')}</legend>
        {API_SCOPES.map((scope) => (
          <Checkbox key={scope} isSelected={scopes.includes(scope)} onChange={(isOn) => toggle(scope, isOn)}>
            {t(`scope.${SCOPE_WORDS[scope]}`)}
          </Checkbox>
        ))}
      </fieldset>
    </FormDialog>
  );
}

function EndKeyDialog({ apiKey, onClose }: { readonly apiKey: KeyWire; readonly onClose: () => void }) {
  const { t } = useTranslation('integration');
  const [revoke, sending] = useRevokeApiKeyMutation();
  const end = async () => {
    const answer = await revoke(apiKey.id);
    if (answer.error === undefined) onClose();
  };
  return (
    <FormDialog
      isStop
      title={t('keys.endTitle', { title: apiKey.title })}
      submit={t('keys.end')}
      sending={sending}
      onSubmit={() => void end()}
      onClose={onClose}
    >
      <p>{t('keys.endWords', { creditor: apiKey.creditor.name })}</p>
    </FormDialog>
  );
}
