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
  /**
   * Hands the letter over.
   * @returns the receiver's name for it.
   * @throws DomainError of kind `unavailable` when it may be tried again.
   */
  abstract send(mail: Mail): Promise<string>;
}
