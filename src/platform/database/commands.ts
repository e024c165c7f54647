import { createHash } from 'node:crypto';
import { LessThan } from 'typeorm';
import type { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { commandContext } from './command-context.js';
import type { OpenCommand } from './command-context.js';
import { CommandEntity } from './command.entity.js';
import { isLockWaitTimeout, isUniqueViolation } from './database-errors.js';
import { insertRows, selectRow, updateRows } from './rows.js';
import type { Tx } from './transaction.js';
import type { UnitOfWork } from './unit-of-work.js';

export class CommandKeyReused extends DomainError {
  readonly code = 'idempotency.key_reused';
  readonly kind = 'invalid';

  constructor() {
    super('This Idempotency-Key was used for another request.');
  }
}

/** The same command is being done at this moment, and for longer than a request waits (PF-2). */
export class CommandInProgress extends DomainError {
  readonly code = 'idempotency.in_progress';
  readonly kind = 'conflict';

  constructor() {
    super('The first request with this Idempotency-Key is still being carried out.', {
      retryAfterSeconds: 1,
    });
  }
}

/** A write done once for someone: by REST, by an agent's tool, by a webhook or a job alike. */
export interface Command<T> {
  /** `<audience>:<id>` of the principal. */
  principal: string;
  /** What is done, e.g. `bookings.create`. */
  name: string;
  key: string;
  /** The arguments; a key used again with others is refused. */
  input: unknown;
  /** How long the key is remembered, in milliseconds. Default 24 h. */
  keptMs?: number;
  /** Does it, with exactly one `UnitOfWork.run`, whose result has an `id`. */
  act: () => Promise<T>;
  /** Renders the answer of the first time again from the id its run gave. */
  replay: (resultId: string) => Promise<T>;
}

export interface CommandOutcome<T> {
  result: T;
  replayed: boolean;
}

const dayMs = 86_400_000;

class AlreadyDone extends Error {}

/** Makes writes happen once. Failures are not remembered: a refused command may be sent again. */
export class Commands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws CommandKeyReused when the key was used with other arguments, CommandInProgress */
  async once<T>(command: Command<T>): Promise<CommandOutcome<T>> {
    const scope = `${command.principal}/${command.name}`;
    const fingerprint = fingerprintOf(command.input);
    const done = await this.find(scope, command.key);
    if (done) return this.replay(done, fingerprint, command);
    const open = new OnceCommand(this.clock, scope, fingerprint, command);
    try {
      return { result: await commandContext.run(open, command.act), replayed: false };
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
    }
    const raced = await this.find(scope, command.key);
    if (!raced) throw new Error('A command key was taken and is not to be found.');
    return this.replay(raced, fingerprint, command);
  }

  private find(scope: string, key: string): Promise<CommandEntity | null> {
    return this.work.read((reader) => selectRow(reader, CommandEntity, { scope, key }));
  }

  private async replay<T>(
    done: CommandEntity,
    fingerprint: string,
    command: Command<T>,
  ): Promise<CommandOutcome<T>> {
    if (done.fingerprint !== fingerprint) throw new CommandKeyReused();
    return { result: await command.replay(done.resultId ?? ''), replayed: true };
  }
}

/** Deletes the commands whose time of keeping is over. */
export async function forgetExpiredCommands(tx: Tx, now: Date): Promise<void> {
  await tx.getRepository(CommandEntity).delete({ expiresAt: LessThan(now) });
}

class OnceCommand implements OpenCommand {
  private rowId = '';
  private done = false;

  constructor(
    private readonly clock: Clock,
    private readonly scope: string,
    private readonly fingerprint: string,
    private readonly command: Pick<Command<unknown>, 'key' | 'keptMs'>,
  ) {}

  async begin(tx: Tx): Promise<void> {
    if (this.done) throw new Error(`${this.scope} ran twice: a command has one unit of work.`);
    const now = this.clock.now();
    this.rowId = newId();
    try {
      await insertRows(tx, CommandEntity, {
        id: this.rowId,
        scope: this.scope,
        key: this.command.key,
        fingerprint: this.fingerprint,
        resultId: null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + (this.command.keptMs ?? dayMs)),
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new AlreadyDone();
      // Only the first request of this key can hold the row that the insert waited for.
      if (isLockWaitTimeout(error)) throw new CommandInProgress();
      throw error;
    }
  }

  async finish(tx: Tx, result: unknown): Promise<void> {
    await updateRows(tx, CommandEntity, { id: this.rowId }, { resultId: idOf(result) });
  }

  committed(): void {
    this.done = true;
  }
}

function idOf(result: unknown): string {
  if (typeof result === 'object' && result !== null && 'id' in result && typeof result.id === 'string')
    return result.id;
  throw new Error('The run of a command must give a result with an id, for its replay.');
}

/** SHA-256, in hex, of the value with its keys in order. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** JSON with object keys sorted, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? 'null'
  );
}
