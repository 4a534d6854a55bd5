import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestedState } from '../../../../shared/agents/vocabulary';
import { useAppDispatch, useAppSelector, useClockOffset, useCommand } from '../../app/hooks';
import { useHotkey, useKeys } from '../../app/hotkeys/use-hotkey';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { readableKeys } from '../../ui/KeyHint';
import { Menu } from '../../ui/Menu';
import { durationText } from '../../ui/time-of-day';
import { useNow } from '../../ui/use-now';

const REASONS = ['break', 'lunch', 'meeting', 'training', 'admin_work'] as const;
type ChosenReason = (typeof REASONS)[number];

/** What a menu entry asks for. */
export function requestOf(id: string): RequestedState {
  const reason = REASONS.find((candidate) => candidate === id);
  if (reason !== undefined) return { state: 'unavailable', reason };
  return id === 'offline' ? { state: 'offline' } : { state: 'available' };
}

/** My status, since when, and what I asked for next; while busy a choice is kept and takes effect afterwards. */
export function StatusMenu() {
  const { t } = useTranslation(['softphone', 'vocabulary']);
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const agent = useAppSelector((state) => state.workstation.agent);
  const request = useCommand('agent:request-state');
  const button = useRef<HTMLButtonElement>(null);
  const keys = useKeys('status');
  useHotkey('status', () => button.current?.click());
  const now = useNow() + useClockOffset();
  if (agent === null) return null;
  const isBusy = agent.state === 'on_call' || agent.state === 'wrapping_up' || agent.state === 'ringing';
  const words =
    agent.reason === null
      ? t(`vocabulary:agentState.${agent.state}`)
      : t(`vocabulary:unavailableReason.${agent.reason}`);
  const next = agent.requestedNext;
  const nextWords =
    next === null
      ? null
      : next.state === 'unavailable'
        ? t(`vocabulary:unavailableReason.${next.reason}`)
        : t(`vocabulary:agentState.${next.state}`);
  const onAction = async (id: string) => {
    const answer = await request.run({ request: requestOf(id) });
    if (!answer.ok) dispatch(toastRaised({ tone: 'attention', text: errorText(answer.error) }));
  };
  const isChosen = (state: RequestedState['state'], reason: ChosenReason | null = null) => {
    const shown = next ?? agent;
    const shownReason = 'reason' in shown ? shown.reason : null;
    return shown.state === state && shownReason === reason;
  };
  return (
    <Menu
      label={t('status.menu')}
      trigger={
        <Button
          ref={button}
          kind="bar"
          icon="chevronDown"
          className="fm-status"
          hint={`${t('status.menu')} (${readableKeys(keys)})`}
        >
          <span className="fm-status-dot" data-state={agent.state} aria-hidden="true" />
          <span className="fm-status-words">
            {words}
            {nextWords !== null && <small>{t('status.next', { state: nextWords })}</small>}
          </span>
          {!isBusy && <span className="tabular fm-status-time">{durationText(now - agent.since)}</span>}
        </Button>
      }
      groups={[
        {
          id: 'on',
          ...(isBusy ? { label: t('status.nextWords') } : {}),
          entries: [{ id: 'available', label: t('status.available'), isSelected: isChosen('available') }],
        },
        {
          id: 'away',
          label: t('status.pause'),
          entries: REASONS.map((reason) => ({
            id: reason,
            label: t(`vocabulary:unavailableReason.${reason}`),
            isSelected: isChosen('unavailable', reason),
          })),
        },
        { id: 'off', entries: [{ id: 'offline', label: t('status.offline'), isSelected: isChosen('offline') }] },
      ]}
      onAction={(id) => void onAction(id)}
    />
  );
}
