import { useTranslation } from 'react-i18next';
import { DISCONNECTION_BLOCKS } from '../../../../../shared/disconnection/index';

/** Why no cut may happen, in words; a reason that a newer server gives is shown as it came. */
export function useBlockWords(): (block: string) => string {
  const { t } = useTranslation('case');
  return (block) => {
    const known = DISCONNECTION_BLOCKS.find((kind) => kind === block);
    return known === undefined ? t('cut.otherBlock', { block }) : t(`cut.block.${known}`);
  };
}
