import { Injectable } from '@nestjs/common';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { NotificationTemplateEntity } from './notification-template.entity.js';

@Injectable()
export class NotificationTemplatesRepository {
  listOfKind(reader: Reader, kind: string): Promise<NotificationTemplateEntity[]> {
    return reader.getRepository(NotificationTemplateEntity).findBy({ kind });
  }

  /** The text that the operators have for the kind under that id; null when they have none. */
  async findRegistered(reader: Reader, kind: string, dltId: string): Promise<string | null> {
    const found = await reader.getRepository(NotificationTemplateEntity).findOneBy({ kind, dltId });
    return found?.registered ?? null;
  }

  listAll(reader: Reader): Promise<NotificationTemplateEntity[]> {
    return reader.getRepository(NotificationTemplateEntity).find();
  }

  async insert(tx: Tx, template: NotificationTemplateEntity): Promise<void> {
    await insertRows(tx, NotificationTemplateEntity, template);
  }
}
