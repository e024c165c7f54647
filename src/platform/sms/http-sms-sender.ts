import { SmsRefused, SmsUnavailable } from './sms.errors.js';
import { SmsSender } from './sms-sender.js';
import type { Sms } from './sms-sender.js';

export interface HttpSmsOptions {
  url: string;
  apiKey: string | undefined;
  /** The six letters people see. */
  senderId: string;
  /** Under which the operator of this service is registered (TRAI, DLT). */
  entityId: string;
  timeoutMs: number;
}

/** No answer of an operator is longer. */
const longestAnswer = 65_536;
/** Answers about the message itself; every other refusal is about us, the way, or the moment. */
const aboutTheMessage: readonly number[] = [400, 404, 409, 413, 422];

/**
 * Hands text messages to an operator as JSON over HTTP: `POST { clientId, sender, entityId, templateId, to, text }`,
 * answered by `{ "status": "accepted", "id": "..." }` or `{ "status": "rejected", "reason": "..." }`. The client id, also
 * sent as Idempotency-Key, is the notification's: the operator sends one message for it however often it is told.
 */
export class HttpSmsSender extends SmsSender {
  readonly leaves = true;

  constructor(private readonly options: HttpSmsOptions) {
    super();
  }

  async send({ id, to, text, dltId }: Sms): Promise<string> {
    const { senderId, entityId } = this.options;
    const body = { clientId: id, sender: senderId, entityId, templateId: dltId, to, text };
    const { status, answer } = await this.post(id, body);
    if (aboutTheMessage.includes(status)) throw new SmsRefused(`${status}`);
    if (status < 200 || status > 299) throw new SmsUnavailable(`${status}`);
    const [said, reference] = [member(answer, 'status'), member(answer, 'id')];
    if (said === 'rejected') throw new SmsRefused('the operator rejected it');
    // Whether such an answer means that the message went is not known; a repeat carries the same id.
    if (said !== 'accepted' || typeof reference !== 'string' || reference === '')
      throw new SmsUnavailable('the answer could not be understood');
    return reference.slice(0, 100);
  }

  private async post(id: string, body: object): Promise<{ status: number; answer: unknown }> {
    const { url, apiKey, timeoutMs } = this.options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        // A redirect would carry people's numbers to another place.
        redirect: 'error',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'Idempotency-Key': id,
          ...(apiKey !== undefined && { Authorization: `Bearer ${apiKey}` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, answer: await readAnswer(response) };
    } catch (error) {
      throw new SmsUnavailable(error instanceof Error ? error.name : 'no answer');
    }
  }
}

/** @returns undefined when it is no JSON, or too long to be read */
async function readAnswer({ body }: Response): Promise<unknown> {
  if (!body) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > longestAnswer) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? Reflect.get(of, name) : undefined;
}
