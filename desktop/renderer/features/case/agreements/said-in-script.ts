import { findCallScript } from '../../../../../shared/call-scripts/library';
import type { ScriptRunWire } from '../use-case';
import type { SaidInScript } from './agreement-props';

/** What the customer has answered in a run, by variable, so that no form asks for it again (WCAG 3.3.7). */
export function saidInScript(run: Pick<ScriptRunWire, 'slug' | 'version' | 'log'>): SaidInScript {
  const script = findCallScript(run.slug, run.version);
  const said: Record<string, string> = {};
  for (const { kind, stepId, answer } of run.log) {
    if (kind !== 'answered' || answer === null) continue;
    const step = script?.steps.find(({ id }) => id === stepId);
    if (step?.kind === 'ask') said[step.variable] = answer;
  }
  return said;
}
