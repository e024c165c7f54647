import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { noticeTexts } from './notice-texts.js';
import type { NotificationTemplateEntity } from './notification-template.entity.js';
import { NotificationTemplatesRepository } from './notification-templates.repository.js';

const fallbackLanguage = 'en';

/** The wordings of notices, as the database has them. */
@Injectable()
export class NotificationTemplates {
  constructor(private readonly rows: NotificationTemplatesRepository) {}

  /** Adds the house's own wordings that are missing, and leaves the others as people have edited them. */
  async ensure(tx: Tx): Promise<void> {
    const known = new Set((await this.rows.listAll(tx)).map(keyOf));
    for (const text of noticeTexts)
      if (!known.has(keyOf(text))) await this.rows.insert(tx, { id: newId(), ...text });
  }

  /** The text that the operators have for the kind under that id; null when they have none. */
  findRegistered(reader: Reader, kind: string, dltId: string): Promise<string | null> {
    return this.rows.findRegistered(reader, kind, dltId);
  }

  /** One wording for each channel of the kind: the reader's language, or English where there is none. */
  async listFor(reader: Reader, kind: string, language: string): Promise<NotificationTemplateEntity[]> {
    const all = await this.rows.listOfKind(reader, kind);
    const spoken = all.filter((each) => each.language === language);
    const missing = all.filter(
      (each) => each.language === fallbackLanguage && !spoken.some(({ channel }) => channel === each.channel),
    );
    return [...spoken, ...missing];
  }
}

function keyOf({
  kind,
  channel,
  language,
}: Pick<NotificationTemplateEntity, 'kind' | 'channel' | 'language'>): string {
  return `${kind}/${channel}/${language}`;
}
