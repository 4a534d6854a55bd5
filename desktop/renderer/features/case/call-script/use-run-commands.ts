import { useCommand } from '../../../app/hooks';
import type { CommandFailure } from '../../../realtime/commands';
import type { ScriptRunWire } from '../use-case';

/** What the agent does with the step of now. */
export interface RunCommands {
  /** An option's key, typed text, or null for "said, go on". */
  readonly answer: (text: string | null) => void;
  readonly jump: (stepId: string) => void;
  readonly leave: () => void;
  /** Tells the call script what came of the act on this step. */
  readonly actDone: (isSuccess: boolean, subjectId: string | null) => void;
  readonly isPending: boolean;
  readonly error: CommandFailure | null;
}

export function useRunCommands(run: ScriptRunWire): RunCommands {
  const answer = useCommand('call-script:answer');
  const jump = useCommand('call-script:jump');
  const leave = useCommand('call-script:leave');
  const actDone = useCommand('call-script:act-done');
  const stepId = run.current?.stepId ?? null;
  const isPending = answer.isPending || jump.isPending || leave.isPending || actDone.isPending;
  return {
    answer: (text) => {
      // A second press while the first is on its way would answer the next step unseen.
      if (stepId !== null && !isPending) void answer.run({ runId: run.id, stepId, answer: text });
    },
    jump: (toStepId) => void jump.run({ runId: run.id, stepId: toStepId }),
    leave: () => void leave.run({ runId: run.id }),
    actDone: (isSuccess, subjectId) => {
      if (stepId !== null) void actDone.run({ runId: run.id, stepId, isSuccess, subjectId });
    },
    isPending,
    error: answer.error ?? jump.error ?? leave.error ?? actDone.error,
  };
}
