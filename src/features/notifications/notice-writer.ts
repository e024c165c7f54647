import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Secrets } from '../../platform/auth/secrets.js';
import type { Tx } from '../../platform/database/transaction.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { Contact } from './contact-book.js';
import { ContactBook } from './contact-book.js';
import type { Addressee, Stranger } from './notice-address.js';
import type { NoticeKind } from './notice-kinds.js';
import { completeNotice, renderNotice } from './notice-rendering.js';
import { sealSecrets } from './notice-secrets.js';
import { notificationCreated } from './notification.events.js';
import type { NoticeChannel, NotificationTemplateEntity } from './notification-template.entity.js';
import { NotificationTemplates } from './notification-templates.service.js';
import type { NotificationEntity } from './notification.entity.js';
import { sendEmail, sendSms, wipeSecret } from './notification.jobs.js';
import { NotificationsRepository } from './notifications.repository.js';
import { SendingGate } from './sending-gate.js';

/** How long a secret without an end of its own is kept for sending. */
const longestSecretMs = 86_400_000;

/** A notice that is due to a person. */
export type DueNotice = Addressee & {
  kind: NoticeKind;
  /**
   * Names what the notice is about; with kind and channel it makes the dedup key (NT-3), so a notice of one code or
   * link has the id of that code or link here. At most 100 characters.
   */
  about: string;
  /** The template's variables, in the reader's language. `firstName` is known. */
  values?: (language: string) => Record<string, string>;
  /**
   * Values of variables that must not stand in any row: `{ code }` of `auth.otp`, `{ link }` of
   * `auth.password_reset`, `auth.email_verification` and `staff.invitation`. They are sealed, put into the text when
   * it is sent, and wiped then; whoever asks the database sees the text without them.
   */
  secret?: Readonly<Record<string, string>>;
  /**
   * After this it is of no use, is not sent any more, and its secret is wiped: the end of a code's life. A secret
   * without one lives a day.
   */
  validUntil?: Date;
  /** The booking and its schedule with which the notice stands and falls (NT-3). */
  booking?: { id: string; scheduleVersion: number };
};

/**
 * Words notices and leaves them to be sent. The one door for whoever has something to say to people:
 *
 * ```ts
 * await this.notices.write(tx, {
 *   to: { mobile, language: 'hi' },
 *   kind: 'auth.otp',
 *   about: challenge.id,
 *   values: () => ({ purpose: 'signing in', minutes: '5' }),
 *   secret: { code },
 *   validUntil: challenge.expiresAt,
 * });
 * ```
 *
 * It goes by every channel that has a wording for the kind and an address of the person. A new kind is added to
 * `notice-kinds.ts` and worded under `texts/`.
 */
@Injectable()
export class NoticeWriter {
  constructor(
    private readonly contacts: ContactBook,
    private readonly templates: NotificationTemplates,
    private readonly gate: SendingGate,
    private readonly rows: NotificationsRepository,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes one row for each channel by which the person can be reached; a notice that is there stays as it is.
   * Nothing is written for a user who is gone.
   */
  async write(tx: Tx, notice: DueNotice): Promise<void> {
    const contact =
      notice.userId === undefined ? contactOf(notice.to) : await this.contacts.find(tx, notice.userId);
    if (!contact) return;
    const templates = await this.templates.listFor(tx, notice.kind, contact.language);
    if (templates.length === 0) throw new Error(`There is no wording for notices of ${notice.kind}.`);
    for (const template of templates) {
      const to = addressOf(contact, template.channel, notice);
      if (to !== undefined) await this.writeOne(tx, notice, { contact, template, to });
    }
  }

  private async writeOne(
    tx: Tx,
    notice: DueNotice,
    { contact, template, to }: { contact: Contact; template: NotificationTemplateEntity; to: string | null },
  ): Promise<void> {
    const { kind, about, userId = null, secret, validUntil, booking } = notice;
    const { channel, dltId, language } = template;
    const values = { firstName: contact.firstName, ...notice.values?.(language) };
    const rendered = renderNotice(template, values, Object.keys(secret ?? {}));
    // A secret that does not fit is the caller's mistake, told while the caller still waits.
    if (secret) completeNotice(channel, rendered.body, secret);
    const isInApp = channel === 'in_app';
    if (isInApp && userId !== null && !(await this.gate.mayList(tx, userId, kind))) return;
    const id = newId();
    const now = this.clock.now();
    const until = validUntil ?? (secret ? new Date(now.getTime() + longestSecretMs) : null);
    const row: NotificationEntity = {
      id,
      userId,
      kind,
      channel,
      to,
      ...rendered,
      sealed: secret ? sealSecrets(this.secrets, id, secret) : null,
      dltId,
      state: isInApp ? 'sent' : 'queued',
      dedupKey: `${about}:${kind}:${channel}`,
      reference: null,
      createdAt: now,
      sentAt: isInApp ? now : null,
      readAt: null,
      validUntil: until,
      bookingId: booking?.id ?? null,
      scheduleVersion: booking?.scheduleVersion ?? null,
      failure: null,
      deletedAt: null,
    };
    if (!(await this.rows.insert(tx, row))) return;
    await this.events.publish(tx, notificationCreated(row));
    if (isInApp) return;
    const job = channel === 'email' ? sendEmail : sendSms;
    await this.jobs.add(tx, job, { notificationId: id }, { key: `notice:${id}` });
    if (secret && until)
      await this.jobs.add(tx, wipeSecret, { notificationId: id }, { key: `notice.wipe:${id}`, runAt: until });
  }
}

function contactOf({ email, mobile, language, firstName }: Stranger): Contact {
  return {
    email: email ?? null,
    mobile: mobile ?? null,
    language: language ?? 'en',
    firstName: firstName ?? email ?? mobile ?? '',
  };
}

/** Undefined when the person cannot be reached that way; secrets and strangers are not for the app's list. */
function addressOf(
  contact: Contact,
  channel: NoticeChannel,
  { secret, userId }: DueNotice,
): string | null | undefined {
  if (channel === 'in_app') return secret || userId === undefined ? undefined : null;
  return (channel === 'email' ? contact.email : contact.mobile) ?? undefined;
}
