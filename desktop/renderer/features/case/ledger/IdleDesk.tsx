import { useTranslation } from 'react-i18next';
import { PhonePageLink } from '../../../app/PhonePageLink';
import { useAppDispatch, useAppSelector, useCommand } from '../../../app/hooks';
import { toastRaised } from '../../../app/state/toasts';
import { useErrorText } from '../../../i18n/use-error-text';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';

/** Between calls: whether calls come at all, and in the demo world how to make one. */
export function IdleDesk() {
  const { t } = useTranslation('case');
  const agent = useAppSelector((state) => state.workstation.agent);
  const isDemo = useAppSelector((state) => state.session.login?.isDemo ?? false);
  const isReady = agent?.state === 'available';
  const mayBecomeReady = agent?.state === 'offline' || agent?.state === 'unavailable';
  return (
    <EmptyState
      icon={isReady ? 'phone' : 'list'}
      title={t(isReady ? 'idle.readyTitle' : mayBecomeReady ? 'idle.awayTitle' : 'idle.title')}
      actions={mayBecomeReady ? <BecomeAvailable /> : undefined}
    >
      <p>{t(isReady ? 'idle.readyWords' : mayBecomeReady ? 'idle.awayWords' : 'idle.ledger')}</p>
      {isDemo && (
        <p className="case-idle-demo">
          {t('idle.demoWords')} <PhonePageLink />
        </p>
      )}
    </EmptyState>
  );
}

function BecomeAvailable() {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const request = useCommand('agent:request-state');
  const onPress = async () => {
    const answer = await request.run({ request: { state: 'available' } });
    if (!answer.ok) dispatch(toastRaised({ tone: 'attention', text: errorText(answer.error) }));
  };
  return (
    <Button kind="primary" icon="phone" isLarge autoFocus isPending={request.isPending} onPress={() => void onPress()}>
      {t('idle.becomeAvailable')}
    </Button>
  );
}
