import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';

/**
 * Answers that must not tell whether an account exists are given no sooner than a set time after the question: what
 * is done for a known one takes a few milliseconds more, and that would tell (ID-1).
 */
@Injectable()
export class EvenPace {
  constructor(private readonly config: AuthConfig) {}

  async keep<T>(act: () => Promise<T>): Promise<T> {
    const [outcome] = await Promise.allSettled([act(), wait(this.config.evenAnswerMs)]);
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }
}
