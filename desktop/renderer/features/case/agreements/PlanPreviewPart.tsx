import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { planCostText, planInterestText } from '../../../../../shared/plans/index';
import type { IsoDate } from '../../../../../shared/time/dates';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Checkbox } from '../../../ui/Field';
import { useScriptLanguage } from '../use-case';
import type { PlanPreview } from './plan-model';
import { PlanTable } from './PlanTable';

interface PlanPreviewPartProps {
  readonly preview: PlanPreview;
  readonly account: CustomerAccount;
  readonly today: IsoDate;
  readonly told: {
    readonly isTold: boolean;
    /** The call script said it, so the tick is set already. */
    readonly isSpoken: boolean;
    readonly onTold: (isTold: boolean) => void;
  };
}

/** The plan as it stands, the words about its cost in the customer's language, and the tick that they were said. */
export function PlanPreviewPart({ preview, account, today, told }: PlanPreviewPartProps) {
  const { t } = useTranslation(['case', 'plans']);
  const errorText = useErrorText();
  const language = useScriptLanguage();
  const { verdict, breaches } = preview;
  if (!verdict.ok && breaches === null) {
    return (
      <>
        <PlanTable preview={preview} account={account} />
        <Banner tone="attention" announce="status">
          {errorText({ code: verdict.error.code, details: verdict.error.details ?? {} })}
        </Banner>
      </>
    );
  }
  return (
    <>
      <PlanTable preview={preview} account={account} />
      {preview.isFeeRepeated && <Banner tone="attention">{t('plans:feeRepeated')}</Banner>}
      <div className="case-words case-words-small" lang={language}>
        <p>{planCostText(preview, account.currency)[language]}</p>
        <p className="quiet">{planInterestText(preview.interest, account.currency, today)[language]}</p>
      </div>
      <div className="case-told">
        {told.isSpoken ? (
          <Banner tone="good">{t('plans:toldInScript')}</Banner>
        ) : (
          <Checkbox isSelected={told.isTold} onChange={told.onTold}>
            {t('case:plan.costTold')}
          </Checkbox>
        )}
      </div>
    </>
  );
}
