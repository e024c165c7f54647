import { createHash } from 'node:crypto';
import { PoliciesService, isPolicyBody } from '../../src/features/policies/index.js';
import { DocumentEntity, DocumentVersionEntity } from '../../src/features/knowledge/index.js';
import { NotificationTemplateEntity } from '../../src/features/notifications/index.js';
import { noticeTexts } from '../../src/features/notifications/notice-texts.js';
import { BusinessCalendarEntity, HolidayEntity } from '../../src/features/sla/index.js';
import { newId } from '../../src/kernel/ids.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { material } from '../material.js';
import type { TemplateMaterial } from '../material.js';
import type { Seeding } from '../seeding.js';

const calendarCode = 'SUPPORT-IN';

/** The default policies, published on the day they take effect. */
export async function seedPolicies({ steps, clock, get }: Seeding): Promise<void> {
  await steps.write('policies', async (tx) => {
    for (const { kind, code, effectiveFrom, effectiveTo, body } of material.policies()) {
      clock.set(effectiveFrom);
      await get(PoliciesService).publish(tx, {
        ...{ kind, code, body },
        scopeKind: 'default',
        scopeId: null,
        effectiveFrom: new Date(effectiveFrom),
        effectiveTo: effectiveTo === null ? null : new Date(effectiveTo),
      });
    }
  });
}

/** Support's calendar: the hours of the SLA policy, less the national holidays. */
export async function seedCalendar({ steps }: Seeding): Promise<void> {
  await steps.write('calendar', async (tx) => {
    const sla = material.policies().find(({ kind }) => kind === 'sla');
    if (!sla || !isPolicyBody('sla', sla.body)) throw new Error('The seed material has no sound SLA policy.');
    const calendarId = newId();
    await insertRows(tx, BusinessCalendarEntity, {
      id: calendarId,
      code: calendarCode,
      name: 'Support in India',
      zone: sla.body.zone,
      hours: [...sla.body.hours],
      createdAt: new Date(sla.effectiveFrom),
    });
    const holidays = material
      .holidays()
      .map(({ date, name, nameHi }) => ({ id: newId(), calendarId, onDay: date, name, nameHi }));
    await insertRows(tx, HolidayEntity, ...holidays);
  });
}

/** What customers can read, in its first wording. */
export async function seedDocuments({ steps, days }: Seeding): Promise<void> {
  await steps.write('documents', async (tx) => {
    const publishedAt = days.at(-200, 11 * 60);
    for (const { slug, title, body } of material.documents()) {
      const id = newId();
      await insertRows(tx, DocumentEntity, {
        ...{ id, slug, title },
        language: 'en',
        currentVersion: 1,
        isActive: true,
        createdAt: publishedAt,
        updatedAt: publishedAt,
      });
      const bodyHash = createHash('sha256').update(body).digest('hex');
      await insertRows(tx, DocumentVersionEntity, {
        ...{ id: newId(), documentId: id, version: 1, body, bodyHash, publishedAt },
      });
    }
  });
}

/** The wordings of the house, and those of the material for kinds the house has none of. */
export async function seedNoticeTemplates({ steps }: Seeding): Promise<void> {
  await steps.write('notice templates', async (tx) => {
    const rows = tx.getRepository(NotificationTemplateEntity);
    const known = new Set((await rows.find()).map(keyOf));
    const ofTheHouse = new Set<string>(noticeTexts.map(({ kind }) => kind));
    const others = material
      .templates()
      .map(templateOf)
      .filter(({ kind }) => !ofTheHouse.has(kind));
    const missing = [...noticeTexts, ...others].filter((each) => !known.has(keyOf(each)));
    await insertRows(tx, NotificationTemplateEntity, ...missing.map((each) => ({ id: newId(), ...each })));
  });
}

const kinds: Readonly<Record<string, string>> = {
  booking_confirmed: 'booking.confirmed',
  booking_cancelled: 'booking.cancelled',
  booking_rescheduled: 'booking.rescheduled',
  reminder_24h: 'booking.reminder_24h',
  reminder_2h: 'booking.reminder_2h',
  on_the_way: 'booking.on_the_way',
  invoice: 'booking.invoice',
  rating_request: 'booking.rating_request',
  otp: 'auth.otp',
  welcome: 'user.welcome',
};

/** Variables are numbered by place in the material and named in the table. */
function templateOf({
  kind,
  text,
  variables,
  ...each
}: TemplateMaterial): Omit<NotificationTemplateEntity, 'id'> {
  const { channel, language, dltId, subject } = each;
  let at = 0;
  const body = text.replaceAll('{#var#}', () => `{#${variables[at++] ?? ''}#}`);
  const registered = channel === 'sms' ? text : null;
  return { kind: kinds[kind] ?? kind, channel, language, dltId, subject, body, registered };
}

function keyOf({
  kind,
  channel,
  language,
}: Pick<NotificationTemplateEntity, 'kind' | 'channel' | 'language'>): string {
  return `${kind}/${channel}/${language}`;
}
