import { useCallback } from 'react';
import { useAppDispatch } from '../../app/hooks';
import { popChanged } from '../../app/state/workstation';
import type { CommandAnswer } from '../../realtime/commands';

/** Puts a case file that came as an answer on the desk, as if the stream had brought it; a refusal changes nothing. */
export function useTakePop(): (answer: CommandAnswer<'identity:verify' | 'pop:refresh'>) => void {
  const dispatch = useAppDispatch();
  return useCallback(
    (answer) => {
      if (answer.ok) dispatch(popChanged({ pop: answer.data }, Date.now()));
    },
    [dispatch],
  );
}
