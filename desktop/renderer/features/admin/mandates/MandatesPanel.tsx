import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Country, Currency } from '../../../../../shared/lang/languages';
import { useErrorText } from '../../../i18n/use-error-text';
import type { CommandFailure } from '../../../realtime/commands';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { Select } from '../../../ui/Select';
import { Skeleton } from '../../../ui/Skeleton';
import type { CreditorWire } from '../admin-api';
import { decodeVersions, useMandatesQuery } from './mandates-api';
import { MandateVersions } from './MandateVersions';
import { NewVersionForm } from './NewVersionForm';
import './mandates.css';

/** What each country's creditors are paid in. */
const CURRENCY: Readonly<Record<Country, Currency>> = { NO: 'NOK', SE: 'SEK', FI: 'EUR' };

/** What each creditor lets us decide: its versions, and a new one. Nothing here is edited. */
export function MandatesPanel({ creditors }: { readonly creditors: readonly CreditorWire[] }) {
  const { t } = useTranslation('plans');
  const [creditorId, setCreditorId] = useState<string | null>(creditors[0]?.id ?? null);
  const creditor = creditors.find(({ id }) => id === creditorId);
  return (
    <div className="mandates">
      <Select
        label={t('mandate.creditor')}
        choices={creditors.map(({ id, name }) => ({ key: id, label: name }))}
        value={creditorId}
        onChange={setCreditorId}
      />
      {creditor !== undefined && <CreditorMandates key={creditor.id} creditor={creditor} />}
    </div>
  );
}

function CreditorMandates({ creditor }: { readonly creditor: CreditorWire }) {
  const { t } = useTranslation('plans');
  const errorText = useErrorText();
  const { data, error, refetch } = useMandatesQuery(creditor.id);
  const [isAdding, setIsAdding] = useState(false);
  if (error !== undefined)
    return (
      <Banner tone="attention" actions={<Button onPress={() => void refetch()}>{t('page.again')}</Button>}>
        {errorText(error as CommandFailure)}
      </Banner>
    );
  if (data === undefined) return <Skeleton label={t('mandate.loading')} lines={8} />;
  const versions = decodeVersions(data);
  const currency = CURRENCY[creditor.country];
  if (isAdding)
    return (
      <NewVersionForm
        creditorId={creditor.id}
        currency={currency}
        newest={versions[0]?.mandate ?? null}
        onDone={() => setIsAdding(false)}
      />
    );
  return (
    <>
      <div>
        <Button kind="primary" icon="plus" onPress={() => setIsAdding(true)}>
          {t('mandate.add')}
        </Button>
      </div>
      {versions.length === 0 ? (
        <EmptyState icon="document" title={t('mandate.none')}>
          {t('mandate.noneWords')}
        </EmptyState>
      ) : (
        <MandateVersions versions={versions} currency={currency} />
      )}
    </>
  );
}
