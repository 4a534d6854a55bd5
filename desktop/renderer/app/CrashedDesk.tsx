import { i18n } from '../i18n/i18n';
import { Button } from '../ui/Button';
import { CrashedPart } from './ErrorBoundary';
import { useAppDispatch, useAppSelector } from './hooks';
import { sendCommand } from './send-command';

/** When what holds the call's buttons has failed: the page can be loaded again, and a call still ended. */
export function CrashedDesk() {
  const dispatch = useAppDispatch();
  const callId = useAppSelector((state) =>
    state.workstation.wrapUp === null ? state.workstation.call?.id : undefined,
  );
  const hangUp =
    callId === undefined ? null : (
      <Button kind="stop" icon="phone" onPress={() => void dispatch(sendCommand('call:hang-up', { callId }))}>
        {i18n.t('softphone:hangUp')}
      </Button>
    );
  return <CrashedPart actions={hangUp} />;
}
