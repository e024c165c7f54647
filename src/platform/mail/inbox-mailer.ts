import { Mailer } from './mailer.js';
import type { Mail } from './mailer.js';

/** Delivers into the database: the notification's own row is the letter, shown by the development inbox. */
export class InboxMailer extends Mailer {
  readonly leaves = false;

  send({ id }: Mail): Promise<string> {
    return Promise.resolve(`inbox:${id}`);
  }
}
