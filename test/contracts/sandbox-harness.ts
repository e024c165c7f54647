import type { GatewayEvent, SandboxGateway } from '../../src/features/payments/index.js';
import type { GatewayHarness } from './payment-gateway.contract.js';

export const plainEvent: Omit<GatewayEvent, 'id'> = {
  kind: 'payment.captured',
  orderRef: null,
  paymentRef: '',
  refundRef: null,
  refundId: null,
  amountPaise: 0,
  currency: 'INR',
  reason: null,
};

export function sandboxHarness(gateway: SandboxGateway): GatewayHarness {
  return {
    gateway,
    pay: (orderRef, paymentRef, amountPaise) =>
      gateway.webhook({ ...plainEvent, orderRef, paymentRef, amountPaise }),
    fail: (orderRef, paymentRef, amountPaise) =>
      gateway.webhook({
        ...plainEvent,
        ...{ kind: 'payment.failed', orderRef, paymentRef, amountPaise, reason: 'Declined.' },
      }),
    refunded: (paymentRef, refundId, refundRef, amountPaise) =>
      gateway.webhook({ ...plainEvent, kind: 'refund.done', paymentRef, refundId, refundRef, amountPaise }),
  };
}
