import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog';
import { Skeleton } from '../../ui/Skeleton';
import { QueryNotice } from '../boards';
import { CutPanel } from './CutPanel';
import { decodeView, useCaseDisconnectionQuery } from './cuts-api';

interface CutDialogProps {
  readonly caseId: string;
  /** The call in which the customer's gate is open; null for a lead. */
  readonly callId: string | null;
  readonly readAt: number;
  readonly onClose: () => void;
}

/** Everything about the cut of one case, from the side; Esc gives the desk back. */
export function CutDialog({ caseId, callId, readAt, onClose }: CutDialogProps) {
  const { t } = useTranslation('cuts');
  const query = useCaseDisconnectionQuery({ caseId, callId, readAt });
  return (
    <Dialog isOpen onClose={onClose} title={t('panel.title')} side="right" size="large">
      {query.currentData === undefined ? (
        query.isError ? (
          <QueryNotice query={query} />
        ) : (
          <Skeleton label={t('panel.loading')} lines={12} />
        )
      ) : (
        <CutPanel view={decodeView(query.currentData)} callId={callId} />
      )}
    </Dialog>
  );
}
