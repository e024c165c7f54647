import { checkHttpUrl } from './http-url.js';
import { integer, optionalText, secret, section, shortLink, text } from './setting.js';
import { checkSmtpUrl } from './smtp-url.js';

/* What the house sends to, and by whom it is paid. */

export class LinksConfig extends section('Links', {
  appUrl: text('APP_URL', {
    doc: 'Where customers open the app; links in letters begin with it. No slash at its end.',
    fallback: 'http://localhost:3000',
  }),
  shortLink: shortLink('SHORT_LINK', {
    doc: 'The same place in few letters, for text messages: at most 18, as operators take no link of more than 30.',
    fallback: 'nexora.example/b',
  }),
}) {}

export class MailConfig extends section('Mail', {
  url: secret(
    'SMTP_URL',
    'Server that takes letters: smtp://[USER:PASSWORD@]HOST[:PORT] or smtps:// for TLS from the first byte. ' +
      'With smtp:// TLS is begun when the server offers it, and is demanded when there is a password; ' +
      '?tls=required demands it always, ?tls=never uses none. Without it letters go to the development inbox.',
    checkSmtpUrl,
  ),
  from: text('MAIL_FROM', {
    doc: 'Sender of letters.',
    fallback: 'Nexora <no-reply@nexora.example>',
  }),
  timeoutMs: integer('MAIL_TIMEOUT_MS', {
    doc: 'How long, in milliseconds, a step of handing over a letter may take.',
    fallback: 10_000,
    min: 50,
    max: 120_000,
  }),
}) {}

export class SmsConfig extends section('Text messages', {
  url: optionalText(
    'SMS_URL',
    'Address of the operator that takes text messages as JSON. Without it they go to the development inbox.',
    checkHttpUrl,
  ),
  apiKey: secret('SMS_API_KEY', 'Key with which the operator knows us.', (given) => given),
  senderId: text('SMS_SENDER_ID', { doc: 'Six letters that people see as the sender.', fallback: 'NEXORA' }),
  entityId: text('SMS_ENTITY_ID', {
    doc: 'Id under which the operator of this service is registered for text messages (TRAI, DLT).',
    fallback: '1101000000000000001',
  }),
  timeoutMs: integer('SMS_TIMEOUT_MS', {
    doc: 'How long, in milliseconds, the operator may take to answer.',
    fallback: 10_000,
    min: 50,
    max: 120_000,
  }),
}) {}

export class PaymentsConfig extends section('Payments', {
  keyId: optionalText(
    'RAZORPAY_KEY_ID',
    'Key id of the Razorpay account that takes cards and UPI. Without it the sandbox does, in which no money moves; ' +
      'production then takes cash and wallet only.',
  ),
  keySecret: secret('RAZORPAY_KEY_SECRET', 'Secret of the Razorpay key.', (given) => given),
  webhookSecret: secret(
    'RAZORPAY_WEBHOOK_SECRET',
    'Secret under which Razorpay signs its webhooks, as set in its dashboard. At least 16 characters.',
    (given) => {
      if (given.length < 16) throw new Error('must have at least 16 characters');
      return given;
    },
  ),
  baseUrl: text('RAZORPAY_URL', {
    doc: 'Base address of the Razorpay API.',
    fallback: 'https://api.razorpay.com',
  }),
  timeoutMs: integer('RAZORPAY_TIMEOUT_MS', {
    doc: 'Longest wait, in milliseconds, for an answer of the payment gateway.',
    fallback: 4_000,
    min: 50,
    max: 30_000,
  }),
}) {}
