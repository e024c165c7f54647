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
  /** Whether messages leave the house. Those that do not are read in the development inbox. */
  abstract readonly leaves: boolean;

  /**
   * Hands the message over.
   * @returns the receiver's name for it, the same for a repeat: whoever gets a message twice can tell.
   * @throws SmsUnavailable when it may be tried again, SmsRefused when that would not help.
   */
  abstract send(sms: Sms): Promise<string>;
}
