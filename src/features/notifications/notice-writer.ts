import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { Contact } from './contact-book.js';
import { ContactBook } from './contact-book.js';
import { renderNotice } from './notice-rendering.js';
import type { NoticeKind } from './notice-texts.js';
import type { NoticeChannel, NotificationTemplateEntity } from './notification-template.entity.js';
import { NotificationTemplates } from './notification-templates.service.js';
import { sendEmail, sendSms } from './notification.jobs.js';
import { NotificationsRepository } from './notifications.repository.js';

/** A notice that is due to a person. */
export interface DueNotice {
  userId: string;
  kind: NoticeKind;
  /** Names what the notice is about; with kind and channel it makes the dedup key (NT-3). */
  about: string;
  /** The template's variables, in the reader's language. */
  values: (language: string) => Record<string, string>;
}

/** Words notices and leaves them to be sent. */
@Injectable()
export class NoticeWriter {
  constructor(
    private readonly contacts: ContactBook,
    private readonly templates: NotificationTemplates,
    private readonly rows: NotificationsRepository,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Writes one row for each channel by which the person can be reached; a notice that is there stays as it is. */
  async write(tx: Tx, notice: DueNotice): Promise<void> {
    const contact = await this.contacts.find(tx, notice.userId);
    if (!contact) return;
    const templates = await this.templates.listFor(tx, notice.kind, contact.language);
    if (templates.length === 0) throw new Error(`There is no wording for notices of ${notice.kind}.`);
    for (const template of templates) {
      const to = addressOf(contact, template.channel);
      if (to !== undefined) await this.writeOne(tx, notice, { contact, template, to });
    }
  }

  private async writeOne(
    tx: Tx,
    notice: DueNotice,
    { contact, template, to }: { contact: Contact; template: NotificationTemplateEntity; to: string | null },
  ): Promise<void> {
    const now = this.clock.now();
    const { channel, dltId } = template;
    const values = { firstName: contact.firstName, ...notice.values(template.language) };
    const id = newId();
    const isDelivered = channel === 'in_app';
    const written = await this.rows.insert(tx, {
      id,
      userId: notice.userId,
      kind: notice.kind,
      channel,
      to,
      ...renderNotice(template, values),
      dltId,
      state: isDelivered ? 'sent' : 'queued',
      dedupKey: `${notice.about}:${notice.kind}:${channel}`,
      reference: null,
      createdAt: now,
      sentAt: isDelivered ? now : null,
      readAt: null,
    });
    if (!written || isDelivered) return;
    await this.jobs.add(
      tx,
      channel === 'email' ? sendEmail : sendSms,
      { notificationId: id },
      { key: `notice:${id}` },
    );
  }
}

/** Undefined when the person cannot be reached that way. */
function addressOf(contact: Contact, channel: NoticeChannel): string | null | undefined {
  if (channel === 'in_app') return null;
  return (channel === 'email' ? contact.email : contact.mobile) ?? undefined;
}
