import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { waivableOn } from '../../../../../shared/balance/proportionality';
import type { Claim, CustomerAccount } from '../../../../../shared/ledger/case-file';
import { minMinor, minor, minorToText, type Minor } from '../../../../../shared/money/money';
import { useCommand } from '../../../app/hooks';
import { Banner } from '../../../ui/Banner';
import { TextField } from '../../../ui/Field';
import { Select } from '../../../ui/Select';
import { AmountField } from '../parts/AmountField';
import { useWords } from '../parts/use-words';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

const WHY_CHARS_MAX = 4_000;

interface Waivable {
  readonly claim: Claim;
  readonly leftMinor: Minor;
}

/** Claims with fees that are not waived yet, with what is left of the fees. */
export function waivableClaims(account: CustomerAccount): Waivable[] {
  return account.claims.flatMap((claim) => {
    const fees = claim.entries.filter(({ kind }) => kind === 'fee' || kind === 'fee_waiver');
    const left = fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const leftMinor = minMinor(minor(left), claim.balanceMinor);
    return leftMinor > 0n ? [{ claim, leftMinor }] : [];
  });
}

function useWaiver({ account, claimIds }: AgreementProps) {
  const waivable = waivableClaims(account);
  const atMost = (one: Waivable | undefined) => (one === undefined ? null : waivableOn(one.claim, account));
  const first = waivable.find(({ claim }) => claimIds.includes(claim.id)) ?? waivable[0];
  const [claimId, setClaimId] = useState<Claim['id'] | null>(first?.claim.id ?? null);
  const [amount, setAmount] = useState<Minor | null>(atMost(first));
  const chosen = waivable.find(({ claim }) => claim.id === claimId);
  const choose = (id: Claim['id']) => {
    setClaimId(id);
    setAmount(atMost(waivable.find(({ claim }) => claim.id === id)));
  };
  const limit = atMost(chosen);
  return {
    waivable,
    chosen,
    choose,
    amount,
    setAmount,
    limit,
    isTooMuch: amount !== null && limit !== null && amount > limit,
  };
}

/** Takes a fee away, in proportion and inside the mandate; why is written down. */
export function FeeWaiverForm(props: AgreementProps) {
  const { account, callId, scriptRunId } = props;
  const { t } = useTranslation('case');
  const { money } = useWords();
  const waive = useCommand('fee:waive');
  const fee = useWaiver(props);
  const [why, setWhy] = useState('');
  const limitText = fee.limit === null ? '' : t('waiver.limit', { amount: money(fee.limit, account.currency) });
  const commit = async () => {
    if (fee.chosen === undefined || fee.amount === null) return;
    const amountMinor = minorToText(fee.amount);
    const answer = await waive.run({ callId, scriptRunId, claimId: fee.chosen.claim.id, amountMinor, why: why.trim() });
    if (answer.ok) props.onDone(answer.data.ledgerEntryId);
  };
  const blockedReason = (): string | null => {
    if (fee.chosen === undefined) return t('waiver.none');
    if (fee.amount === null) return t('waiver.writeAmount');
    if (fee.isTooMuch) return limitText;
    return why.trim() === '' ? t('waiver.writeWhy') : null;
  };
  return (
    <FormShell
      title={t('waiver.title')}
      commitLabel={t('waiver.commit')}
      onCommit={() => void commit()}
      isPending={waive.isPending}
      blockedReason={blockedReason()}
      error={waive.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      {fee.chosen === undefined ? (
        <Banner tone="neutral">{t('waiver.none')}</Banner>
      ) : (
        <>
          <Select
            label={t('waiver.claim')}
            choices={fee.waivable.map(({ claim, leftMinor }) => ({
              key: claim.id,
              label: `${claim.invoiceNo} · ${money(leftMinor, claim.currency)}`,
            }))}
            value={fee.chosen.claim.id}
            onChange={fee.choose}
          />
          <AmountField
            label={t('waiver.amount')}
            value={fee.amount}
            onChange={fee.setAmount}
            currency={account.currency}
            description={limitText}
            error={fee.isTooMuch ? limitText : null}
          />
          <TextField label={t('waiver.why')} value={why} onChange={setWhy} rows={2} maxLength={WHY_CHARS_MAX} />
        </>
      )}
    </FormShell>
  );
}
