import { integer, section } from './setting.js';

/** How long what is stored about people is kept (ID-9). */
export class PrivacyConfig extends section('Privacy', {
  chatMonths: integer('RETAIN_CHAT_MONTHS', {
    doc: 'Conversations are forgotten so many months after their last message.',
    fallback: 24,
    min: 1,
    max: 120,
  }),
  noticeMonths: integer('RETAIN_NOTICE_MONTHS', {
    doc: 'Notices are forgotten after so many months.',
    fallback: 12,
    min: 1,
    max: 120,
  }),
  sessionDays: integer('RETAIN_SESSION_DAYS', {
    doc: 'Sessions, with device and address, are forgotten so many days after their end.',
    fallback: 90,
    min: 1,
    max: 3_650,
  }),
  codeDays: integer('RETAIN_CODE_DAYS', {
    doc: 'One-time codes, links and counts of failed sign-ins are forgotten after so many days.',
    fallback: 7,
    min: 2,
    max: 365,
  }),
  offerDays: integer('RETAIN_OFFER_DAYS', {
    doc: 'Quotes and holds are forgotten so many days after they ran out.',
    fallback: 30,
    min: 1,
    max: 3_650,
  }),
  cartDays: integer('RETAIN_CART_DAYS', {
    doc: 'Carts that nobody touches are forgotten after so many days.',
    fallback: 180,
    min: 1,
    max: 3_650,
  }),
  booksMonths: integer('RETAIN_BOOKS_MONTHS', {
    doc: 'Invoices say whom they were for so many months: eight financial years by the Companies Act, and the one in which they end.',
    fallback: 108,
    min: 108,
    max: 240,
  }),
  closedDays: integer('RETAIN_CLOSED_ACCOUNT_DAYS', {
    doc: 'Whoever closed their account is erased after so many days, as if they had asked for it.',
    fallback: 30,
    min: 1,
    max: 3_650,
  }),
}) {}
