import { useTranslation } from 'react-i18next';
import { TimeText } from '../ui/DateText';
import { Dialog } from '../ui/Dialog';
import { EmptyState } from '../ui/EmptyState';
import { useAppSelector } from './hooks';
import { ToastIcon } from './Toaster';

/** What the passing messages said, for whoever was listening to the customer when they passed; the newest first. */
export function ToastHistory({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('common');
  const history = useAppSelector((state) => state.toasts.history);
  return (
    <Dialog isOpen onClose={onClose} title={t('toast.history')} size="small">
      {history.length === 0 ? (
        <EmptyState icon="message" title={t('toast.none')}>
          {t('toast.noneWords')}
        </EmptyState>
      ) : (
        <ol className="fm-toast-history">
          {history.map((toast) => (
            <li key={toast.id} data-tone={toast.tone}>
              <ToastIcon tone={toast.tone} />
              <span>{toast.text}</span>
              <TimeText at={toast.at} hasSeconds />
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
