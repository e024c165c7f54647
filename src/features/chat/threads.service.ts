import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ChatRepository } from './chat.repository.js';
import { blankThread } from './chat.service.js';
import { GuestThreads } from './guest-threads.js';
import type { MessageEntity, ThreadEntity } from './thread.entity.js';

/** Threads and their messages, to their owner only. */
@Injectable()
export class ThreadsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly chat: ChatRepository,
    private readonly guests: GuestThreads,
    private readonly clock: Clock,
  ) {}

  /** @throws GuestThreadsFull */
  open(actor: Actor, title = 'New conversation'): Promise<ThreadEntity> {
    return this.work.run(async (tx) => {
      await this.guests.admit(tx, actor);
      const thread = blankThread(actor, title, 'app', this.clock.now());
      await this.chat.insertThread(tx, thread);
      return thread;
    });
  }

  get(actor: Actor, id: string): Promise<ThreadEntity> {
    return this.work.read((reader) => this.owned(reader, actor, id));
  }

  list(actor: Actor, { cursor, limit }: PageRequest): Promise<Page<ThreadEntity>> {
    return this.work.read(async (reader) => {
      const rows = await this.chat.listThreads(reader, actor, decodeCursor(cursor, actor.id), limit + 1);
      return toPage(rows, limit, actor.id, (row) => [row.lastMessageAt.getTime(), row.id]);
    });
  }

  listMessages(actor: Actor, threadId: string, after: number, limit: number): Promise<Page<MessageEntity>> {
    return this.work.read(async (reader) => {
      await this.owned(reader, actor, threadId);
      const rows = await this.chat.listMessages(reader, threadId, after, limit + 1);
      const data = rows.slice(0, limit);
      const next = rows.length > limit ? String(data.at(-1)?.sequence ?? '') : null;
      return { data, page: { next, limit } };
    });
  }

  rename(actor: Actor, id: string, title: string): Promise<ThreadEntity> {
    return this.work.run(async (tx) => {
      const thread = await this.owned(tx, actor, id);
      await this.chat.updateThread(tx, id, { title });
      return { ...thread, title };
    });
  }

  remove(actor: Actor, id: string): Promise<void> {
    return this.work.run(async (tx) => {
      await this.owned(tx, actor, id);
      await this.chat.updateThread(tx, id, { deletedAt: this.clock.now() });
    });
  }

  private async owned(reader: Reader, actor: Actor, id: string): Promise<ThreadEntity> {
    const thread = await this.chat.findThread(reader, id, actor);
    if (!thread) throw new NotFound('thread');
    return thread;
  }
}
