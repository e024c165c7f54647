import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import type { Keyset } from '../../kernel/paging.js';
import { lockRow } from '../../platform/database/locks.js';
import { newestFirst } from '../../platform/database/newest-first.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import { MessageEntity, ThreadEntity, TurnEntity } from './thread.entity.js';

@Injectable()
export class ChatRepository {
  /** Null when there is none, or it is not the actor's: the two look alike (ID-10). */
  findThread(reader: Reader, id: string, owner: Pick<Actor, 'kind' | 'id'>): Promise<ThreadEntity | null> {
    return reader
      .getRepository(ThreadEntity)
      .findOneBy({ id, ownerKind: owner.kind, ownerId: owner.id, deletedAt: IsNull() });
  }

  /** As `findThread`; other turns of the thread wait until the transaction ends. */
  holdThread(tx: Tx, id: string, owner: Pick<Actor, 'kind' | 'id'>): Promise<ThreadEntity | null> {
    return lockRow(tx, ThreadEntity, { id, ownerKind: owner.kind, ownerId: owner.id, deletedAt: IsNull() });
  }

  /** As `holdThread`, for what was accepted already, whoever the thread belongs to by now. */
  holdThreadOfTurn(tx: Tx, { threadId }: Pick<TurnEntity, 'threadId'>): Promise<ThreadEntity | null> {
    return lockRow(tx, ThreadEntity, { id: threadId, deletedAt: IsNull() });
  }

  findThreadOfTurn(reader: Reader, { threadId }: Pick<TurnEntity, 'threadId'>): Promise<ThreadEntity | null> {
    return reader.getRepository(ThreadEntity).findOneBy({ id: threadId, deletedAt: IsNull() });
  }

  countThreads(reader: Reader, owner: Pick<Actor, 'kind' | 'id'>): Promise<number> {
    return reader
      .getRepository(ThreadEntity)
      .countBy({ ownerKind: owner.kind, ownerId: owner.id, deletedAt: IsNull() });
  }

  /** Gives all threads of one principal to another; deleted ones go along, so that they are erased with the rest. */
  async changeOwner(tx: Tx, from: Pick<Actor, 'kind' | 'id'>, to: Pick<Actor, 'kind' | 'id'>): Promise<void> {
    await updateRows(
      tx,
      ThreadEntity,
      { ownerKind: from.kind, ownerId: from.id },
      { ownerKind: to.kind, ownerId: to.id },
    );
  }

  /** A key names a turn of one principal only, so those of the former owner give way to the turns' own ids. */
  async changePrincipal(tx: Tx, from: string, to: string): Promise<void> {
    await tx
      .getRepository(TurnEntity)
      .createQueryBuilder()
      .update()
      .set({ principal: to, key: () => 'id' })
      .where({ principal: from })
      .execute();
  }

  async insertThread(tx: Tx, thread: ThreadEntity): Promise<void> {
    await insertRows(tx, ThreadEntity, thread);
  }

  async updateThread(tx: Tx, id: string, change: Partial<ThreadEntity>): Promise<void> {
    await updateRows(tx, ThreadEntity, { id }, change);
  }

  /** Newest first. */
  listThreads(
    reader: Reader,
    owner: Pick<Actor, 'kind' | 'id'>,
    after: Keyset | null,
    take: number,
  ): Promise<ThreadEntity[]> {
    const query = reader
      .getRepository(ThreadEntity)
      .createQueryBuilder('thread')
      .where('thread.ownerKind = :kind AND thread.ownerId = :id AND thread.deletedAt IS NULL', owner)
      .take(take);
    return newestFirst(query, 'lastMessageAt', after).getMany();
  }

  async insertMessage(tx: Tx, message: MessageEntity): Promise<void> {
    await insertRows(tx, MessageEntity, message);
  }

  async updateMessage(
    tx: Tx,
    id: string,
    change: Pick<MessageEntity, 'sentiment' | 'intents' | 'entities'>,
  ): Promise<void> {
    await updateRows(tx, MessageEntity, { id }, change);
  }

  findMessage(reader: Reader, id: string): Promise<MessageEntity | null> {
    return reader.getRepository(MessageEntity).findOneBy({ id });
  }

  /** Oldest first, from after a sequence number. */
  listMessages(
    reader: Reader,
    threadId: string,
    afterSequence: number,
    take: number,
  ): Promise<MessageEntity[]> {
    return reader
      .getRepository(MessageEntity)
      .createQueryBuilder('message')
      .where('message.threadId = :threadId AND message.sequence > :afterSequence', {
        threadId,
        afterSequence,
      })
      .orderBy('message.sequence', 'ASC')
      .take(take)
      .getMany();
  }

  findTurn(reader: Reader, id: string): Promise<TurnEntity | null> {
    return reader.getRepository(TurnEntity).findOneBy({ id });
  }

  findTurnByKey(reader: Reader, principal: string, key: string): Promise<TurnEntity | null> {
    return reader.getRepository(TurnEntity).findOneBy({ principal, key });
  }

  findRunningTurn(reader: Reader, threadId: string): Promise<TurnEntity | null> {
    return reader.getRepository(TurnEntity).findOneBy({ threadId, state: 'running' });
  }

  listAbandonedTurns(reader: Reader, now: Date): Promise<TurnEntity[]> {
    return reader
      .getRepository(TurnEntity)
      .find({ where: { state: 'running', leaseUntil: LessThan(now) }, take: 100 });
  }

  async insertTurn(tx: Tx, turn: TurnEntity): Promise<void> {
    await insertRows(tx, TurnEntity, turn);
  }

  /** Changes a running turn only for whoever still holds its lease; false when somebody else took it over. */
  async updateHeldTurn(
    tx: Tx,
    id: string,
    leaseToken: string,
    change: Partial<TurnEntity>,
  ): Promise<boolean> {
    return (await updateRows(tx, TurnEntity, { id, leaseToken, state: 'running' }, change)) === 1;
  }
}
