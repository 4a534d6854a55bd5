import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

interface SecretDialogProps {
  readonly title: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** A secret, shown this once: copied, handed over, and never seen again. */
export function SecretDialog({ title, secret, onClose }: SecretDialogProps) {
  const { t } = useTranslation('integration');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="medium"
      title={title}
      footer={
        <>
          <Button icon="copy" onPress={() => void navigator.clipboard.writeText(secret)}>
            {t('copy')}
          </Button>
          <Button kind="primary" onPress={onClose}>
            {t('kept')}
          </Button>
        </>
      }
    >
      <div className="integration-secret">
        <Banner tone="attention" title={t('onceOnly')} />
        <code>{secret}</code>
      </div>
    </Dialog>
  );
}
