import type { NoticeKind } from '../notice-kinds.js';
import { registeredText } from '../notice-rendering.js';
import type { NoticeChannel, NotificationTemplateEntity } from '../notification-template.entity.js';

export type NoticeText = Omit<NotificationTemplateEntity, 'id'> & { kind: NoticeKind };

/** How one kind is worded in one language; a channel without words is not used. */
interface Words {
  email?: { subject: string; body: string };
  sms?: { dltId: string; body: string };
  inApp?: { subject: string; body: string };
}

/** The wordings of one kind. The text of an SMS is registered as it stands here. */
export function worded(kind: NoticeKind, words: { en: Words; hi: Words }): NoticeText[] {
  return Object.entries(words).flatMap(([language, { email, sms, inApp }]) => [
    ...(email ? [text(kind, 'email', language, { ...email, dltId: null })] : []),
    ...(sms ? [text(kind, 'sms', language, { ...sms, subject: null })] : []),
    ...(inApp ? [text(kind, 'in_app', language, { ...inApp, dltId: null })] : []),
  ]);
}

function text(
  kind: NoticeKind,
  channel: NoticeChannel,
  language: string,
  { subject, body, dltId }: { subject: string | null; body: string; dltId: string | null },
): NoticeText {
  const registered = dltId === null ? null : registeredText(body);
  return { kind, channel, language, dltId, subject, body, registered };
}
