/** A gate with the word for why it stops, and the four ways to say so. */
import type { DisconnectionBlock } from './disconnection-case';
import type { Gate, GateEvidence, GateName, GateVerdict } from './gate';

/** A gate and the word for why it stops everything; null where only a date or our own care stands against it. */
export interface GateFinding extends Gate {
  readonly block: DisconnectionBlock | null;
}

type Seen = Partial<Pick<Gate, 'date' | 'amountMinor' | 'count' | 'ruleId'>>;

/** A gate whose verdict says all: it opens by a date or by something we do ourselves. */
export function found(gate: GateName, verdict: GateVerdict, evidence: GateEvidence, seen: Seen = {}): GateFinding {
  return { gate, verdict, evidence, date: null, amountMinor: null, count: null, ruleId: null, ...seen, block: null };
}

export const passes = (gate: GateName, evidence: GateEvidence, seen?: Seen): GateFinding =>
  found(gate, 'pass', evidence, seen);

export function stops(gate: GateName, evidence: GateEvidence, block: DisconnectionBlock, seen?: Seen): GateFinding {
  return { ...found(gate, 'fail', evidence, seen), block };
}

/** Not known: stops as surely as a no. */
export function unknown(gate: GateName, evidence: GateEvidence, block: DisconnectionBlock, seen?: Seen): GateFinding {
  return { ...found(gate, 'unknown', evidence, seen), block };
}
