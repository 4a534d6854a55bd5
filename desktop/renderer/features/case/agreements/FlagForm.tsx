import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CUSTOMER_FLAGS, type CustomerFlag } from '../../../../../shared/ledger/vocabulary';
import { useCommand } from '../../../app/hooks';
import { Banner } from '../../../ui/Banner';
import { Select } from '../../../ui/Select';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** Marks the customer, or takes a mark away. A code, never a diagnosis; who did it is kept. */
export function FlagForm(props: AgreementProps & { readonly flag: CustomerFlag | null }) {
  const { caseFile, callId, scriptRunId } = props;
  const { t } = useTranslation(['care', 'case']);
  const change = useCommand('customer:flag');
  const [flag, setFlag] = useState<CustomerFlag>(props.flag ?? 'vulnerable');
  const hasFlag = caseFile.customer.flags.includes(flag);
  // A call script marks and never takes a mark away.
  const isSet = scriptRunId !== null || !hasFlag;
  const commit = async () => {
    const answer = await change.run({ callId, scriptRunId, customerId: caseFile.customer.id, flag, isSet });
    if (answer.ok) props.onDone(caseFile.customer.id);
  };
  return (
    <FormShell
      title={t('flag.title')}
      commitLabel={isSet ? t('flag.set') : t('flag.clear')}
      onCommit={() => void commit()}
      isPending={change.isPending}
      blockedReason={null}
      error={change.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <Select
        label={t('flag.which')}
        choices={CUSTOMER_FLAGS.map((key) => ({ key, label: t(`case:flag.${key}`) }))}
        value={flag}
        onChange={setFlag}
      />
      {hasFlag && <Banner tone="info">{t('flag.already')}</Banner>}
      <p className="quiet">{t('flag.words')}</p>
    </FormShell>
  );
}
