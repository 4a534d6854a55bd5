/** A map that remembers only the newest entries: memory with a named end. */
export class BoundedMemory<V> {
  readonly #kept = new Map<string, V>();
  readonly #keptMax: number;

  constructor(keptMax: number) {
    this.#keptMax = keptMax;
  }

  get(key: string): V | undefined {
    return this.#kept.get(key);
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** Remembers; the oldest entry is forgotten when there are too many. */
  set(key: string, value: V): void {
    this.#kept.set(key, value);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > this.#keptMax && oldest.done !== true) this.#kept.delete(oldest.value);
  }
}
