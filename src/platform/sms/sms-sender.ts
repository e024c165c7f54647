/** A text message ready to go. */
export interface Sms {
  /** The id of the notification: a repeat carries the same one. */
  id: string;
  /** E.164. */
  to: string;
  text: string;
  /** The id under which the text is registered (TRAI, DLT); the operator refuses what does not match it. */
  dltId: string;
}

/** The way out for text messages. */
export abstract class SmsSender {
  /**
   * Hands the message over.
   * @returns the receiver's name for it.
   * @throws DomainError of kind `unavailable` when it may be tried again.
   */
  abstract send(sms: Sms): Promise<string>;
}
