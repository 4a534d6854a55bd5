import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from '../../../../shared/protocol/webhooks';
import { Checkbox, TextField } from '../../ui/Field';
import { CreditorSelect } from './CreditorSelect';
import { FormDialog } from './FormDialog';
import {
  useCreateEndpointMutation,
  useSetEndpointKindsMutation,
  type CreditorWire,
  type EndpointWire,
} from './integration-api';

/** The shortest address there is: `https://a.no`. */
const URL_CHARS_MIN = 12;
/** Kinds that an endpoint may be told of; a test goes to whoever is tested. */
const KINDS = WEBHOOK_EVENT_TYPES.filter((type) => type !== 'endpoint.tested');

interface KindChoicesProps {
  /** Null: every kind, also those that are yet to come. */
  readonly value: readonly WebhookEventType[] | null;
  readonly onChange: (kinds: readonly WebhookEventType[] | null) => void;
}

/** What an endpoint is told of: everything, or the kinds that are ticked. */
function KindChoices({ value, onChange }: KindChoicesProps) {
  const { t } = useTranslation('integration');
  const toggle = (kind: WebhookEventType, isOn: boolean) =>
    onChange(KINDS.filter((one) => (one === kind ? isOn : (value ?? []).includes(one))));
  return (
    <fieldset className="integration-choices">
      <legend>{t('endpoints.kinds')}</legend>
      <Checkbox isSelected={value === null} onChange={(isAll) => onChange(isAll ? null : KINDS)}>
        {t('endpoints.allKinds')}
      </Checkbox>
      {value !== null &&
        KINDS.map((kind) => (
          <Checkbox key={kind} isSelected={value.includes(kind)} onChange={(isOn) => toggle(kind, isOn)}>
            {t(`event.${kind}`)}
          </Checkbox>
        ))}
    </fieldset>
  );
}

interface NewEndpointDialogProps {
  readonly creditors: readonly CreditorWire[];
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

/** A new place where a creditor is told. */
export function NewEndpointDialog({ creditors, onClose, onMade }: NewEndpointDialogProps) {
  const { t } = useTranslation('integration');
  const [create, sending] = useCreateEndpointMutation();
  const [creditorId, setCreditorId] = useState<string | null>(creditors[0]?.id ?? null);
  const [url, setUrl] = useState('https://');
  const [kinds, setKinds] = useState<readonly WebhookEventType[] | null>(null);
  const make = async () => {
    if (creditorId === null) return;
    const answer = await create({ creditorId, url, eventTypes: kinds === null ? null : [...kinds] });
    if (answer.data !== undefined) onMade(answer.data.secret);
  };
  const noAddress = url.length < URL_CHARS_MIN ? t('endpoints.needsUrl') : null;
  return (
    <FormDialog
      title={t('endpoints.new')}
      submit={t('endpoints.create')}
      missing={noAddress ?? missingKinds(kinds, t('endpoints.needsKind'))}
      sending={sending}
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <CreditorSelect creditors={creditors} value={creditorId} onChange={setCreditorId} />
      <TextField
        label={t('endpoints.url')}
        description={t('endpoints.urlWords')}
        value={url}
        onChange={setUrl}
        maxLength={500}
        autoFocus
      />
      <KindChoices value={kinds} onChange={setKinds} />
    </FormDialog>
  );
}

/** Other kinds for an endpoint that is there; what is queued for it still goes. */
export function KindsDialog({ endpoint, onClose }: { readonly endpoint: EndpointWire; readonly onClose: () => void }) {
  const { t } = useTranslation('integration');
  const [save, sending] = useSetEndpointKindsMutation();
  const [kinds, setKinds] = useState<readonly WebhookEventType[] | null>(endpoint.eventTypes);
  const saveNow = async () => {
    const answer = await save({ endpointId: endpoint.id, eventTypes: kinds === null ? null : [...kinds] });
    if (answer.error === undefined) onClose();
  };
  return (
    <FormDialog
      title={t('endpoints.kindsOf', { creditor: endpoint.creditor.name })}
      submit={t('endpoints.saveKinds')}
      missing={missingKinds(kinds, t('endpoints.needsKind'))}
      sending={sending}
      onSubmit={() => void saveNow()}
      onClose={onClose}
    >
      <KindChoices value={kinds} onChange={setKinds} />
    </FormDialog>
  );
}

function missingKinds(kinds: readonly WebhookEventType[] | null, words: string): string | null {
  return kinds?.length === 0 ? words : null;
}
