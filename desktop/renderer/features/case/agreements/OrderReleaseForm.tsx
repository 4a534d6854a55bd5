import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../app/hooks';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** A cut supply is ordered open because nothing is owed on it any more, or a plan covers what is. */
export function OrderReleaseForm(props: AgreementProps) {
  const { account, callId, caseId, scriptRunId } = props;
  const { t } = useTranslation('care');
  const order = useCommand('release:order');
  const isCut = account.supplyPoints.some(({ serviceState }) => serviceState === 'cut');
  const commit = async () => {
    const own = account.cases.find(({ id }) => id === caseId)?.id ?? null;
    const answer = await order.run({ callId, scriptRunId, customerAccountId: account.id, caseId: own });
    if (answer.ok) props.onDone(answer.data.releaseIds[0] ?? null);
  };
  return (
    <FormShell
      title={t('orderRelease.title')}
      commitLabel={t('orderRelease.commit')}
      onCommit={() => void commit()}
      isPending={order.isPending}
      blockedReason={isCut ? null : t('orderRelease.none')}
      error={order.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <p>{t('orderRelease.words', { creditor: account.creditor.name })}</p>
    </FormShell>
  );
}
