import { useTranslation } from 'react-i18next';
import { CUSTOMER_FLAGS, HOLD_KINDS } from '../../../../../shared/ledger/vocabulary';

/** Why no cut may happen, in words. The server names what it knows (a hold, a flag, `dispute`); the rest is shown as it is. */
export function useBlockWords(): (block: string) => string {
  const { t } = useTranslation('case');
  return (block) => {
    const hold = HOLD_KINDS.find((kind) => kind === block);
    if (hold !== undefined) return t(`hold.${hold}`);
    const flag = CUSTOMER_FLAGS.find((kind) => kind === block);
    if (flag !== undefined) return t(`flag.${flag}`);
    return t('cut.otherBlock', { block });
  };
}
