/** Fails loudly when a promise of the code is broken; for bugs, never for bad input. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${message}`);
}

/** Ends a switch over a closed union: the compiler lists the missing case, the run-time error names it. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
