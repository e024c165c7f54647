import type { AnswerOption, Awaiting } from '../chat/index.js';

/** What an open task waits for, and what was last shown to choose from. */
interface Waiting {
  awaiting: Awaiting | null;
  options: readonly AnswerOption[];
  /** The exact change put to the person, waiting for a yes. */
  proposalId: string | null;
}

/** A booking being put together. */
export interface BookingFlow extends Waiting {
  kind: 'booking';
  serviceId: string | null;
  /** Services the words fit, when they fit several. */
  candidateIds: readonly string[];
  rateCardId: string | null;
  attributes: Readonly<Record<string, string>>;
  quantity: number;
  pincode: string | null;
  addressId: string | null;
  /** House and street, as the person wrote them. */
  addressLine: string | null;
  /** Local date. */
  on: string | null;
  minuteOfDay: number | null;
  window: { fromMinute: number; toMinute: number } | null;
  /** As soon as somebody can come. */
  isUrgent: boolean;
  /** The person wants to say the address anew, whatever the account keeps. */
  asksAddress: boolean;
  /** Times in a row that the question was not answered. */
  misses: number;
  /** ISO 8601: a free start the person picked or that their words hit. */
  slotStart: string | null;
}

/** A cancellation being put together. */
export interface CancellationFlow extends Waiting {
  kind: 'cancellation';
  bookingId: string | null;
}

export type Flow = BookingFlow | CancellationFlow;

/** What the conversation was last about, for "book it" and "there". */
export interface Topic {
  serviceId: string | null;
  pincode: string | null;
  /** Local date asked about, e.g. for free times. */
  on: string | null;
}

/**
 * The open dialog: all that a turn leaves for the next, so that it goes on after a restart and in another process.
 * Bounded, and never a copy of the messages.
 */
export interface Dialog {
  schema: 1;
  flow: Flow | null;
  /** Tasks put aside for another, the latest last. */
  aside: readonly Flow[];
  topic: Topic;
  /** Order number of what was booked last, so that a second yes is answered and not acted on. */
  lastOrder: string | null;
  /** Turns in a row that were not understood. */
  misses: number;
}

export const noDialog: Dialog = {
  schema: 1,
  flow: null,
  aside: [],
  topic: { serviceId: null, pincode: null, on: null },
  lastOrder: null,
  misses: 0,
};

export const mostAside = 3;

/** What a thread kept, or a fresh dialog when it kept nothing or something of another version of this program. */
export function readDialog(kept: unknown): Dialog {
  const isOurs = typeof kept === 'object' && kept !== null && 'schema' in kept && kept.schema === 1;
  return isOurs ? (kept as Dialog) : noDialog;
}

export function newBookingFlow(): BookingFlow {
  return {
    kind: 'booking',
    serviceId: null,
    candidateIds: [],
    rateCardId: null,
    attributes: {},
    quantity: 1,
    pincode: null,
    addressId: null,
    addressLine: null,
    on: null,
    minuteOfDay: null,
    window: null,
    isUrgent: false,
    asksAddress: false,
    misses: 0,
    slotStart: null,
    awaiting: null,
    options: [],
    proposalId: null,
  };
}

export function newCancellationFlow(): CancellationFlow {
  return { kind: 'cancellation', bookingId: null, awaiting: null, options: [], proposalId: null };
}
