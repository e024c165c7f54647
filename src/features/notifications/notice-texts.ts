import { accountTexts } from './texts/account-texts.js';
import { bookingTexts } from './texts/booking-texts.js';
import { jobTexts } from './texts/job-texts.js';
import { paymentTexts } from './texts/payment-texts.js';
import { visitTexts } from './texts/visit-texts.js';
import type { NoticeText } from './texts/wording.js';

/** The wordings of the house. `NotificationTemplates.ensure` puts them into the database. */
export const noticeTexts: readonly NoticeText[] = [
  ...accountTexts,
  ...bookingTexts,
  ...visitTexts,
  ...paymentTexts,
  ...jobTexts,
];
