import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { CommandKeyReused, fingerprintOf } from '../../platform/database/commands.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { observed } from '../../platform/telemetry/activity.js';
import { Log } from '../../platform/telemetry/log.js';
import { GuestThreads } from './guest-threads.js';
import { TurnInterrupted, TurnRunning } from './chat.errors.js';
import { ChatRepository } from './chat.repository.js';
import type { MessageEntity, ThreadEntity, TurnEntity } from './thread.entity.js';
import { TurnHandler } from './turn-handler.js';
import type { TurnAnswer, TurnOutcome } from './turn-handler.js';

export interface Saying {
  message: string;
  threadId?: string;
  channel?: string;
  /** The client's Idempotency-Key: names the turn, so that a repeated request gets the first answer. */
  key?: string;
}

/** A finished turn: what the person is answered. */
export interface AnsweredTurn {
  threadId: string;
  messageId: string;
  turnId: string;
  answer: TurnAnswer;
  responseTimeMs: number;
  replayed: boolean;
}

const leaseMs = 8_000;
/** Longer than a lease, so that a message after a crash is answered and not refused. */
const longestWaitMs = 10_000;
const askAgainMs = 25;

/** What a turn is about. */
interface Said {
  thread: ThreadEntity;
  message: MessageEntity;
}

/** A turn, with what was said when it has just begun; null when the key was known. */
interface Accepted {
  turn: TurnEntity;
  said: Said | null;
}

/**
 * Keeps conversations. A turn is three steps: one transaction takes the message and a lease, the handler thinks,
 * one transaction stores the answer with the dialog it leaves. Messages of one thread are answered one at a time.
 */
