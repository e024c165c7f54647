import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Secrets } from '../../platform/auth/secrets.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import type { JobContext } from '../../platform/jobs/job-handlers.js';
import type { JobName } from '../../platform/jobs/job-names.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { SmsSender } from '../../platform/sms/sms-sender.js';
import { Log } from '../../platform/telemetry/log.js';
import { NoticeTextUnregistered, completeNotice, matchesRegistered } from './notice-rendering.js';
import { unsealSecrets } from './notice-secrets.js';
import { NotificationTemplates } from './notification-templates.service.js';
import type { NotificationEntity } from './notification.entity.js';
import { sendEmail, sendSms } from './notification.jobs.js';
import type { NotificationJob } from './notification.jobs.js';
import { NotificationsRepository } from './notifications.repository.js';
import { SendingGate } from './sending-gate.js';

/** How often a notice is handed over before it is given up, once less than its job would be: some hours of an outage. */
const mostAttempts = 19;

interface Way {
  job: JobName<NotificationJob>;
  leaves: boolean;
  /** @param body with its secrets in it */
  send: (notification: NotificationEntity, body: string) => Promise<string>;
}

/**
 * Sends what was written. A crash between the sending and its commit sends it again, under the same id, by which
 * the receiver tells the repeat. What cannot be sent stays as `failed` with the code of the reason, for staff to see.
 */
@Injectable()
export class NotificationDelivery {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: NotificationsRepository,
    private readonly templates: NotificationTemplates,
    private readonly gate: SendingGate,
    private readonly jobs: Jobs,
    private readonly mailer: Mailer,
    private readonly sms: SmsSender,
    private readonly secrets: Secrets,
    private readonly app: AppConfig,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  @JobHandler(sendEmail)
  email({ notificationId }: NotificationJob, { attempt }: JobContext): Promise<void> {
    return this.deliver(notificationId, attempt, {
      job: sendEmail,
      leaves: this.mailer.leaves,
      send: ({ id, to, subject }, text) =>
        this.mailer.send({ id, to: given(to, id), subject: given(subject, id), text }),
    });
  }

  @JobHandler(sendSms)
  text({ notificationId }: NotificationJob, { attempt }: JobContext): Promise<void> {
    return this.deliver(notificationId, attempt, {
      job: sendSms,
      leaves: this.sms.leaves,
      send: async ({ id, to, kind, dltId }, text) => {
        await this.requireRegistered(kind, given(dltId, id), text);
        return this.sms.send({ id, to: given(to, id), text, dltId: given(dltId, id) });
      },
    });
  }

  private async deliver(id: string, attempt: number, way: Way): Promise<void> {
    const now = this.clock.now();
    const found = await this.work.read(async (reader) => {
      const notification = await this.rows.find(reader, id);
      if (notification?.state !== 'queued') return null;
      return { notification, verdict: await this.gate.judge(reader, notification, now) };
    });
    if (!found) return;
    const { notification, verdict } = found;
    if (verdict.act === 'wait') return this.wait(way.job, id, verdict.until);
    if (verdict.act === 'drop')
      return this.work.run((tx) => this.rows.end(tx, id, { state: 'void', failure: verdict.because }));
    let reference: string;
    try {
      reference = await way.send(notification, this.withSecrets(notification));
    } catch (error) {
      return this.afterRefusal(id, attempt, error);
    }
    const keepsSecret = !way.leaves && !this.app.isProduction;
    await this.work.run((tx) =>
      this.rows.markSent(tx, id, { sentAt: this.clock.now(), reference, keepsSecret }),
    );
  }

  /** @throws NoticeTextUnregistered when the text is another than the operators have under that id (NT-4) */
  private async requireRegistered(kind: string, dltId: string, text: string): Promise<void> {
    const registered = await this.work.read((reader) => this.templates.findRegistered(reader, kind, dltId));
    if (registered === null || !matchesRegistered(registered, text)) throw new NoticeTextUnregistered();
  }

  private withSecrets({ id, channel, body, sealed }: NotificationEntity): string {
    return sealed === null ? body : completeNotice(channel, body, unsealSecrets(this.secrets, id, sealed));
  }

  /** Another job, so that this one ends here and the wait is no failed attempt. */
  private wait(job: JobName<NotificationJob>, notificationId: string, until: Date): Promise<void> {
    const key = `notice:${notificationId}:${until.toISOString()}`;
    return this.work.run((tx) => this.jobs.add(tx, job, { notificationId }, { key, runAt: until }));
  }

  private async afterRefusal(id: string, attempt: number, error: unknown): Promise<void> {
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === 'unavailable' && attempt < mostAttempts) throw error;
    await this.work.run((tx) => this.rows.end(tx, id, { state: 'failed', failure: error.code }));
    this.log.error({ err: error, notificationId: id, attempt }, 'A notice could not be sent.');
  }
}

function given(value: string | null, id: string): string {
  if (value === null) throw new Error(`Notification ${id} lacks what its channel needs.`);
  return value;
}
