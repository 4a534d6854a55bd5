import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUTHORITY_KINDS, type AuthorityKind } from '../../../../../shared/ledger/authority-on-record';
import type { IsoDate } from '../../../../../shared/time/dates';
import { useCommand } from '../../../app/hooks';
import { TextField } from '../../../ui/Field';
import { Select } from '../../../ui/Select';
import { DayField } from '../../../ui/DayField';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** As the wire has it (protocol/commands-care.ts). */
const NAME_CHARS_MAX = 120;
const DOCUMENT_CHARS_MAX = 200;

/** Who else may speak for the customer: said by the customer in this call, or shown by a paper. */
export function AuthorityForm(props: AgreementProps) {
  const { caseFile, callId, scriptRunId } = props;
  const { t } = useTranslation('care');
  const record = useCommand('authority:record');
  const [name, setName] = useState('');
  const [birthDate, setBirthDate] = useState<IsoDate | null>(null);
  const [kind, setKind] = useState<AuthorityKind>('spoken');
  const [document, setDocument] = useState('');
  const isSpoken = kind === 'spoken';
  const commit = async () => {
    if (birthDate === null) return;
    const holder = { name: name.trim(), birthDate };
    const about = { callId, customerId: caseFile.customer.id, holder, kind };
    const answer = await record.run({ ...about, document: isSpoken ? '' : document.trim(), validTo: null });
    if (answer.ok) props.onDone(answer.data.authorityId);
  };
  const blockedReason =
    name.trim().length < 2
      ? t('authority.writeName')
      : birthDate === null
        ? t('authority.writeBirthDate')
        : !isSpoken && document.trim() === ''
          ? t('authority.writeDocument')
          : null;
  return (
    <FormShell
      title={t('authority.title')}
      commitLabel={t('authority.commit')}
      onCommit={() => void commit()}
      isPending={record.isPending}
      blockedReason={blockedReason}
      error={record.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <TextField label={t('authority.name')} value={name} onChange={setName} maxLength={NAME_CHARS_MAX} />
      <DayField
        label={t('authority.birthDate')}
        value={birthDate}
        onChange={setBirthDate}
        today={caseFile.asOf}
        direction="back"
      />
      <Select
        label={t('authority.kind')}
        choices={AUTHORITY_KINDS.map((key) => ({ key, label: t(`authorityKind.${key}`) }))}
        value={kind}
        onChange={setKind}
      />
      {isSpoken ? (
        <p className="quiet">{t('authority.spokenWords')}</p>
      ) : (
        <TextField
          label={t('authority.document')}
          value={document}
          onChange={setDocument}
          maxLength={DOCUMENT_CHARS_MAX}
          description={t('authority.documentWords')}
        />
      )}
    </FormShell>
  );
}
