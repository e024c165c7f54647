/** What a person may switch on and off together. */
export const noticeCategories = [
  'account',
  'invoices',
  'bookings',
  'reminders',
  'payments',
  'feedback',
  'promotions',
] as const;
export type NoticeCategory = (typeof noticeCategories)[number];

/** Codes, links of sign-in and invoices are owed to the person by law or for their safety (NT-5). */
export const mandatoryCategories: readonly NoticeCategory[] = ['account', 'invoices'];

/** Every kind of notice, and what it counts as. */
export const noticeKinds = {
  'auth.otp': 'account',
  'auth.email_verification': 'account',
  'auth.password_reset': 'account',
  'auth.password_changed': 'account',
  'security.session_revoked': 'account',
  'staff.invitation': 'account',
  'booking.invoice': 'invoices',
  'booking.confirmed': 'bookings',
  'booking.provider_assigned': 'bookings',
  'booking.rescheduled': 'bookings',
  'booking.reschedule_proposed': 'bookings',
  'booking.on_the_way': 'bookings',
  'booking.cancelled': 'bookings',
  'booking.cancelled_by_us': 'bookings',
  'booking.no_show': 'bookings',
  'booking.payment_expired': 'bookings',
  'booking.unplaced': 'bookings',
  'booking.reminder_24h': 'reminders',
  'booking.reminder_2h': 'reminders',
  'job.offered': 'bookings',
  'payment.received': 'payments',
  'payment.failed': 'payments',
  'payment.refunded': 'payments',
  'booking.rating_request': 'feedback',
  'offer.announced': 'promotions',
} as const satisfies Readonly<Record<string, NoticeCategory>>;

export type NoticeKind = keyof typeof noticeKinds;

/** A kind of the database that the program no longer knows counts as a notice of a booking. */
export function categoryOf(kind: string): NoticeCategory {
  return Object.hasOwn(noticeKinds, kind) ? noticeKinds[kind as NoticeKind] : 'bookings';
}

export function isMandatory(category: NoticeCategory): boolean {
  return mandatoryCategories.includes(category);
}
