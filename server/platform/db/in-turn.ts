type Results<T extends readonly (() => unknown)[]> = { -readonly [K in keyof T]: Awaited<ReturnType<T[K]>> };

/**
 * Runs reads one after the other and gives all answers. A transaction has one connection, which takes one statement at a time:
 * asking it in parallel wins nothing, and the driver is about to forbid it.
 */
export async function inTurn<const T extends readonly (() => unknown)[]>(reads: T): Promise<Results<T>> {
  const answers: unknown[] = [];
  for (const read of reads) {
    // oxlint-disable-next-line no-await-in-loop
    answers.push(await read());
  }
  // Each answer stands in the place of its read, which is what the mapped type says.
  return answers as Results<T>;
}
