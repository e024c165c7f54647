import { NotFound } from '../../../kernel/errors.js';
import type { PaymentGateway } from './payment-gateway.js';

/** The gateways this installation knows; new payments go to the first. */
export class PaymentGateways {
  private readonly byName: ReadonlyMap<string, PaymentGateway>;

  constructor(gateways: readonly PaymentGateway[]) {
    this.byName = new Map(gateways.map((each) => [each.name, each]));
  }

  /** Where new payments go; null where card and UPI are not taken. */
  get current(): PaymentGateway | null {
    return this.byName.values().next().value ?? null;
  }

  /** The public key of a gateway; null when it has none, or is not here any more. */
  keyOf(name: string): string | null {
    return this.byName.get(name)?.publicKey ?? null;
  }

  /** @throws NotFound `gateway.not_found` */
  get(name: string): PaymentGateway {
    const found = this.byName.get(name);
    if (!found) throw new NotFound('gateway');
    return found;
  }
}
