import { SandboxGateway } from '../../src/features/payments/index.js';
import { describeGateway } from './payment-gateway.contract.js';
import { plainEvent as plain, sandboxHarness } from './sandbox-harness.js';

const gateway = new SandboxGateway(Buffer.alloc(32, 7));

describeGateway('the sandbox', () => sandboxHarness(gateway));

describe('the sandbox', () => {
  it('does not believe another installation', () => {
    const other = new SandboxGateway(Buffer.alloc(32, 8));
    const { headers, body } = other.webhook({ ...plain, orderRef: 'o', paymentRef: 'p', amountPaise: 1 });
    expect(() => gateway.verifyWebhook(headers, Buffer.from(body))).toThrow(
      expect.objectContaining({ code: 'payment.webhook_signature_invalid' }),
    );
  });

  it('refuses signed bodies that are no event', () => {
    const events: readonly object[] = [
      { amountPaise: 0.5 },
      { amountPaise: '100' },
      { kind: 'payment.stolen' },
      { id: 'x'.repeat(81) },
      { paymentRef: null },
      { refundRef: 7 },
    ];
    for (const wrong of events) {
      const { headers, body } = gateway.webhook({ ...plain, orderRef: 'o', paymentRef: 'p', ...wrong });
      expect(() => gateway.verifyWebhook(headers, Buffer.from(body))).toThrow(
        expect.objectContaining({ code: 'payment.webhook_unreadable' }),
      );
    }
  });
});
