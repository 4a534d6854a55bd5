import { callScriptLibrary } from '../../../../../shared/call-scripts/library';
import type { CallScript } from '../../../../../shared/call-scripts/schema';
import type { CallScriptSlug, Insight } from '../../../../../shared/insights/insight';

export interface OfferedScript {
  readonly script: CallScript;
  /** The insight speaks for it. */
  readonly isSuggested: boolean;
}

function newest(slug: CallScriptSlug): CallScript | null {
  const versions = callScriptLibrary.filter((script) => script.slug === slug);
  return versions.sort((a, b) => b.version - a.version)[0] ?? null;
}

/**
 * Every call script, those the insights speak for first in the insights' own order. Before the gate is open the one that
 * verifies comes first: nothing else can be said yet.
 */
export function offeredScripts(insights: readonly Insight[], isGateOpen: boolean): OfferedScript[] {
  const suggested = isGateOpen ? insights.flatMap(({ suggests }) => suggests ?? []) : (['verify-and-open'] as const);
  const all = [...suggested, ...callScriptLibrary.map(({ slug }) => slug)];
  return [...new Set<CallScriptSlug>(all)].flatMap((slug) => {
    const script = newest(slug);
    return script === null ? [] : [{ script, isSuggested: suggested.some((other) => other === slug) }];
  });
}
