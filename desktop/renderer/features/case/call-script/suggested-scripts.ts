import { callScriptLibrary } from '../../../../../shared/call-scripts/library';
import type { CallScript } from '../../../../../shared/call-scripts/schema';
import type { CallScriptSlug, Insight } from '../../../../../shared/insights/insight';

export interface OfferedScript {
  readonly script: CallScript;
  /** What has been said, the ledger or the menu speaks for it. */
  readonly isSuggested: boolean;
}

export interface OfferedFor {
  readonly insights: readonly Insight[];
  readonly isGateOpen: boolean;
  /** The script that the one before led to. */
  readonly leadsTo: CallScriptSlug | null;
  /** What the customer chose in the menu; often the name of a reason. */
  readonly topic: string | null;
}

function newest(slug: CallScriptSlug): CallScript | null {
  const versions = callScriptLibrary.filter((script) => script.slug === slug);
  return versions.sort((a, b) => b.version - a.version)[0] ?? null;
}

/** The script made for a reason: the one that names it first, else any that serves it. */
export function scriptForReason(reason: string): CallScriptSlug | null {
  const newestOnes = callScriptLibrary.flatMap(({ slug, version }) => {
    const script = newest(slug);
    return script === null || script.version !== version ? [] : [script];
  });
  const own = newestOnes.find(({ reasons }) => reasons[0] === reason);
  return (own ?? newestOnes.find(({ reasons }) => reasons.some((one) => one === reason)))?.slug ?? null;
}

/**
 * Every call script: first the one that the conversation led to, then those the insights speak for in their own order, then
 * what the customer chose in the menu. Before the gate is open the one that verifies comes first: nothing else can be said.
 */
export function offeredScripts({ insights, isGateOpen, leadsTo, topic }: OfferedFor): OfferedScript[] {
  const byTopic = topic === null ? null : scriptForReason(topic);
  const suggested: (CallScriptSlug | null)[] = isGateOpen
    ? [leadsTo, ...insights.map(({ suggests }) => suggests), byTopic]
    : [leadsTo, 'verify-and-open'];
  const known = suggested.filter((slug) => slug !== null);
  const all = [...known, ...callScriptLibrary.map(({ slug }) => slug)];
  return [...new Set<CallScriptSlug>(all)].flatMap((slug) => {
    const script = newest(slug);
    return script === null ? [] : [{ script, isSuggested: known.includes(slug) }];
  });
}
