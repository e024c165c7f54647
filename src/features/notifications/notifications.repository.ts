import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { NotificationEntity } from './notification.entity.js';
import type { NotificationState } from './notification.entity.js';

@Injectable()
export class NotificationsRepository {
  /** @returns false when a notice of that dedup key is there already (NT-3). */
  async insert(tx: Tx, notification: NotificationEntity): Promise<boolean> {
    try {
      await tx.getRepository(NotificationEntity).insert(notification);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  find(reader: Reader, id: string): Promise<NotificationEntity | null> {
    return reader.getRepository(NotificationEntity).findOneBy({ id });
  }

  findOfUser(reader: Reader, userId: string, id: string): Promise<NotificationEntity | null> {
    return reader
      .getRepository(NotificationEntity)
      .findOneBy({ id, userId, channel: 'in_app', deletedAt: IsNull() });
  }

  /** The person's notices in the app, newest first, from before the given id. */
  listOfUser(
    reader: Reader,
    userId: string,
    beforeId: string | null,
    limit: number,
  ): Promise<NotificationEntity[]> {
    return reader.getRepository(NotificationEntity).find({
      where: {
        userId,
        channel: 'in_app',
        deletedAt: IsNull(),
        ...(beforeId !== null && { id: LessThan(beforeId) }),
      },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  countUnread(reader: Reader, userId: string): Promise<number> {
    return reader
      .getRepository(NotificationEntity)
      .countBy({ userId, channel: 'in_app', readAt: IsNull(), deletedAt: IsNull() });
  }

  /** Letters and text messages of everybody, newest first. */
  listDelivered(reader: Reader, limit: number): Promise<NotificationEntity[]> {
    return reader.getRepository(NotificationEntity).find({
      where: { channel: In(['email', 'sms']) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Keeps the first time it was read. */
  async markRead(tx: Tx, id: string, readAt: Date): Promise<void> {
    await tx.getRepository(NotificationEntity).update({ id, readAt: IsNull() }, { readAt });
  }

  async markAllRead(tx: Tx, userId: string, readAt: Date): Promise<number> {
    const { affected } = await tx
      .getRepository(NotificationEntity)
      .update({ userId, channel: 'in_app', readAt: IsNull(), deletedAt: IsNull() }, { readAt });
    return affected ?? 0;
  }

  /** Puts one of the person's notices away, and keeps the first time. @returns false when they have no such notice. */
  async putAway(tx: Tx, userId: string, id: string, deletedAt: Date): Promise<boolean> {
    const theirs = { id, userId, channel: 'in_app' as const };
    await tx.getRepository(NotificationEntity).update({ ...theirs, deletedAt: IsNull() }, { deletedAt });
    return tx.getRepository(NotificationEntity).existsBy(theirs);
  }

  /** Of everybody, by what became of them, newest first, from before the given id. */
  listByState(
    reader: Reader,
    state: NotificationState,
    beforeId: string | null,
    limit: number,
  ): Promise<NotificationEntity[]> {
    return reader.getRepository(NotificationEntity).find({
      where: { state, ...(beforeId !== null && { id: LessThan(beforeId) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  hold(tx: Tx, id: string): Promise<NotificationEntity | null> {
    return lockRow(tx, NotificationEntity, { id });
  }

  async requeue(tx: Tx, id: string): Promise<void> {
    await tx
      .getRepository(NotificationEntity)
      .update({ id, state: 'failed' }, { state: 'queued', failure: null });
  }

  /** @param keepsSecret in development, where the inbox is the only place to read it */
  async markSent(
    tx: Tx,
    id: string,
    { sentAt, reference, keepsSecret }: { sentAt: Date; reference: string; keepsSecret: boolean },
  ): Promise<void> {
    await tx.getRepository(NotificationEntity).update(
      { id, state: 'queued' },
      {
        state: 'sent',
        sentAt,
        reference: reference.slice(0, 100),
        ...(!keepsSecret && { sealed: null }),
      },
    );
  }

  /** It is not sent, and its secret is of no more use. */
  async end(
    tx: Tx,
    id: string,
    { state, failure }: { state: 'failed' | 'void'; failure: string },
  ): Promise<void> {
    await tx
      .getRepository(NotificationEntity)
      .update({ id, state: 'queued' }, { state, failure: failure.slice(0, 100), sealed: null });
  }

  async wipeSecret(tx: Tx, id: string): Promise<void> {
    await tx.getRepository(NotificationEntity).update({ id }, { sealed: null });
  }
}
