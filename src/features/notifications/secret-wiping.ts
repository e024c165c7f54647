import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { wipeSecret } from './notification.jobs.js';
import type { NotificationJob } from './notification.jobs.js';
import { NotificationsRepository } from './notifications.repository.js';

/** Wipes the secret of a notice when its time is over, however the sending went. */
@Injectable()
export class SecretWiping {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: NotificationsRepository,
  ) {}

  @JobHandler(wipeSecret)
  wipe({ notificationId }: NotificationJob): Promise<void> {
    return this.work.run((tx) => this.rows.wipeSecret(tx, notificationId));
  }
}
