export const paymentStates = [
  /** Asked for, and nothing has come yet. */
  'pending',
  /** The bank has set it aside; the gateway has not taken it. */
  'authorised',
  /** The last attempt failed; another may follow. */
  'failed',
  'captured',
  /** Another sum came than was asked: it is the customer's, and stands among the refunds. */
  'mismatched',
  /** Not asked for any more. */
  'void',
] as const;
export type PaymentStep = (typeof paymentStates)[number];