@Injectable()
export class ChatService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly chat: ChatRepository,
    private readonly handler: TurnHandler,
    private readonly guests: GuestThreads,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * @throws NotFound `thread.not_found`, GuestThreadsFull, TurnRunning when the message before is still being answered,
   * TurnInterrupted when the turn was lost to a crash twice, CommandKeyReused for a key sent with other words
   */
  async say(actor: Actor, saying: Saying): Promise<AnsweredTurn> {
    const { turn, said } = await this.acceptInTurn(actor, saying);
    return said ? this.observedAnswer(actor, turn, said) : this.settled(actor, turn);
  }

  /** Takes up turns whose process died: each is tried once more, then given up. Safe to call at any time. */
  async recover(actorOf: (principal: string) => Actor): Promise<number> {
    const abandoned = await this.work.read((reader) =>
      this.chat.listAbandonedTurns(reader, this.clock.now()),
    );
    for (const turn of abandoned) {
      const taken = await this.takeOver(turn);
      if (taken) await this.observedAnswer(actorOf(turn.principal), taken).catch(() => undefined);
    }
    return abandoned.length;
  }

  private async acceptInTurn(actor: Actor, saying: Saying): Promise<Accepted> {
    const givenUpAt = performance.now() + longestWaitMs;
    for (;;) {
      try {
        return await this.work.run((tx) => this.accept(tx, actor, saying));
      } catch (error) {
        const mayWait = error instanceof TurnRunning && performance.now() < givenUpAt;
        if (!mayWait && !isUniqueViolation(error)) throw error;
      }
      await pause(askAgainMs);
    }
  }

  private async accept(tx: Tx, actor: Actor, saying: Saying): Promise<Accepted> {
    const principal = principalOf(actor);
    const fingerprint = fingerprintOf({ message: saying.message, threadId: saying.threadId ?? null });
    const known = saying.key === undefined ? null : await this.chat.findTurnByKey(tx, principal, saying.key);
    if (known && known.fingerprint !== fingerprint) throw new CommandKeyReused();
    if (known) return { turn: known, said: null };
    const thread = await this.openThread(tx, actor, saying);
    const running = await this.chat.findRunningTurn(tx, thread.id);
    if (running) await this.giveUpIfDead(tx, running);
    const now = this.clock.now();
    const message: MessageEntity = {
      ...blankMessage(thread.id, thread.nextSequence, now),
      role: 'user',
      content: saying.message,
    };
    const id = newId();
    const turn: TurnEntity = {
      id,
      threadId: thread.id,
      principal,
      key: saying.key ?? id,
      fingerprint,
      state: 'running',
      messageId: message.id,
      answerId: null,
      attempts: 1,
      leaseToken: newId(),
      leaseUntil: new Date(now.getTime() + leaseMs),
      createdAt: now,
      finishedAt: null,
    };
    await this.chat.insertMessage(tx, { ...message, turnId: turn.id });
    await this.chat.insertTurn(tx, turn);
    await this.chat.updateThread(tx, thread.id, {
      nextSequence: thread.nextSequence + 1,
      lastMessageAt: now,
    });
    return { turn, said: { thread, message } };
  }

  private async openThread(
    tx: Tx,
    actor: Actor,
    { threadId, channel, message }: Saying,
  ): Promise<ThreadEntity> {
    if (threadId !== undefined) {
      const thread = await this.chat.holdThread(tx, threadId, actor);
      if (!thread) throw new NotFound('thread');
      return thread;
    }
    await this.guests.admit(tx, actor);
    const thread = blankThread(actor, message, channel ?? 'app', this.clock.now());
    await this.chat.insertThread(tx, thread);
    return thread;
  }

  /** A turn whose lease ran out was lost to a crash; the next message does not wait for it. */
  private async giveUpIfDead(tx: Tx, running: TurnEntity): Promise<void> {
    if (running.leaseUntil > this.clock.now()) throw new TurnRunning();
    await this.chat.updateHeldTurn(tx, running.id, running.leaseToken, {
      state: 'interrupted',
      finishedAt: this.clock.now(),
    });
  }

  private observedAnswer(actor: Actor, turn: TurnEntity, said?: Said): Promise<AnsweredTurn> {
    return observed('turn', 'chat', async (activity) => {
      const answered = await this.answer(actor, turn, said);
      activity.facts['agent'] = answered.answer.agent;
      return answered;
    });
  }

  /** @param said as it was when the turn began; nobody changes the thread while the turn holds its lease */
  private async answer(actor: Actor, turn: TurnEntity, said?: Said): Promise<AnsweredTurn> {
    const startedAt = performance.now();
    const { thread, message } = said ?? (await this.whatWasSaid(turn));
    try {
      const outcome = await this.handler.handle({
        actor,
        threadId: thread.id,
        turnId: turn.id,
        message: message.content,
        language: thread.language,
        dialog: thread.dialog,
        at: message.createdAt,
      });
      return await this.finish(turn, outcome, Math.round(performance.now() - startedAt));
    } catch (error) {
      await this.work.run((tx) =>
        this.chat.updateHeldTurn(tx, turn.id, turn.leaseToken, {
          state: 'failed',
          finishedAt: this.clock.now(),
        }),
      );
      throw error;
    }
  }

  /** @throws NotFound `thread.not_found` when it was deleted meanwhile */
  private async whatWasSaid(turn: TurnEntity): Promise<Said> {
    const { thread, message } = await this.work.read(async (reader) => ({
      thread: await this.chat.findThreadOfTurn(reader, turn),
      message: await this.chat.findMessage(reader, turn.messageId),
    }));
    if (!thread || !message) throw new NotFound('thread');
    return { thread, message };
  }

  private finish(turn: TurnEntity, outcome: TurnOutcome, latencyMs: number): Promise<AnsweredTurn> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const thread = await this.chat.holdThreadOfTurn(tx, turn);
      if (!thread) throw new NotFound('thread');
      const message: MessageEntity = {
        ...blankMessage(turn.threadId, thread.nextSequence, now),
        role: 'assistant',
        content: outcome.answer.reply,
        turnId: turn.id,
        answer: outcome.answer,
        steps: outcome.steps,
        latencyMs,
      };
      const held = await this.chat.updateHeldTurn(tx, turn.id, turn.leaseToken, {
        state: 'done',
        answerId: message.id,
        finishedAt: now,
      });
      if (!held) throw new TurnInterrupted();
      await this.chat.insertMessage(tx, message);
      await this.chat.updateMessage(tx, turn.messageId, {
        intents: outcome.answer.intents,
        entities: outcome.entities,
        sentiment: outcome.sentiment,
      });
      await this.chat.updateThread(tx, turn.threadId, {
        nextSequence: thread.nextSequence + 1,
        lastMessageAt: now,
        language: outcome.answer.language,
        dialog: outcome.dialog,
      });
      return answered(turn, message, outcome.answer, false);
    });
  }

  /** The answer of a turn that another request, or another process, is giving or has given. */
  private async settled(actor: Actor, turn: TurnEntity): Promise<AnsweredTurn> {
    const givenUpAt = performance.now() + longestWaitMs;
    for (;;) {
      const { current, message } = await this.work.read(async (reader) => {
        const found = await this.chat.findTurn(reader, turn.id);
        return {
          current: found,
          message: found?.answerId ? await this.chat.findMessage(reader, found.answerId) : null,
        };
      });
      if (current && message?.answer) return answered(current, message, message.answer, true);
      if (!current || current.state !== 'running') throw new TurnInterrupted();
      const taken = current.leaseUntil <= this.clock.now() ? await this.takeOver(current) : null;
      if (taken) return this.answer(actor, taken);
      if (performance.now() >= givenUpAt) throw new TurnRunning();
      await pause(askAgainMs);
    }
  }

  private takeOver(turn: TurnEntity): Promise<TurnEntity | null> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const isLast = turn.attempts >= 2;
      const change = isLast
        ? { state: 'interrupted' as const, finishedAt: now }
        : { attempts: turn.attempts + 1, leaseToken: newId(), leaseUntil: new Date(now.getTime() + leaseMs) };
      const taken = await this.chat.updateHeldTurn(tx, turn.id, turn.leaseToken, change);
      this.log.warn({ turnId: turn.id, taken, givenUp: isLast }, 'A turn was left unfinished.');
      return taken && !isLast ? { ...turn, ...change } : null;
    });
  }
}

function answered(
  turn: TurnEntity,
  message: MessageEntity,
  answer: TurnAnswer,
  replayed: boolean,
): AnsweredTurn {
  return {
    threadId: turn.threadId,
    messageId: message.id,
    turnId: turn.id,
    answer,
    responseTimeMs: message.latencyMs ?? 0,
    replayed,
  };
}

export function principalOf({ kind, id }: Pick<Actor, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

export function blankThread(
  owner: Pick<Actor, 'kind' | 'id'>,
  title: string,
  channel: string,
  now: Date,
): ThreadEntity {
  return {
    id: newId(),
    ownerKind: owner.kind,
    ownerId: owner.id,
    title: title.slice(0, 120),
    channel,
    language: 'en',
    nextSequence: 1,
    dialog: null,
    createdAt: now,
    lastMessageAt: now,
    deletedAt: null,
  };
}

export function blankMessage(threadId: string, sequence: number, createdAt: Date): MessageEntity {
  return {
    id: newId(),
    threadId,
    sequence,
    role: 'user',
    content: '',
    turnId: null,
    intents: null,
    entities: null,
    sentiment: null,
    answer: null,
    steps: null,
    latencyMs: null,
    createdAt,
  };
}
