import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { SmsSender } from '../../platform/sms/sms-sender.js';
import type { NotificationEntity } from './notification.entity.js';
import { sendEmail, sendSms } from './notification.jobs.js';
import type { NotificationJob } from './notification.jobs.js';
import { NotificationsRepository } from './notifications.repository.js';

/** Sends what was written. A crash between the sending and its commit sends it again, under the same id. */
@Injectable()
export class NotificationDelivery {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: NotificationsRepository,
    private readonly mailer: Mailer,
    private readonly sms: SmsSender,
    private readonly clock: Clock,
  ) {}

  @JobHandler(sendEmail)
  email({ notificationId }: NotificationJob): Promise<void> {
    return this.deliver(notificationId, ({ id, to, subject, body }) =>
      this.mailer.send({ id, to: given(to, id), subject: given(subject, id), text: body }),
    );
  }

  @JobHandler(sendSms)
  text({ notificationId }: NotificationJob): Promise<void> {
    return this.deliver(notificationId, ({ id, to, body, dltId }) =>
      this.sms.send({ id, to: given(to, id), text: body, dltId: given(dltId, id) }),
    );
  }

  private async deliver(
    id: string,
    send: (notification: NotificationEntity) => Promise<string>,
  ): Promise<void> {
    const notification = await this.work.read((reader) => this.rows.find(reader, id));
    if (notification?.state !== 'queued') return;
    const reference = await send(notification);
    await this.work.run((tx) => this.rows.markSent(tx, id, this.clock.now(), reference));
  }
}

function given(value: string | null, id: string): string {
  if (value === null) throw new Error(`Notification ${id} lacks what its channel needs.`);
  return value;
}
