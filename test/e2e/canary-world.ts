import { RazorpayStandIn } from '../fakes/razorpay.js';
import { PostOffice } from '../fakes/post-office.js';
import { SmsOperator } from '../fakes/sms-operator.js';
import type { Answer, Call } from '../api.js';
import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import { Canaries } from './canaries.js';
import { booked, indianTime, localDay, order, rateOf } from './marketplace.js';
import type { Booking, List } from './marketplace.js';
import { tokenFor } from './tokens.js';
import { workDone } from './work.js';

interface Made {
  id: string;
}

const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_200 }));

/** A marketplace in which every personal field that the API takes has been given a canary, and what has left it. */
export class CanaryWorld {
  readonly canaries = new Canaries();
  /** Whole answers that refused something. */
  readonly problems: string[] = [];
  customerId = '';
  addressId = '';
  providerId = '';
  colleagueId = '';
  refundId = '';
  /** Done, with an invoice; waiting; cancelled after it was paid. */
  bookings = { done: '', waiting: '', paid: '' };
  rateCardId = '';

  private constructor(
    readonly world: World,
    readonly lines: string[],
    readonly gateway: RazorpayStandIn,
    readonly office: PostOffice,
    readonly operator: SmsOperator,
  ) {}

  static async open(): Promise<CanaryWorld> {
    const [gateway, office, operator] = await Promise.all([
      RazorpayStandIn.open(),
      PostOffice.open(),
      SmsOperator.open(),
    ]);
    const lines: string[] = [];
    const world = await World.open({
      logTo: { write: (line: string) => void lines.push(line) },
      env: {
        LOG_LEVEL: 'debug',
        RAZORPAY_URL: gateway.url,
        RAZORPAY_KEY_ID: gateway.keyId,
        RAZORPAY_KEY_SECRET: gateway.keySecret,
        RAZORPAY_WEBHOOK_SECRET: gateway.webhookSecret,
        SMTP_URL: `smtp://127.0.0.1:${office.port}`,
        SMS_URL: operator.url,
      },
    });
    const made = new CanaryWorld(world, lines, gateway, office, operator);
    try {
      await made.plant();
      return made;
    } catch (fault) {
      await made.close();
      throw fault;
    }
  }

  async close(): Promise<void> {
    await this.world.close();
    await Promise.all([this.gateway.close(), this.office.close(), this.operator.close()]);
  }

