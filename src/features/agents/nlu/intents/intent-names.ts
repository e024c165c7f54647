/** The intents of the assistant (ASSISTANT.md 1); `data_query` is for staff alone. */
export const INTENT_NAMES = [
  'booking_management',
  'complaint',
  'payment_issue',
  'refund_request',
  'pricing_inquiry',
  'availability_check',
  'track_service',
  'service_information',
  'policy_inquiry',
  'account_management',
  'feedback',
  'greeting',
  'general_query',
  'out_of_scope',
  'unclear',
] as const;

export type IntentName = (typeof INTENT_NAMES)[number] | 'data_query';

export const BOOKING_ACTIONS = ['book', 'cancel', 'reschedule', 'modify', 'list', 'check_status'] as const;

export type BookingAction = (typeof BOOKING_ACTIONS)[number];

/** An intent as one word: `booking_management.cancel`, or the plain name where there is no action. */
export type IntentLabel = `booking_management.${BookingAction}` | Exclude<IntentName, 'booking_management'>;

/** `confidence` is 0..1: at least 0.9 for a pattern, the calibrated probability for the classifier. */
export interface RecognisedIntent {
  name: IntentName;
  action?: BookingAction;
  confidence: number;
  method: 'pattern' | 'classifier';
}

function isBookingAction(word: string | undefined): word is BookingAction {
  return BOOKING_ACTIONS.some((action) => action === word);
}

function isIntentName(word: string | undefined): word is IntentName {
  return word === 'data_query' || INTENT_NAMES.some((name) => name === word);
}

/** Reads a label; one that is not of ours throws, since it can only come from a broken training file. */
export function toIntent(
  label: string,
  confidence: number,
  method: RecognisedIntent['method'],
): RecognisedIntent {
  const [name, action] = label.split('.');
  if (!isIntentName(name) || (action !== undefined && !isBookingAction(action))) {
    throw new Error(`Not an intent label: ${label}`);
  }
  const rounded = Math.round(confidence * 1000) / 1000;
  return { name, ...(isBookingAction(action) ? { action } : {}), confidence: rounded, method };
}
