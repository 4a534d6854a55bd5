/** So many new pages in so short a time mean that the fault is not in the page; the agent is told instead. */
const RECOVERIES_MAX = 3;
const RECOVERY_WINDOW_MS = 60_000;

export interface CrashRecovery {
  /** Called at each crash: whether to make the page anew, or to give up and tell the agent. */
  onCrash(): 'reload' | 'give-up';
  recoveries(): number;
}

/** Counts crashes of the page. A crash that is long past does not count against a new one. */
export function createCrashRecovery(nowMs: () => number): CrashRecovery {
  let recent: number[] = [];
  let total = 0;
  return {
    onCrash: () => {
      recent = recent.filter((at) => nowMs() - at < RECOVERY_WINDOW_MS);
      if (recent.length >= RECOVERIES_MAX) return 'give-up';
      recent.push(nowMs());
      total += 1;
      return 'reload';
    },
    recoveries: () => total,
  };
}
