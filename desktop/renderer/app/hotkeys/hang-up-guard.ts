/** Hold the key this long, or press it twice within a second: a call is not ended by a slip of the hand. */
export const HANG_UP_HOLD_MS = 400;
export const HANG_UP_TWICE_MS = 1_000;

/** Decides when F4 means it. `onArmed` tells the screen that one more press ends the call. */
export class HangUpGuard {
  private armedAt: number | null = null;
  private holdTimer: ReturnType<typeof setTimeout> | null = null;
  private armTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly fire: () => void,
    private readonly onArmed: (isArmed: boolean) => void,
    private readonly nowMs: () => number = Date.now,
  ) {}

  down(): void {
    const now = this.nowMs();
    if (this.armedAt !== null && now - this.armedAt <= HANG_UP_TWICE_MS) {
      this.done();
      return;
    }
    this.armedAt = now;
    this.onArmed(true);
    this.holdTimer = setTimeout(() => this.done(), HANG_UP_HOLD_MS);
    this.armTimer = setTimeout(() => this.reset(), HANG_UP_TWICE_MS);
  }

  up(): void {
    if (this.holdTimer !== null) clearTimeout(this.holdTimer);
    this.holdTimer = null;
  }

  reset(): void {
    this.up();
    if (this.armTimer !== null) clearTimeout(this.armTimer);
    this.armTimer = null;
    if (this.armedAt === null) return;
    this.armedAt = null;
    this.onArmed(false);
  }

  private done(): void {
    this.reset();
    this.fire();
  }
}
