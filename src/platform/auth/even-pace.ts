import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';

/**
 * Answers that must not tell whether an account exists leave at set instants after the question only: what is done for
 * a known one takes some milliseconds more or less, and that would tell (ID-1). What takes longer than one step, on a
 * busy machine or for a hash at former costs, leaves at the end of the next.
 */
@Injectable()
export class EvenPace {
  constructor(private readonly config: AuthConfig) {}

  /** Holds the answer back, whatever it is. */
  async keep<T>(act: () => Promise<T>): Promise<T> {
    const steps = new Steps(this.config.evenAnswerMs);
    try {
      const answer = await act();
      await steps.next();
      return answer;
    } catch (refusal) {
      await steps.next();
      throw refusal;
    } finally {
      steps.end();
    }
  }

  /** Holds back refusals only, where whoever is let in knows all the same that there is an account. */
  async keepRefusals<T>(act: () => Promise<T>): Promise<T> {
    const steps = new Steps(this.config.evenAnswerMs);
    try {
      return await act();
    } catch (refusal) {
      await steps.next();
      throw refusal;
    } finally {
      steps.end();
    }
  }
}

/**
 * The instants, counted from the question. The timer runs from then on: one that is set when the work is done would
 * tell when that was, by the fraction of a millisecond it leaves out.
 */
class Steps {
  private readonly timer: NodeJS.Timeout | null;
  private waiting: (() => void) | null = null;

  constructor(stepMs: number) {
    this.timer = stepMs === 0 ? null : setInterval(() => this.waiting?.(), stepMs);
  }

  async next(): Promise<void> {
    if (this.timer === null) return;
    await new Promise<void>((resolve) => (this.waiting = resolve));
  }

  end(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }
}
