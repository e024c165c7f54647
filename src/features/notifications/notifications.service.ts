import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { Secrets } from '../../platform/auth/secrets.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { completeNotice, concealSecrets } from './notice-rendering.js';
import { unsealSecrets } from './notice-secrets.js';
import type { NotificationEntity } from './notification.entity.js';
import { NotificationsRepository } from './notifications.repository.js';

const inboxLength = 100;

/** A person's notices in the app, and the development inbox. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: NotificationsRepository,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly app: AppConfig,
  ) {}

  /** Newest first. */
  async list(actor: Actor, { cursor, limit }: PageRequest): Promise<Page<NotificationEntity>> {
    const filter = ['notifications', actor.id];
    const before = decodeCursor(cursor, filter)?.[0];
    const rows = await this.work.read((reader) =>
      this.rows.listOfUser(reader, actor.id, before === undefined ? null : String(before), limit + 1),
    );
    return toPage(rows, limit, filter, ({ id }) => [id]);
  }

  countUnread(actor: Actor): Promise<number> {
    return this.work.read((reader) => this.rows.countUnread(reader, actor.id));
  }

  /** Reading twice keeps the first time. @throws NotFound when it is not one of the person's. */
  read(actor: Actor, id: string): Promise<NotificationEntity> {
    return this.work.run(async (tx) => {
      const notification = await this.rows.findOfUser(tx, actor.id, id);
      if (!notification) throw new NotFound('notification');
      const readAt = notification.readAt ?? this.clock.now();
      await this.rows.markRead(tx, id, readAt);
      return { ...notification, readAt };
    });
  }

  /** @returns how many were unread. */
  readAll(actor: Actor): Promise<number> {
    return this.work.run((tx) => this.rows.markAllRead(tx, actor.id, this.clock.now()));
  }

  /** Doing it twice is no fault. @throws NotFound when it is not one of the person's. */
  putAway(actor: Actor, id: string): Promise<void> {
    return this.work.run(async (tx) => {
      if (!(await this.rows.putAway(tx, actor.id, id, this.clock.now()))) throw new NotFound('notification');
    });
  }

  /**
   * The newest letters and text messages of everybody, with their codes and links as long as these are good.
   * @throws NotFound in production.
   */
  async listInbox(): Promise<NotificationEntity[]> {
    if (this.app.isProduction) throw new NotFound('route');
    const rows = await this.work.read((reader) => this.rows.listDelivered(reader, inboxLength));
    return rows.map((row) => ({ ...row, body: this.readable(row) }));
  }

  private readable({ id, channel, body, sealed }: NotificationEntity): string {
    return sealed === null
      ? concealSecrets(body)
      : completeNotice(channel, body, unsealSecrets(this.secrets, id, sealed));
  }
}
