import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayRefused, GatewayUnavailable } from '../payments.errors.js';

export interface RazorpayAccess {
  baseUrl: string;
  keyId: string;
  keySecret: string;
  /** Longest wait for one answer, in milliseconds. */
  timeoutMs: number;
  /** Pause before the second try, in milliseconds; doubled before the third. */
  pauseMs: number;
}

type Answer = Readonly<Record<string, unknown>>;

const tries = 3;

/**
 * Razorpay's API over HTTP. What may pass (no answer in time, 429, 5xx, and 409 of a request that runs already) is
 * tried three times, as far as a repeat is safe; what will not is a refusal.
 */
export class RazorpayHttp {
  private readonly authorization: string;

  constructor(private readonly access: RazorpayAccess) {
    const { keyId, keySecret } = access;
    this.authorization = `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`;
  }

  /** @throws GatewayUnavailable, GatewayRefused */
  get(path: string): Promise<Answer> {
    return this.patiently(() => this.send('GET', path));
  }

  /**
   * A POST that names itself by a header is tried again; one that does not is sent once, and the caller looks first
   * whether it was done.
   * @throws GatewayUnavailable, GatewayRefused
   */
  post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const send = () => this.send('POST', path, body, headers);
    return Object.keys(headers).length > 0 ? this.patiently(send) : send();
  }

  private async patiently(send: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof GatewayUnavailable) || attempt === tries) throw error;
        await sleep(this.access.pauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  }

  private async send(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const { baseUrl, timeoutMs } = this.access;
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          Authorization: this.authorization,
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      status = response.status;
      text = await response.text();
    } catch (error) {
      throw Object.assign(new GatewayUnavailable(), { cause: error });
    }
    const answer = parse(text);
    if (status >= 200 && status < 300) {
      if (answer === null) throw new GatewayUnavailable();
      return answer;
    }
    if (status === 409 || status === 429 || status >= 500) throw new GatewayUnavailable();
    throw new GatewayRefused(reasonOf(answer) ?? `The gateway answered ${status}.`);
  }
}

function parse(text: string): Answer | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Answer) : null;
  } catch {
    return null;
  }
}

function reasonOf(answer: Answer | null): string | null {
  const error = answer?.['error'];
  if (typeof error !== 'object' || error === null || !('description' in error)) return null;
  return typeof error.description === 'string' ? error.description : null;
}
