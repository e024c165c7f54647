import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { concealSecrets } from './notice-rendering.js';
import type { NotificationEntity, NotificationState } from './notification.entity.js';
import { sendEmail, sendSms } from './notification.jobs.js';
import { NotificationNotFailed, NotificationSecretWiped } from './notifications.errors.js';
import { NotificationsRepository } from './notifications.repository.js';

/** What became of everybody's notices: the dead letters among them are for staff to see and to send again. */
@Injectable()
export class StaffNotificationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: NotificationsRepository,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list({ cursor, limit }: PageRequest, state: NotificationState): Promise<Page<NotificationEntity>> {
    const filter = ['ops notifications', state];
    const before = decodeCursor(cursor, filter)?.[0];
    const rows = await this.work.read((reader) =>
      this.rows.listByState(reader, state, before === undefined ? null : String(before), limit + 1),
    );
    return toPage(rows, limit, filter, ({ id }) => [id]);
  }

  /** @throws NotFound */
  async get(id: string): Promise<NotificationEntity> {
    const found = await this.work.read((reader) => this.rows.find(reader, id));
    if (!found) throw new NotFound('notification');
    return found;
  }

  /**
   * Sends what failed once more, under its own id. Whether it may still leave is judged when it does.
   * @throws NotFound, NotificationNotFailed, NotificationSecretWiped
   */
  resend(id: string): Promise<NotificationEntity> {
    return this.work.run(async (tx) => {
      const notification = await this.rows.hold(tx, id);
      if (!notification) throw new NotFound('notification');
      if (notification.state !== 'failed') throw new NotificationNotFailed(notification.state);
      if (concealSecrets(notification.body) !== notification.body) throw new NotificationSecretWiped();
      await this.rows.requeue(tx, id);
      const job = notification.channel === 'email' ? sendEmail : sendSms;
      const key = `notice:${id}:${this.clock.now().toISOString()}`;
      await this.jobs.add(tx, job, { notificationId: id }, { key });
      return { ...notification, state: 'queued', failure: null };
    });
  }
}
