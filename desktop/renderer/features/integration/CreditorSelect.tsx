import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select';
import type { CreditorWire } from './integration-api';

interface CreditorSelectProps {
  readonly creditors: readonly CreditorWire[];
  readonly value: string | null;
  readonly onChange: (creditorId: string) => void;
}

/** Whose system a key, an endpoint or a trust is for. */
export function CreditorSelect({ creditors, value, onChange }: CreditorSelectProps) {
  const { t } = useTranslation('integration');
  return (
    <Select
      label={t('creditor')}
      choices={creditors.map(({ id, name }) => ({ key: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  );
}
