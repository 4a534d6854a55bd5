import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { Button } from '../../../ui/Button';
import type { IconName } from '../../../ui/Icon';
import type { AgreementKind } from '../case-slice';
import { useOpenForm } from '../use-open-form';

const ACTIONS: readonly { readonly kind: AgreementKind; readonly icon: IconName }[] = [
  { kind: 'plan', icon: 'calendar' },
  { kind: 'postpone', icon: 'clock' },
  { kind: 'payment', icon: 'coins' },
  { kind: 'dispute', icon: 'hand' },
  { kind: 'resend', icon: 'document' },
  { kind: 'waiver', icon: 'minus' },
  { kind: 'referral', icon: 'external' },
  { kind: 'note', icon: 'message' },
];

/** The agreements that can be made without a call script; rows chosen in the table are taken along. */
export function LedgerActions({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  const open = useOpenForm();
  return (
    <div className="case-actions" role="toolbar" aria-label={t('action.title')}>
      {ACTIONS.map(({ kind, icon }) => (
        <Button key={kind} kind="quiet" icon={icon} onPress={() => open(kind, account)}>
          {t(`action.${kind}`)}
        </Button>
      ))}
    </div>
  );
}
