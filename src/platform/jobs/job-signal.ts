import { Injectable } from '@nestjs/common';

/**
 * Wakes the runner before its next look. Whoever waits goes on in its own asynchronous context, never in that of
 * the waker, which may be inside somebody's request or command.
 */
@Injectable()
export class JobSignal {
  private raised = false;
  private release: (() => void) | null = null;

  wake(): void {
    this.raised = true;
    this.release?.();
  }

  /** Resolves when woken, at the latest after `longestMs`; at once when woken since the last wait. */
  async wait(longestMs: number): Promise<void> {
    if (!this.raised) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longestMs);
        this.release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.release = null;
    }
    this.raised = false;
  }
}
