/** A letter ready to go. */
export interface Mail {
  /** The id of the notification: a repeat carries the same one. */
  id: string;
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

/** The way out for e-mail. */
export abstract class Mailer {
  /** Whether letters leave the house. Those that do not are read in the development inbox. */
  abstract readonly leaves: boolean;

  /**
   * Hands the letter over.
   * @returns the receiver's name for it, the same for a repeat: whoever gets a letter twice can tell.
   * @throws MailUnavailable when it may be tried again, MailRefused when that would not help.
   */
  abstract send(mail: Mail): Promise<string>;
}
