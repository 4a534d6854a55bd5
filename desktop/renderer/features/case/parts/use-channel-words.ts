import { useTranslation } from 'react-i18next';

const PAYMENT_CHANNELS = [
  'ocr_giro',
  'bgmax',
  'camt',
  'bank',
  'bank_transfer',
  'vipps',
  'swish',
  'mobilepay',
  'card',
  'giro',
  'other',
] as const;

/** A payment's channel in words; one the house has no word for is shown as it came. */
export function useChannelWords(): (channel: string) => string {
  const { t } = useTranslation('case');
  return (channel) => {
    const known = PAYMENT_CHANNELS.find((candidate) => candidate === channel);
    return known === undefined ? channel : t(`payChannel.${known}`);
  };
}
