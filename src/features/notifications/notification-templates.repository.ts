import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { NotificationTemplateEntity } from './notification-template.entity.js';

@Injectable()
export class NotificationTemplatesRepository {
  listOfKind(reader: Reader, kind: string): Promise<NotificationTemplateEntity[]> {
    return reader.getRepository(NotificationTemplateEntity).findBy({ kind });
  }

  listAll(reader: Reader): Promise<NotificationTemplateEntity[]> {
    return reader.getRepository(NotificationTemplateEntity).find();
  }

  async insert(tx: Tx, template: NotificationTemplateEntity): Promise<void> {
    await tx.getRepository(NotificationTemplateEntity).insert(template);
  }
}