  /** As the world's `call`; refusals are kept. */
  async ask<T = Record<string, unknown>>(method: string, path: string, call: Call = {}): Promise<Answer<T>> {
    const answer = await this.world.call<T>(method, path, call);
    if (answer.status >= 400) this.problems.push(`${method} ${path} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  customer(): Promise<string> {
    return tokenFor(this.world, 'customer', this.customerId);
  }

  provider(): Promise<string> {
    return tokenFor(this.world, 'provider', this.providerId);
  }

  private async must<T = Made>(method: string, path: string, call: Call = {}): Promise<T> {
    const { status, body } = await this.ask<T>(method, path, call);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  private async plant(): Promise<void> {
    // The first letters and texts are refused, so that what is logged and kept of a failure is searched too.
    this.office.behaviour = { does: 'answer', code: 550, at: 'recipient' };
    this.operator.conduct = { does: 'answer', status: 500, body: 'out of order' };
    await this.plantColleagues();
    await this.plantProvider();
    await this.plantCustomer();
    await this.world.settle();
    this.office.behaviour = { does: 'accept' };
    this.operator.conduct = { does: 'accept' };
    await this.plantBookings();
    await this.plantPayment();
    await this.plantTalk();
    await this.world.settle();
  }

  private async plantColleagues(): Promise<void> {
    const token = await this.world.staff('EMP001');
    const { data } = await this.must<List<{ id: string; name: string }>>('GET', '/ops/roles', { token });
    const roleId = data.find(({ name }) => name === 'support_staff')?.id;
    const person = () => ({
      email: this.canaries.email('staff'),
      mobile: this.canaries.mobile('staff'),
      firstName: this.canaries.name('staff', 'firstName'),
      lastName: this.canaries.name('staff', 'lastName'),
      roleId,
    });
    this.colleagueId = (await this.must('POST', '/ops/users', { token, body: person() })).id;
    await this.must('POST', '/ops/invitations', { token, body: person() });
  }

  private async plantProvider(): Promise<void> {
    const token = await this.world.staff('EMP001');
    const body = {
      email: this.canaries.email('provider'),
      mobile: this.canaries.mobile('provider'),
      firstName: this.canaries.name('provider', 'firstName'),
      lastName: this.canaries.name('provider', 'lastName'),
      gstNumber: this.canaries.gstin('provider'),
      city: 'Bangalore',
      languages: ['en'],
      pincode: '560001',
      skills: ['electrical'],
      pincodes: ['560001'],
      hours: wholeWeek,
    };
    this.providerId = (await this.must('POST', '/ops/providers', { token, body })).id;
    const at = `/ops/providers/${this.providerId}`;
    await this.must('POST', `${at}/verify`, { token, body: {} });
    const leave = {
      startAt: indianTime(localDay(this.world, 20), '08:00'),
      endAt: indianTime(localDay(this.world, 20), '12:00'),
      reason: this.canaries.words('provider', 'leaveReason'),
    };
    await this.must('POST', `${at}/leave`, { token, body: leave });
  }

  private async plantCustomer(): Promise<void> {
    const account = {
      email: this.canaries.email('customer'),
      mobile: this.canaries.mobile('customer'),
      firstName: this.canaries.name('customer', 'firstName'),
      lastName: this.canaries.name('customer', 'lastName'),
      password: 'Str0ng!Passw0rd',
    };
    const { user, tokens } = await this.must<{ user: Made; tokens: { accessToken: string } }>(
      'POST',
      '/auth/register',
      { body: account },
    );
    this.customerId = user.id;
    const place = {
      line1: this.canaries.words('customer', 'line1'),
      line2: this.canaries.words('customer', 'line2'),
      contactName: this.canaries.name('customer', 'contactName'),
      contactMobile: this.canaries.mobile('customer', 'contactMobile'),
      ...{ city: 'Bangalore', state: 'Karnataka', pincode: '560001', isDefault: true },
    };
    const token = tokens.accessToken;
    this.addressId = (await this.must('POST', '/addresses', { token, body: place })).id;
    const block = { reason: this.canaries.words('customer', 'blockReason') };
    const { data } = await this.must<List<Made>>('GET', '/providers/search?service=ac-repair&pincode=560001');
    await this.must('PUT', `/users/me/blocked-providers/${data[0]?.id ?? ''}`, { token, body: block });
  }

  private async plantBookings(): Promise<void> {
    const rate = await rateOf(this.world, 'fan-repair');
    this.rateCardId = rate.id;
    const [token, staff] = [await this.customer(), await this.world.staff('EMP005')];
    const bookAt = (day: number, more: object = {}) =>
      booked(this.world, token, {
        ...order(this.addressId, rate.id, indianTime(localDay(this.world, day), '10:00')),
        instructions: this.canaries.words('customer', 'instructions'),
        ...more,
      });
    const assign = (id: string) =>
      this.must('POST', `/ops/bookings/${id}/assign`, {
        token: staff,
        body: { providerId: this.providerId },
      });
    const [done, waiting] = [await bookAt(2), await bookAt(3)];
    this.bookings = { ...this.bookings, done: done.id, waiting: waiting.id };
    await assign(waiting.id);
    await assign(done.id);
    await workDone(this.world, jobOf(done, this));
    // The invoice follows by a job of the time of the visit.
    const before = this.world.clock.now();
    this.world.clock.set(new Date(done.slot.start));
    await this.world.settle();
    this.world.clock.set(before);
    const rating = { stars: 4, text: this.canaries.words('customer', 'reviewText') };
    await this.must('POST', `/bookings/${done.id}/rate`, { token: await this.customer(), body: rating });
    const back = { stars: 4, text: this.canaries.words('provider', 'reviewText') };
    await this.must('POST', `/provider/bookings/${done.id}/rate`, {
      token: await this.provider(),
      body: back,
    });
  }

  /** Paid by UPI, told by the gateway with all it knows of the payer, and cancelled. */
  private async plantPayment(): Promise<void> {
    const token = await this.customer();
    const start = indianTime(localDay(this.world, 4), '10:00');
    const sent = { ...order(this.addressId, this.rateCardId, start), paymentMethod: 'upi' };
    const { id } = await booked(this.world, token, sent);
    this.bookings = { ...this.bookings, paid: id };
    const due = await this.must<{ orderRef: string; amountPaise: number }>(
      'POST',
      `/payments/${id}/checkout`,
      {
        token,
        key: true,
      },
    );
    const vpa = this.canaries.email('payer', 'vpa').replace('@canary.example', '@okbank');
    const payment = {
      id: `pay_${newId().replaceAll('-', '')}`,
      order_id: due.orderRef,
      amount: due.amountPaise,
      currency: 'INR',
      status: 'captured',
      email: this.canaries.email('payer'),
      contact: this.canaries.mobile('payer'),
      vpa,
      card: { name: this.canaries.name('payer', 'cardName') },
      notes: { address: this.canaries.words('payer', 'notes') },
      error_description: `${vpa} did not answer`,
    };
    this.gateway.paid(payment.id, due.amountPaise);
    for (const event of ['payment.failed', 'payment.captured'] as const) {
      const { body, headers } = this.gateway.webhook(event, { payment }, newId());
      await this.must('POST', '/payments/webhooks/razorpay', { body, headers });
    }
    const path = `/bookings/${id}`;
    const quote = await this.must<{ quoteId: string }>('POST', `${path}/cancellation-quote`, { token });
    const reason = this.canaries.words('customer', 'cancelReason');
    const cancel = { quoteId: quote.quoteId, reason };
    await this.must('POST', `${path}/cancel`, { token, body: cancel, key: true });
    const staff = await this.world.staff('EMP006');
    const { data } = await this.must<List<Made>>('GET', `/ops/refunds?bookingId=${id}`, { token: staff });
    this.refundId = data[0]?.id ?? '';
  }

  private async plantTalk(): Promise<void> {
    const token = await this.customer();
    const message = `My AC is not cooling. ${this.canaries.words('customer', 'chatMessage')}`;
    const { threadId } = await this.world.say(token, message);
    const title = this.canaries.words('customer', 'threadTitle').slice(0, 60);
    await this.must('PATCH', `/threads/${threadId}`, { token, body: { title } });
    const complaint = `I want to complain: ${this.canaries.words('customer', 'complaint')}`;
    await this.world.say(token, complaint);
    const guest = await this.must<{ accessToken: string }>('POST', '/auth/guest', {
      body: {
        deviceId: this.canaries.name('guest', 'deviceId'),
        metadata: { whoAmI: this.canaries.name('guest', 'metadata') },
      },
    });
    await this.world.say(
      guest.accessToken,
      `A fan, please. I am ${this.canaries.name('guest', 'chatName')}, ${this.canaries.mobile('guest')}`,
    );
  }
}

function jobOf(booking: Booking, { customerId, addressId, providerId }: CanaryWorld) {
  return {
    ...{ id: booking.id, customerId, addressId, providerId },
    startCode: booking.startCode ?? '',
    startAt: new Date(booking.slot.start),
  };
}
