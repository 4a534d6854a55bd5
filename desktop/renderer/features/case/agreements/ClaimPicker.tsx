import { useTranslation } from 'react-i18next';
import type { Claim, CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { IsoDate } from '../../../../../shared/time/dates';
import { Checkbox } from '../../../ui/Field';
import { Chip } from '../../../ui/Chip';
import { claimStatus, STATUS_TONE } from '../ledger/claim-status';
import { Amount } from '../parts/Amount';

interface ClaimPickerProps {
  readonly label: string;
  readonly account: CustomerAccount;
  readonly claims: readonly Claim[];
  readonly chosenIds: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly today: IsoDate;
}

/** Which claims it is about, each with what is left of it. */
export function ClaimPicker({ label, account, claims, chosenIds, onChange, today }: ClaimPickerProps) {
  const { t } = useTranslation('case');
  if (claims.length === 0) return <p className="quiet">{t('form.noClaims')}</p>;
  return (
    <fieldset className="case-picker">
      <legend className="fm-label">{label}</legend>
      {claims.map((claim) => {
        const status = claimStatus(claim, account, today);
        return (
          <div key={claim.id} className="case-picker-row">
            <Checkbox
              isSelected={chosenIds.includes(claim.id)}
              onChange={(isSelected) =>
                onChange(isSelected ? [...chosenIds, claim.id] : chosenIds.filter((id) => id !== claim.id))
              }
            >
              {claim.invoiceNo}
            </Checkbox>
            <Chip tone={STATUS_TONE[status]}>{t(`status.${status}`)}</Chip>
            <Amount value={claim.balanceMinor} currency={claim.currency} />
          </div>
        );
      })}
    </fieldset>
  );
}
