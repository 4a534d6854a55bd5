/**
 * Work about the same subject runs one after the other, work about different subjects side by side. Failures are the
 * work's own business: what it throws is lost here.
 */
export class Lanes {
  /** The last piece of work of each subject; the next one follows it. */
  private readonly lastOf = new Map<string, Promise<void>>();

  /** `subjectsMax`: how many subjects may be at work at the same time. */
  constructor(private readonly subjectsMax: number) {}

  /** Resolves when {@link run} may be called for a subject that is not at work yet. */
  async whenFree(): Promise<void> {
    // Each round waits for one piece of work to end.
    // oxlint-disable-next-line no-await-in-loop
    while (this.lastOf.size >= this.subjectsMax) await Promise.race(this.lastOf.values());
  }

  /** Starts `work`, or lets it follow what is under way for the same subject. */
  run(subject: string, work: () => Promise<void>): void {
    const before = this.lastOf.get(subject) ?? Promise.resolve();
    const last = before
      .then(work)
      .catch(() => undefined)
      .finally(() => {
        if (this.lastOf.get(subject) === last) this.lastOf.delete(subject);
      });
    this.lastOf.set(subject, last);
  }

  /** Resolves when nothing is under way any more. */
  async whenIdle(): Promise<void> {
    // Work may have been added meanwhile.
    // oxlint-disable-next-line no-await-in-loop
    while (this.lastOf.size > 0) await Promise.all(this.lastOf.values());
  }
}
