import { useCallback, useEffect, useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { CommandName, CommandPayloadWire } from '../../../shared/protocol/commands';
import type { CommandAnswer, CommandFailure } from '../realtime/commands';
import { sendCommand } from './send-command';
import type { AppDispatch, RootState } from './store';

export const useAppDispatch = useDispatch.withTypes<AppDispatch>();
export const useAppSelector = useSelector.withTypes<RootState>();

/** What was refused, if anything, and a way to ask again. */
export interface CommandHandle<N extends CommandName> {
  /** Sends it; the answer is a value. Several at once are fine. */
  readonly run: (payload: CommandPayloadWire<N>) => Promise<CommandAnswer<N>>;
  readonly isPending: boolean;
  readonly error: CommandFailure | null;
  readonly clearError: () => void;
}

/** One command as a component uses it: `const hold = useCommand('call:hold'); hold.run({ callId })`. */
export function useCommand<N extends CommandName>(name: N): CommandHandle<N> {
  const dispatch = useAppDispatch();
  const [pending, setPending] = useState(0);
  const [error, setError] = useState<CommandFailure | null>(null);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const run = useCallback(
    async (payload: CommandPayloadWire<N>) => {
      setPending((count) => count + 1);
      const answer = await dispatch(sendCommand(name, payload));
      if (isMounted.current) {
        setPending((count) => count - 1);
        setError(answer.ok ? null : answer.error);
      }
      return answer;
    },
    [dispatch, name],
  );
  const clearError = useCallback(() => setError(null), []);
  return { run, isPending: pending > 0, error, clearError };
}

/** Add it to this computer's clock to get the server's, for timers. */
export function useClockOffset(): number {
  return useAppSelector((state) => state.connection.clockOffsetMs);
}
