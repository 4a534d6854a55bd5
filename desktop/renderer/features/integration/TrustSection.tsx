import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PAYMENT_NOTICE_SOURCES } from '../../../../shared/ledger/case-file';
import { Button } from '../../ui/Button';
import { DateText } from '../../ui/DateText';
import { TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import '../../ui/plain-table.css';
import { CreditorSelect } from './CreditorSelect';
import { FormDialog } from './FormDialog';
import { useSetSourceTrustMutation, useSourceTrustQuery, type CreditorWire, type TrustWire } from './integration-api';
import { Waiting } from './Waiting';

const LEVELS = ['release', 'hold', 'none'] as const;
const WHY_CHARS_MIN = 5;

/** How far each source of money on its way is believed, in general and per creditor. */
export function TrustSection({ creditors }: { readonly creditors: readonly CreditorWire[] }) {
  const { t } = useTranslation('integration');
  const trust = useSourceTrustQuery();
  const [isSetting, setSetting] = useState(false);
  return (
    <section aria-labelledby="integration-trust">
      <header className="integration-head">
        <h2 id="integration-trust">{t('trust.title')}</h2>
        <Button icon="plus" onPress={() => setSetting(true)}>
          {t('trust.set')}
        </Button>
      </header>
      <p className="quiet admin-lead">{t('trust.words')}</p>
      <Waiting query={trust} label={t('loading')}>
        {(data) => <TrustTable rows={data.rows} />}
      </Waiting>
      {isSetting && <TrustDialog creditors={creditors} onClose={() => setSetting(false)} />}
    </section>
  );
}

function TrustTable({ rows }: { readonly rows: readonly TrustWire[] }) {
  const { t } = useTranslation('integration');
  return (
    <table className="fm-plain-table" data-look="lined" aria-labelledby="integration-trust">
      <thead>
        <tr>
          <th scope="col">{t('creditor')}</th>
          <th scope="col">{t('trust.source')}</th>
          <th scope="col">{t('trust.level')}</th>
          <th scope="col">{t('trust.since')}</th>
          <th scope="col">{t('trust.why')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.validTo === null ? undefined : 'quiet'}>
            <th scope="row">{row.creditor?.name ?? t('trust.everybody')}</th>
            <td>{t(`source.${row.source}`)}</td>
            <td>{t(`trust.${row.trust}`)}</td>
            <td className="nowrap">
              <DateText date={row.validFrom} />
              {row.validTo !== null && (
                <>
                  {' – '}
                  <DateText date={row.validTo} />
                </>
              )}
            </td>
            <td>{row.creditor === null ? t(`trust.general.${row.source}`) : row.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TrustDialogProps {
  readonly creditors: readonly CreditorWire[];
  readonly onClose: () => void;
}

function TrustDialog({ creditors, onClose }: TrustDialogProps) {
  const { t } = useTranslation('integration');
  const [save, sending] = useSetSourceTrustMutation();
  const [creditorId, setCreditorId] = useState<string | null>(creditors[0]?.id ?? null);
  const [source, setSource] = useState<(typeof PAYMENT_NOTICE_SOURCES)[number]>('customer_word');
  const [trust, setTrust] = useState<(typeof LEVELS)[number]>('hold');
  const [why, setWhy] = useState('');
  const saveNow = async () => {
    if (creditorId === null) return;
    const answer = await save({ creditorId, source, trust, why });
    if (answer.error === undefined) onClose();
  };
  return (
    <FormDialog
      title={t('trust.set')}
      submit={t('trust.save')}
      missing={why.trim().length < WHY_CHARS_MIN ? t('trust.needsWhy') : null}
      sending={sending}
      onSubmit={() => void saveNow()}
      onClose={onClose}
    >
      <CreditorSelect creditors={creditors} value={creditorId} onChange={setCreditorId} />
      <Select
        label={t('trust.source')}
        choices={PAYMENT_NOTICE_SOURCES.map((key) => ({ key, label: t(`source.${key}`) }))}
        value={source}
        onChange={setSource}
      />
      <Select
        label={t('trust.level')}
        choices={LEVELS.map((key) => ({ key, label: t(`trust.${key}`) }))}
        value={trust}
        onChange={setTrust}
      />
      <TextField label={t('trust.why')} value={why} onChange={setWhy} maxLength={300} rows={2} />
    </FormDialog>
  );
}
