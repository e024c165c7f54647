import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the operator does with the next messages. */
export type Conduct =
  | { does: 'accept' }
  | { does: 'reject' }
  | { does: 'answer'; status: number; body?: string; headers?: Record<string, string> }
  /** Takes the message, and the line is cut before the answer. */
  | { does: 'accept and cut' }
  /** Takes the message, and leaves the other side waiting. */
  | { does: 'accept and wait' }
  | { does: 'say nothing' };

interface Taken {
  clientId: string;
  sender: string;
  entityId: string;
  templateId: string;
  to: string;
  text: string;
}

/** An operator of text messages on this machine, which can behave badly. */
export class SmsOperator {
  conduct: Conduct = { does: 'accept' };
  /** What phones have shown: one message for each client id. */
  readonly messages = new Map<string, Taken>();
  /** Every request, repeats included. */
  readonly requests: { headers: IncomingMessage['headers']; body: Taken }[] = [];

  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async open(): Promise<SmsOperator> {
    const operator = new SmsOperator();
    await new Promise<void>((resolve) => operator.server.listen(0, '127.0.0.1', resolve));
    return operator;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/messages`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Taken;
    this.requests.push({ headers: request.headers, body });
    const { conduct } = this;
    switch (conduct.does) {
      case 'accept and wait':
        this.messages.set(body.clientId, body);
        return;
      case 'say nothing':
        return;
      case 'answer':
        response.writeHead(conduct.status, conduct.headers).end(conduct.body ?? '');
        return;
      case 'reject':
        response.writeHead(200).end(JSON.stringify({ status: 'rejected', reason: 'template' }));
        return;
      case 'accept and cut':
        this.messages.set(body.clientId, body);
        response.destroy();
        return;
      case 'accept':
        this.messages.set(body.clientId, body);
        response.writeHead(202).end(JSON.stringify({ status: 'accepted', id: `op-${body.clientId}` }));
    }
  }
}
