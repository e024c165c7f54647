/**
 * Ends waits that last too long, all of them after the same time, by one timer. What begins first is over first, so
 * beginning and ending a wait cost the same however many there are.
 */
export class Deadlines {
  private readonly waits = new Set<Wait>();
  private timer: NodeJS.Timeout | null = null;

  /** @param limitMs how long a wait may last, in milliseconds */
  constructor(
    private readonly limitMs: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** @returns what ends the wait in time; after it, or after `expire`, nothing more happens */
  begin(expire: () => void): () => void {
    const wait = { endsMs: this.nowMs() + this.limitMs, expire };
    this.waits.add(wait);
    if (this.timer === null) this.sweepIn(this.limitMs);
    return () => void this.waits.delete(wait);
  }

  /** A process that has nothing else to do need not live on for it. */
  private sweepIn(delayMs: number): void {
    this.timer = setTimeout(() => this.sweep(), delayMs);
    this.timer.unref();
  }

  /** Looks again when the wait that is now the oldest is over; with none left there is nothing to look for. */
  private sweep(): void {
    this.timer = null;
    const nowMs = this.nowMs();
    for (const wait of this.waits) {
      if (wait.endsMs > nowMs) {
        this.sweepIn(Math.ceil(wait.endsMs - nowMs));
        return;
      }
      this.waits.delete(wait);
      wait.expire();
    }
  }
}

interface Wait {
  readonly endsMs: number;
  readonly expire: () => void;
}
