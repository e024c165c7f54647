export const paymentMethods = ['card', 'upi', 'wallet', 'cash'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];
