import { createHmac } from 'node:crypto';
import { SandboxGateway } from '../../src/features/payments/index.js';
import type { GatewayEvent, WebhookHeaders } from '../../src/features/payments/index.js';
import { newId } from '../../src/kernel/ids.js';
import { gatewayLaws } from './payment-gateway.contract.js';
import { sandboxHarness } from './sandbox-harness.js';

const secret = Buffer.alloc(32, 7);

class NewOrderEachTime extends SandboxGateway {
  override createOrder(): Promise<{ orderRef: string }> {
    return Promise.resolve({ orderRef: newId() });
  }
}

class BelievesAnybody extends SandboxGateway {
  override verifyWebhook(_headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    const signed = createHmac('sha256', secret).update(rawBody).digest('hex');
    return super.verifyWebhook({ 'x-sandbox-signature': signed }, rawBody);
  }
}

/** Signs the value, not the bytes: what was written otherwise passes. */
class SignsTheValue extends SandboxGateway {
  override verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    return super.verifyWebhook(headers, Buffer.from(rawBody.toString('utf8').trim()));
  }
}

class NamesEachTelling extends SandboxGateway {
  override verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    return super.verifyWebhook(headers, rawBody).map((event) => ({ ...event, id: newId() }));
  }
}

class OneNameForAll extends SandboxGateway {
  override verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    return super.verifyWebhook(headers, rawBody).map((event) => ({ ...event, id: 'event' }));
  }
}

class TakesFailureForSuccess extends SandboxGateway {
  override verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    return super.verifyWebhook(headers, rawBody).map((event) => ({ ...event, kind: 'payment.captured' }));
  }
}

class RefundsEachTime extends SandboxGateway {
  override refund() {
    return Promise.resolve({ state: 'done' as const, ref: newId() });
  }
}

class ForgetsWhichRefund extends SandboxGateway {
  override verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    return super.verifyWebhook(headers, rawBody).map((event) => ({ ...event, refundId: null }));
  }
}

describe('the laws of payment gateways', () => {
  it.each([
    NewOrderEachTime,
    BelievesAnybody,
    SignsTheValue,
    NamesEachTelling,
    OneNameForAll,
    TakesFailureForSuccess,
    RefundsEachTime,
    ForgetsWhichRefund,
  ])('find out %p', async (Broken) => {
    const outcomes = await Promise.allSettled(
      gatewayLaws.map(({ holds }) => holds(sandboxHarness(new Broken(secret)))),
    );
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
  });

  it('find nothing in the whole one', async () => {
    for (const { holds } of gatewayLaws) await holds(sandboxHarness(new SandboxGateway(secret)));
  });
});
