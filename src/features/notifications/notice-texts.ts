import type { NotificationTemplateEntity } from './notification-template.entity.js';

type NoticeText = Omit<NotificationTemplateEntity, 'id'>;

export type NoticeKind = 'booking.confirmed' | 'booking.cancelled';

/** The wordings of the house. `NotificationTemplates.ensure` puts them into the database. */
export const noticeTexts: readonly NoticeText[] = [
  {
    kind: 'booking.confirmed',
    channel: 'email',
    language: 'en',
    dltId: null,
    subject: 'Booking {#orderNumber#} is confirmed',
    body:
      'Dear {#firstName#},\n\n{#service#} is booked for {#slot#}.\nTotal, tax included: {#total#}.\n' +
      'Your order number is {#orderNumber#}.\n\nYou can reschedule or cancel in the app.\n\nNexora',
  },
  {
    kind: 'booking.confirmed',
    channel: 'email',
    language: 'hi',
    dltId: null,
    subject: 'बुकिंग {#orderNumber#} पक्की हो गई है',
    body:
      'नमस्ते {#firstName#},\n\n{#service#} की बुकिंग {#slot#} के लिए पक्की हो गई है।\nकुल राशि, कर सहित: {#total#}।\n' +
      'आपका ऑर्डर नंबर {#orderNumber#} है।\n\nआप ऐप में समय बदल सकते हैं या बुकिंग रद्द कर सकते हैं।\n\nNexora',
  },
  {
    kind: 'booking.confirmed',
    channel: 'sms',
    language: 'en',
    dltId: '1107161234567890101',
    subject: null,
    body: 'Nexora: {#service#} is booked for {#slot#}. Order {#orderNumber#}, total {#total#}.',
  },
  {
    kind: 'booking.confirmed',
    channel: 'sms',
    language: 'hi',
    dltId: '1107161234567890102',
    subject: null,
    body: 'Nexora: {#service#} की बुकिंग {#slot#} के लिए पक्की है। ऑर्डर {#orderNumber#}, कुल {#total#}।',
  },
  {
    kind: 'booking.confirmed',
    channel: 'in_app',
    language: 'en',
    dltId: null,
    subject: 'Booking confirmed',
    body: '{#service#} on {#slot#}. Order {#orderNumber#}, total {#total#}.',
  },
  {
    kind: 'booking.confirmed',
    channel: 'in_app',
    language: 'hi',
    dltId: null,
    subject: 'बुकिंग पक्की',
    body: '{#service#}, {#slot#}। ऑर्डर {#orderNumber#}, कुल {#total#}।',
  },
  {
    kind: 'booking.cancelled',
    channel: 'email',
    language: 'en',
    dltId: null,
    subject: 'Booking {#orderNumber#} is cancelled',
    body: 'Dear {#firstName#},\n\nBooking {#orderNumber#} is cancelled.\nCancellation fee: {#fee#}.\nRefund: {#refund#}.\n\nNexora',
  },
  {
    kind: 'booking.cancelled',
    channel: 'email',
    language: 'hi',
    dltId: null,
    subject: 'बुकिंग {#orderNumber#} रद्द हो गई है',
    body: 'नमस्ते {#firstName#},\n\nबुकिंग {#orderNumber#} रद्द हो गई है।\nरद्द करने का शुल्क: {#fee#}।\nवापसी: {#refund#}।\n\nNexora',
  },
  {
    kind: 'booking.cancelled',
    channel: 'sms',
    language: 'en',
    dltId: '1107161234567890201',
    subject: null,
    body: 'Nexora: order {#orderNumber#} is cancelled. Fee {#fee#}, refund {#refund#}.',
  },
  {
    kind: 'booking.cancelled',
    channel: 'sms',
    language: 'hi',
    dltId: '1107161234567890202',
    subject: null,
    body: 'Nexora: ऑर्डर {#orderNumber#} रद्द हो गया है। शुल्क {#fee#}, वापसी {#refund#}।',
  },
  {
    kind: 'booking.cancelled',
    channel: 'in_app',
    language: 'en',
    dltId: null,
    subject: 'Booking cancelled',
    body: 'Order {#orderNumber#} is cancelled. Fee {#fee#}, refund {#refund#}.',
  },
  {
    kind: 'booking.cancelled',
    channel: 'in_app',
    language: 'hi',
    dltId: null,
    subject: 'बुकिंग रद्द',
    body: 'ऑर्डर {#orderNumber#} रद्द हो गया है। शुल्क {#fee#}, वापसी {#refund#}।',
  },
];
