import { declareJob } from '../../platform/jobs/job-names.js';

export interface NotificationJob {
  notificationId: string;
}

export const sendEmail = declareJob<NotificationJob>('email.send');
export const sendSms = declareJob<NotificationJob>('sms.send');
