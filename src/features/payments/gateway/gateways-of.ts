import { ConfigurationInvalid } from '../../../config/configuration.js';
import type { PaymentsConfig } from '../../../config/outside-sections.js';
import type { AppConfig } from '../../../config/sections.js';
import { PaymentGateways } from './payment-gateways.js';
import { RazorpayGateway } from './razorpay-gateway.js';
import { RazorpayHttp } from './razorpay-http.js';
import type { SandboxGateway } from './sandbox-gateway.js';

/**
 * The sandbox is for machines where no money moves; production has Razorpay or takes no cards.
 * @throws ConfigurationInvalid when only some of Razorpay's settings are there
 */
export function gatewaysOf(
  payments: PaymentsConfig,
  app: AppConfig,
  sandbox: SandboxGateway,
): PaymentGateways {
  const { keyId, keySecret, webhookSecret, baseUrl, timeoutMs } = payments;
  const given = [keyId, keySecret, webhookSecret].filter((each) => each !== undefined).length;
  if (given > 0 && given < 3)
    throw new ConfigurationInvalid([
      'Razorpay needs RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET and RAZORPAY_WEBHOOK_SECRET together',
    ]);
  const real =
    keyId && keySecret && webhookSecret
      ? [
          new RazorpayGateway(
            new RazorpayHttp({ baseUrl, keyId, keySecret, timeoutMs, pauseMs: 200 }),
            keyId,
            webhookSecret,
          ),
        ]
      : [];
  return new PaymentGateways(app.isProduction ? real : [...real, sandbox]);
}
