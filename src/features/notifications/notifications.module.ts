import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, Provider } from '@nestjs/common';
import { MailModule } from '../../platform/mail/mail.module.js';
import { SmsModule } from '../../platform/sms/sms.module.js';
import { BookingFacts } from './booking-facts.js';
import { BookingNoticeWriter } from './booking-notice-writer.js';
import { BookingNotices } from './booking-notices.listener.js';
import type { ConsentBook } from './consent-book.js';
import type { ContactBook } from './contact-book.js';
import { InboxController } from './inbox.controller.js';
import { NoticeWriter } from './notice-writer.js';
import { NotificationDelivery } from './notification-delivery.js';
import { NotificationPreferencesController } from './notification-preferences.controller.js';
import { NotificationPreferencesRepository } from './notification-preferences.repository.js';
import { NotificationPreferences } from './notification-preferences.service.js';
import { NotificationTemplatesRepository } from './notification-templates.repository.js';
import { NotificationTemplates } from './notification-templates.service.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsRepository } from './notifications.repository.js';
import { NotificationsService } from './notifications.service.js';
import { PaymentNotices } from './payment-notices.listener.js';
import { SecretWiping } from './secret-wiping.js';
import { SendingGate } from './sending-gate.js';
import { StaffNotificationsController } from './staff-notifications.controller.js';
import { StaffNotificationsService } from './staff-notifications.service.js';

/** What the ports that notices declare are bound to, and the modules which that needs. */
export interface NoticePorts {
  imports?: ModuleMetadata['imports'];
  contacts: Provider<ContactBook>;
  consents: Provider<ConsentBook>;
  bookings: Provider<BookingFacts>;
}

@Module({})
export class NotificationsModule {
  /**
   * Global, so that whoever has something to say to people injects `NoticeWriter` without importing this module,
   * which itself asks them, through the ports, whom it writes to.
   */
  static with({ imports, contacts, consents, bookings }: NoticePorts): DynamicModule {
    return {
      module: NotificationsModule,
      global: true,
      imports: [MailModule, SmsModule, ...(imports ?? [])],
      controllers: [
        NotificationPreferencesController,
        NotificationsController,
        StaffNotificationsController,
        InboxController,
      ],
      providers: [
        contacts,
        consents,
        bookings,
        NotificationsService,
        NotificationsRepository,
        NotificationTemplates,
        NotificationTemplatesRepository,
        StaffNotificationsService,
        NotificationPreferences,
        NotificationPreferencesRepository,
        NoticeWriter,
        BookingNoticeWriter,
        SendingGate,
        NotificationDelivery,
        SecretWiping,
        BookingNotices,
        PaymentNotices,
      ],
      exports: [
        BookingFacts,
        NotificationsService,
        NotificationTemplates,
        NotificationPreferences,
        NoticeWriter,
      ],
    };
  }
}
