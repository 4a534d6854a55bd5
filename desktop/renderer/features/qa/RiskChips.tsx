import { useTranslation } from 'react-i18next';
import type { RiskFlag } from '../../../../shared/protocol/http';
import { Chip, type Tone } from '../../ui/Chip';
import type { IconName } from '../../ui/Icon';

/** Each risk by its own shape and word; red only where somebody may have been wronged. */
export const RISK_LOOKS: Readonly<Record<RiskFlag, { readonly tone: Tone; readonly icon: IconName }>> = {
  outcome_mismatch: { tone: 'attention', icon: 'warning' },
  repeat_contact: { tone: 'attention', icon: 'refresh' },
  dispute: { tone: 'info', icon: 'hand' },
  unclassified: { tone: 'neutral', icon: 'help' },
  plan_broken: { tone: 'attention', icon: 'crossCircle' },
  long_hold: { tone: 'neutral', icon: 'pause' },
  no_verification: { tone: 'stop', icon: 'shield' },
};

export function RiskChips({ risks }: { readonly risks: readonly RiskFlag[] }) {
  const { t } = useTranslation('qa');
  return (
    <span className="qa-risks">
      {risks.map((risk) => (
        <Chip key={risk} tone={RISK_LOOKS[risk].tone} icon={RISK_LOOKS[risk].icon}>
          {t(`risk.${risk}`)}
        </Chip>
      ))}
    </span>
  );
}
