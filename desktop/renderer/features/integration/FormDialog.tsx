import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/use-error-text';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { failureOf } from '../boards';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  /** Asks for a yes to something that cannot be undone. */
  readonly isStop?: boolean;
  /** Why it cannot be sent yet; null when it can. */
  readonly missing?: string | null;
  readonly sending: { readonly isLoading: boolean; readonly isError: boolean; readonly error?: unknown };
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of every dialog here that sends something: cancel, one deed, and in words what became of it when it failed. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, isStop = false, missing = null, sending, onSubmit, onClose, children } = props;
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      {...(isStop ? { kind: 'alert' as const, size: 'small' as const } : { size: 'medium' as const })}
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind={isStop ? 'stop' : 'primary'}
            isPending={sending.isLoading}
            disabledReason={missing}
            onPress={onSubmit}
          >
            {submit}
          </Button>
        </>
      }
    >
      <div className="integration-form">
        {children}
        {sending.isError && <Banner tone="stop" title={errorText(failureOf(sending.error))} announce="alert" />}
      </div>
    </Dialog>
  );
}
