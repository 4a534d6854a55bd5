/** Durations in ms, and the shares of them people ask for. */
export class Samples {
  private readonly values: number[] = [];

  add(ms: number): void {
    this.values.push(ms);
  }

  get count(): number {
    return this.values.length;
  }

  get max(): number | null {
    return this.values.length === 0 ? null : this.values.reduce((a, b) => Math.max(a, b));
  }

  get mean(): number | null {
    return this.values.length === 0 ? null : this.values.reduce((a, b) => a + b, 0) / this.values.length;
  }

  /** The value that `percent` of all do not exceed (nearest rank); null without any. */
  percentile(percent: number): number | null {
    const sorted = [...this.values].sort((a, b) => a - b);
    const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
    return sorted[rank - 1] ?? null;
  }
}

/** Stretches in which no server ran: what was measured across one says nothing about the program. */
export class Outages {
  private readonly spans: { from: number; until: number }[] = [];

  add(from: number, until: number): void {
    this.spans.push({ from, until });
  }

  touch(from: number, until: number): boolean {
    return this.spans.some((span) => from <= span.until && until >= span.from);
  }

  get totalMs(): number {
    return this.spans.reduce((sum, span) => sum + span.until - span.from, 0);
  }
}
