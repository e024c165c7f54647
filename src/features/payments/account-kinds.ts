/** What an account stands for (MO-1). Accounts with a subject exist once for each. */
export const accountKinds = [
  'customer_receivable',
  /** Fees of closed bookings that are still owed (CX-9): apart, so that a closed booking's receivable is zero. */
  'customer_dues',
  'wallet_liability',
  /** Credit good for bookings only. */
  'promo_liability',
  /** Promised back and not yet there. */
  'refund_payable',
  'gateway_clearing',
  'cash_with_provider',
  'tax_payable',
  'provider_payable',
  'commission_income',
  'convenience_income',
  'fee_income',
  'compensation_expense',
  'penalty_income',
  'round_off',
  'wallet_funding',
] as const;

export type AccountKind = (typeof accountKinds)[number];
