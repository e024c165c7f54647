import { SmsSender } from './sms-sender.js';
import type { Sms } from './sms-sender.js';

/** Delivers into the database: the notification's own row is the message, shown by the development inbox. */
export class InboxSmsSender extends SmsSender {
  readonly leaves = false;

  send({ id }: Sms): Promise<string> {
    return Promise.resolve(`inbox:${id}`);
  }
}
