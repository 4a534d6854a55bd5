import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import './dialog.css';
import { Button } from './Button';
import { classNames } from './class-names';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** `alert` when something irreversible or binding is confirmed. */
  readonly kind?: 'dialog' | 'alert';
  readonly size?: 'small' | 'medium' | 'large';
  /** A panel from the side instead of a box in the middle. */
  readonly side?: 'left' | 'right';
}

/** A box above everything else; Esc closes it and the focus goes back to where it was. */
export function Dialog({ isOpen, onClose, title, children, footer, kind, size, side }: DialogProps) {
  const { t } = useTranslation('common');
  return (
    <ModalOverlay
      className="fm-overlay"
      isOpen={isOpen}
      isDismissable={kind !== 'alert'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal
        className={classNames('fm-modal', `fm-modal-${size ?? 'medium'}`, side !== undefined && 'fm-modal-side')}
        data-side={side}
      >
        <AriaDialog className="fm-dialog" role={kind === 'alert' ? 'alertdialog' : 'dialog'}>
          <header className="fm-dialog-head">
            <Heading slot="title" className="fm-dialog-title">
              {title}
            </Heading>
            <Button kind="quiet" icon="cross" label={t('close')} onPress={onClose} />
          </header>
          <div className="fm-dialog-body">{children}</div>
          {footer !== undefined && <footer className="fm-dialog-foot">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
