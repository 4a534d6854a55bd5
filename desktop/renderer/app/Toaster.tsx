import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { useAppDispatch, useAppSelector } from './hooks';
import { toastEnded, type Toast, type ToastTone } from './state/toasts';
import './toaster.css';

/** WCAG 2.2.1 and our own rule: at least six seconds, and as long as the pointer or the focus rests on it. */
const TOAST_MS = 7_000;

/** What just happened, bottom left of the centre; a polite live region that never takes the focus. */
export function Toaster() {
  const { t } = useTranslation('common');
  const toasts = useAppSelector((state) => state.toasts.shown);
  return (
    <div className="fm-toaster" role="status" aria-label={t('toast.region')}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation('common');
  const dispatch = useAppDispatch();
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => dispatch(toastEnded(toast.id)), TOAST_MS);
    return () => clearTimeout(timer);
  }, [dispatch, isHeld, toast.id]);
  return (
    <div
      className="fm-toast"
      data-tone={toast.tone}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <ToastIcon tone={toast.tone} />
      <span className="fm-toast-words">{toast.text}</span>
      <Button kind="quiet" icon="cross" label={t('toast.dismiss')} onPress={() => dispatch(toastEnded(toast.id))} />
    </div>
  );
}

const ICONS: Readonly<Record<ToastTone, IconName>> = { good: 'checkCircle', info: 'info', attention: 'warning' };

/** How a message is meant, as a shape. */
export function ToastIcon({ tone }: { readonly tone: ToastTone }) {
  return <Icon name={ICONS[tone]} />;
}
