export { ContactBook } from './contact-book.js';
export type { Contact } from './contact-book.js';
export { NotificationTemplates } from './notification-templates.service.js';
export { NotificationsModule } from './notifications.module.js';
export { NotificationsService } from './notifications.service.js';
export { NotificationEntity } from './notification.entity.js';
export { NotificationTemplateEntity } from './notification-template.entity.js';
