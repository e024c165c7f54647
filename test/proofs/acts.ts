import {
  BookingCancellationService,
  BookingCreationService,
  BookingHoldsService,
  BookingReschedulingService,
} from '../../src/features/bookings/index.js';
import { BookingExpiry } from '../../src/features/bookings/booking-expiry.service.js';
import { BookingPayments } from '../../src/features/bookings/money/booking-payments.service.js';
import { PaymentEvents } from '../../src/features/bookings/money/payment-events.service.js';
import { DispatchClock } from '../../src/features/dispatch/dispatch-clock.js';
import { DispatchService } from '../../src/features/dispatch/dispatch.service.js';
import { JobReturnsService } from '../../src/features/dispatch/job-returns.service.js';
import { OfferAnswersService } from '../../src/features/dispatch/offer-answers.service.js';
import { PaymentsService, SandboxGateway } from '../../src/features/payments/index.js';
import { NotFound } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { providerActor } from '../factories/dispatch-app.js';
import { customerActor } from './cast.js';
import type { Cast, Customer, Work } from './cast.js';
import type { KernelApp } from './kernel-app.js';

interface Visit {
  readonly startAt: Date;
  readonly work: Work;
}

/** Everything people do in a proof, each by one call of the real services. */
export class Acts {
  constructor(
    private readonly app: KernelApp,
    private readonly cast: Pick<Cast, 'rateCards'>,
  ) {}

  /** @returns the hold's id */
  async hold(customer: Customer, { startAt, work }: Visit): Promise<string> {
    const held = { items: this.items(work), pincode: customer.pincode, startAt };
    return (await this.app.get(BookingHoldsService).hold(customerActor(customer), held)).id;
  }

  async release(customer: Customer, holdId: string): Promise<void> {
    await this.app.get(BookingHoldsService).release(customerActor(customer), holdId);
  }

  /** @returns the booking's id */
  async book(customer: Customer, { startAt, work }: Visit, holdId?: string): Promise<string> {
    const { addressId } = customer;
    const order = { addressId, startAt, items: this.items(work), paymentMethod: 'cash' } as const;
    const named = { ...order, ...(holdId !== undefined && { holdId }) };
    return (await this.app.get(BookingCreationService).create(customerActor(customer), named)).id;
  }

  /** Books, to be paid by UPI, and opens the order at the gateway. @returns the booking's id */
  async order(customer: Customer, { startAt, work }: Visit): Promise<string> {
    const { addressId } = customer;
    const order = { addressId, startAt, items: this.items(work), paymentMethod: 'upi' } as const;
    const { id } = await this.app.get(BookingCreationService).create(customerActor(customer), order);
    await this.app.get(BookingPayments).checkout(customerActor(customer), id);
    return id;
  }

  /** The gateway tells that the money for a booking has come, in time or not. */
  async pay(bookingId: string): Promise<void> {
    const [payment] = await this.app.work.read((reader) =>
      this.app.get(PaymentsService).listOf(reader, bookingId),
    );
    if (!payment?.orderRef) throw new NotFound('payment');
    const gateway = this.app.get(SandboxGateway);
    const { headers, body } = gateway.webhook({
      kind: 'payment.captured',
      orderRef: payment.orderRef,
      paymentRef: `sandbox_payment_${newId()}`,
      refundRef: null,
      refundId: null,
      amountPaise: payment.amountPaise,
      currency: 'INR',
      reason: null,
    });
    await this.app.get(PaymentEvents).receive(gateway.name, headers, Buffer.from(body));
  }

  /** The job that notices a booking nobody has paid for in time. */
  lapse(bookingId: string): Promise<void> {
    return this.app.get(BookingExpiry).expire({ bookingId });
  }

  async reschedule(customer: Customer, bookingId: string, startAt: Date): Promise<void> {
    await this.app
      .get(BookingReschedulingService)
      .reschedule(customerActor(customer), bookingId, { startAt });
  }

  async cancel(customer: Customer, bookingId: string): Promise<void> {
    await this.app.get(BookingCancellationService).cancelFree(customerActor(customer), bookingId);
  }

  /** What dispatch does when it hears of a booking. */
  async search(bookingId: string): Promise<void> {
    const dispatch = this.app.get(DispatchService);
    await this.app.work.run(async (tx) => dispatch.follow(tx, await dispatch.hold(tx, bookingId)));
  }

  /** The end of a wave of offers, whoever was silent. */
  endWave(dispatchId: string, waveIndex: number): Promise<void> {
    return this.app.get(DispatchClock).endWave({ dispatchId, waveIndex });
  }

  async accept(providerId: string, offerId: string): Promise<void> {
    await this.app.get(OfferAnswersService).accept(providerActor(providerId), offerId);
  }

  async decline(providerId: string, offerId: string): Promise<void> {
    await this.app.get(OfferAnswersService).decline(providerActor(providerId), offerId, null);
  }

  async giveBack(providerId: string, bookingId: string): Promise<void> {
    await this.app.get(JobReturnsService).giveBack(providerActor(providerId), bookingId, 'It broke down.');
  }

  private items(work: Work): { rateCardId: string; quantity: number }[] {
    return [{ rateCardId: this.cast.rateCards[work], quantity: 1 }];
  }
}
