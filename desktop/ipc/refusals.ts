/**
 * Why main refused a call of the page. FOREIGN_SENDER: it came from another frame or origin. INVALID_PAYLOAD: it does not
 * fit its schema. FAILED: the work itself went wrong; the log of the main process says how.
 */
export const BRIDGE_REFUSALS = ['FOREIGN_SENDER', 'INVALID_PAYLOAD', 'FAILED'] as const;
export type BridgeRefusal = (typeof BRIDGE_REFUSALS)[number];

/** The text of a refusal on the wire. Electron carries nothing of an Error but its message, so the code leads it. */
export function refusalMessage(refusal: BridgeRefusal, channel: string): string {
  return `${refusal}: ${channel}`;
}

/** The code in an error that the bridge threw, also behind the words Electron puts before it. */
export function refusalOf(error: unknown): BridgeRefusal | undefined {
  const message = error instanceof Error ? error.message : '';
  return BRIDGE_REFUSALS.find((refusal) => message.includes(`${refusal}: `));
}
