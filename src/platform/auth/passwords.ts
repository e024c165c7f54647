import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { Algorithm } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import { Lanes } from './lanes.js';

/** `Algorithm.Argon2id`; a const enum of another package has no value to import. */
const argon2id = 2 satisfies Algorithm;

/**
 * Hashes and checks passwords by argon2id (ID-1), off the event loop. A hash takes tens of milliseconds, so it is
 * never made inside a `run`. One core is left to everybody else, however many sign in at once: hashes on all of them
 * would hold up the event loop as if they were made on it.
 */
@Injectable()
export class Passwords implements OnModuleInit {
  private unknown: Promise<string> | null = null;
  private readonly lanes = new Lanes(Math.max(1, availableParallelism() - 1));

  constructor(private readonly config: AuthConfig) {}

  /** The hash of nobody's is made before anybody asks, or the first to be refused for no account would wait for it. */
  async onModuleInit(): Promise<void> {
    await this.standIn();
  }

  hash(password: string): Promise<string> {
    return this.lanes.run(() => hash(password, { algorithm: argon2id, ...this.costs }));
  }

  /**
   * @param stored null when there is no such account: a hash of nobody's is checked all the same, so that the
   * answer takes as long.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const known = stored ?? (await this.standIn());
    const matches = await this.lanes.run(() => verify(known, password));
    return matches && stored !== null;
  }

  /** Whether the hash was made at other costs than are configured now. */
  isOutdated(stored: string): boolean {
    const made = parseOptions(stored);
    const { memoryCost, timeCost, parallelism } = this.costs;
    return (
      made.algorithm !== argon2id ||
      made.memoryCost !== memoryCost ||
      made.timeCost !== timeCost ||
      made.parallelism !== parallelism
    );
  }

  private standIn(): Promise<string> {
    return (this.unknown ??= this.hash('the password of nobody'));
  }

  private get costs() {
    return { memoryCost: this.config.argonMemoryKib, timeCost: this.config.argonPasses, parallelism: 1 };
  }
}
