import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, Provider } from '@nestjs/common';
import { MailModule } from '../../platform/mail/mail.module.js';
import { SmsModule } from '../../platform/sms/sms.module.js';
import { BookingNotices } from './booking-notices.listener.js';
import type { ContactBook } from './contact-book.js';
import { InboxController } from './inbox.controller.js';
import { NoticeWriter } from './notice-writer.js';
import { NotificationDelivery } from './notification-delivery.js';
import { NotificationTemplatesRepository } from './notification-templates.repository.js';
import { NotificationTemplates } from './notification-templates.service.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsRepository } from './notifications.repository.js';
import { NotificationsService } from './notifications.service.js';

@Module({})
export class NotificationsModule {
  /** @param contacts what `ContactBook` is bound to, and the modules which that needs. */
  static with(contacts: { imports?: ModuleMetadata['imports']; book: Provider<ContactBook> }): DynamicModule {
    return {
      module: NotificationsModule,
      imports: [MailModule, SmsModule, ...(contacts.imports ?? [])],
      controllers: [NotificationsController, InboxController],
      providers: [
        contacts.book,
        NotificationsService,
        NotificationsRepository,
        NotificationTemplates,
        NotificationTemplatesRepository,
        NoticeWriter,
        NotificationDelivery,
        BookingNotices,
      ],
      exports: [NotificationsService, NotificationTemplates],
    };
  }
}
