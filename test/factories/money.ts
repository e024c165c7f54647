import {
  AvailabilityService,
  BookingCreationService,
  BookingProgressService,
} from '../../src/features/bookings/index.js';
import type { BookingView, ProgressEvent } from '../../src/features/bookings/index.js';
import { PaymentEvents } from '../../src/features/bookings/money/payment-events.service.js';
import { LedgerService, PaymentEntity, SandboxGateway } from '../../src/features/payments/index.js';
import type { GatewayEvent } from '../../src/features/payments/index.js';
import { localDate } from '../../src/kernel/calendar.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { permissions } from '../../src/kernel/permissions.js';
import type { BookingsApp, Householder } from './bookings-app.js';

export const zone = 'Asia/Kolkata';

/** Work for some hundred rupees, and for more than ten thousand. */
export type Rate = 'fan-repair-repair' | 'local-moving-3-bhk';
const serviceOf: Readonly<Record<Rate, string>> = {
  'fan-repair-repair': 'fan-repair',
  'local-moving-3-bhk': 'local-moving',
};

/** Somebody of finance who may do everything. */
export function staffMember(): Actor {
  return { kind: 'staff', id: newId(), channel: 'rest', permissions: new Set(permissions), level: 90 };
}

/** What people and gateways do with money, on the services of a `BookingsApp`. */
export class Money {
  constructor(private readonly app: BookingsApp) {}

  /** The first start that is free. */
  async freeStart(service: string): Promise<Date> {
    const day = localDate(this.app.clock.now().getTime() + 86_400_000, zone);
    const to = localDate(this.app.clock.now().getTime() + 6 * 86_400_000, zone);
    const wanted = { service, pincode: '560001', from: day, to, quantity: 1 };
    const slots = await this.app.get(AvailabilityService).listSlots(wanted);
    const free = slots.find(({ available }) => available);
    if (!free) throw new Error(`Nothing is free for ${service}.`);
    return free.startAt;
  }

  async book(
    { actor, addressId }: Householder,
    paymentMethod: 'card' | 'upi' | 'wallet' | 'cash',
    { rate = 'fan-repair-repair', startAt }: { rate?: Rate; startAt?: Date } = {},
  ): Promise<BookingView> {
    const rateCardId = this.app.ids.rateCard(rate);
    return this.app.get(BookingCreationService).create(actor, {
      ...{ addressId, paymentMethod },
      startAt: startAt ?? (await this.freeStart(serviceOf[rate])),
      items: [{ rateCardId, quantity: 1 }],
    });
  }

  async topUp(customerId: string, amountPaise: number): Promise<void> {
    await this.app.work.run((tx) =>
      this.app.get(LedgerService).post(tx, {
        reason: 'wallet.topped_up',
        bookingId: null,
        lines: [
          { account: 'wallet_funding', amountPaise },
          { account: 'wallet_liability', subject: customerId, amountPaise: -amountPaise },
        ],
      }),
    );
  }

  async paymentOf(bookingId: string): Promise<PaymentEntity> {
    const [payment] = await this.app.work.read((reader) =>
      reader.getRepository(PaymentEntity).find({ where: { subjectId: bookingId }, order: { id: 'ASC' } }),
    );
    if (!payment) throw new Error(`Nothing is asked for booking ${bookingId}.`);
    return payment;
  }

  /** A webhook of the sandbox about a payment. */
  webhook(
    { orderRef, amountPaise }: PaymentEntity,
    over: Partial<GatewayEvent> = {},
  ): { headers: Record<string, string>; body: string } {
    return this.app.get(SandboxGateway).webhook({
      kind: 'payment.captured',
      orderRef,
      paymentRef: `pay_${newId()}`,
      refundRef: null,
      refundId: null,
      amountPaise,
      currency: 'INR',
      reason: null,
      ...over,
    });
  }

  tell({ headers, body }: { headers: Record<string, string>; body: string }): Promise<void> {
    return this.app.get(PaymentEvents).receive('sandbox', headers, Buffer.from(body));
  }

  async pay(bookingId: string): Promise<void> {
    await this.tell(this.webhook(await this.paymentOf(bookingId)));
  }

  finish(bookingId: string): Promise<void> {
    return this.advance(bookingId, 'assign', 'depart', 'arrive', 'start', 'complete');
  }

  async advance(bookingId: string, ...events: ProgressEvent[]): Promise<void> {
    const staff = staffMember();
    for (const event of events)
      await this.app.get(BookingProgressService).advance(staff, bookingId, event, 'As the provider said.');
  }
}
