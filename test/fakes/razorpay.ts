import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the next answers are given: in order, then whole again. */
export type Misbehaviour = 'hang' | 'drop_after' | 500 | 502 | 429 | 409 | 'nonsense';

interface StandInRefund {
  id: string;
  payment: string;
  amount: number;
  key: string;
}

/** Razorpay's orders and refunds over HTTP, as far as we use them, and able to misbehave. */
export class RazorpayStandIn {
  readonly keyId = 'rzp_test_key';
  readonly keySecret = 'rzp_test_secret';
  readonly webhookSecret = 'a-secret-of-webhooks';
  readonly orders: { id: string; receipt: string; amount: number }[] = [];
  readonly refunds: StandInRefund[] = [];
  /** Every request that came in, as `METHOD path`. */
  readonly requests: string[] = [];
  /** What stood in them: address and body. */
  readonly said: string[] = [];
  refundStatus = 'pending';
  private readonly next: Misbehaviour[] = [];
  private readonly payments = new Map<string, { amount: number; refunded: number }>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<RazorpayStandIn> {
    const server = createServer();
    const standIn = new RazorpayStandIn(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void standIn.answer(request, response);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the next answers are instead of what they should be; `drop_after` does the work and loses the answer. */
  misbehave(...how: readonly Misbehaviour[]): void {
    this.next.push(...how);
  }

  /** A customer has paid. */
  paid(paymentRef: string, amount: number): void {
    this.payments.set(paymentRef, { amount, refunded: 0 });
  }

  /** A webhook as Razorpay signs it. */
  webhook(event: string, payload: Record<string, object>, eventId?: string) {
    const contains = Object.keys(payload);
    const entities = Object.fromEntries(Object.entries(payload).map(([name, entity]) => [name, { entity }]));
    const body = JSON.stringify({ entity: 'event', event, contains, payload: entities, created_at: 1 });
    const signature = createHmac('sha256', this.webhookSecret).update(body).digest('hex');
    return {
      body,
      headers: { 'x-razorpay-signature': signature, ...(eventId && { 'x-razorpay-event-id': eventId }) },
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.requests.push(`${request.method ?? ''} ${url.pathname}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const how = this.next.shift();
    if (how === 'hang') return;
    if (typeof how === 'number') return tell(response, how, { error: { description: 'Try again.' } });
    if (how === 'nonsense') return tell(response, 200, null);
    const basic = `Basic ${Buffer.from(`${this.keyId}:${this.keySecret}`).toString('base64')}`;
    if (request.headers.authorization !== basic)
      return tell(response, 401, { error: { description: 'Authentication failed' } });
    const text = Buffer.concat(chunks).toString('utf8');
    this.said.push(`${url.pathname}${url.search} ${text}`);
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const [status, answer] = this.act(request, url, body);
    if (how === 'drop_after') return void response.destroy();
    return tell(response, status, answer);
  }

  private act(request: IncomingMessage, url: URL, body: Record<string, unknown>): [number, object] {
    if (request.method === 'GET' && url.pathname === '/v1/orders') {
      const receipt = url.searchParams.get('receipt');
      const items = this.orders.filter((each) => each.receipt === receipt);
      return [200, { entity: 'collection', count: items.length, items }];
    }
    if (request.method === 'POST' && url.pathname === '/v1/orders') {
      const order = {
        id: `order_${this.orders.length + 1}`,
        receipt: String(body['receipt']),
        amount: Number(body['amount']),
      };
      this.orders.push(order);
      return [200, { ...order, entity: 'order', status: 'created' }];
    }
    const refunding = /^\/v1\/payments\/([^/]+)\/refund$/.exec(url.pathname);
    if (request.method === 'POST' && refunding?.[1]) return this.refund(refunding[1], request, body);
    return [404, { error: { description: 'No such route' } }];
  }

  private refund(payment: string, request: IncomingMessage, body: Record<string, unknown>): [number, object] {
    const key = String(request.headers['x-refund-idempotency'] ?? '');
    const amount = Number(body['amount']);
    const known = this.refunds.find((each) => each.key === key && key !== '');
    if (known) return [200, { id: known.id, status: this.refundStatus, amount: known.amount }];
    const paid = this.payments.get(payment);
    if (!paid) return [400, { error: { description: 'The id provided does not exist' } }];
    if (paid.refunded + amount > paid.amount)
      return [
        400,
        { error: { description: 'The total refund amount is greater than the refund payment amount' } },
      ];
    paid.refunded += amount;
    const refund = { id: `rfnd_${this.refunds.length + 1}`, payment, amount, key };
    this.refunds.push(refund);
    return [200, { id: refund.id, status: this.refundStatus, amount }];
  }
}

function tell(response: ServerResponse, status: number, answer: object | null): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(answer === null ? '<html>' : JSON.stringify(answer));
}
