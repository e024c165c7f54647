import { randomInt } from 'node:crypto';
import type { Clock } from '../src/kernel/clock.js';
import { newId } from '../src/kernel/ids.js';
import type { ContractCheck, DescribedRoute } from './contract-check.js';

export const demoPassword = 'Nexora@2026';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Call {
  token?: string;
  body?: unknown;
  /** A body that is not JSON, as it is; its Content-Type stands in `headers`. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** Idempotency-Key; true makes one. */
  key?: string | true;
  headers?: Record<string, string>;
}

export interface Turn {
  threadId: string;
  turnId: string;
  reply: string;
  language: string;
  agent: string;
  awaiting: string | null;
  options: { id: string; label: string }[];
  proposal: { id: string; details: Record<string, unknown>; pricePaise?: number } | null;
  action: { kind: string; id: string; summary: string } | null;
}

/** A server spoken to over HTTP; every answer is held to the contract. */
export abstract class Api {
  /** What the server goes by. */
  abstract readonly clock: Clock;
  protected base = '';
  protected contract: ContractCheck | null = null;

  /** Headers of every request that does not say otherwise. */
  protected usualHeaders(): Record<string, string> {
    return {};
  }

  /** Every route of the API's description. */
  get routes(): readonly DescribedRoute[] {
    return this.contract?.described ?? [];
  }

  /** @param path under /api/v1, or a whole path that begins with `//` for the root */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    { token, body, bytes, key, headers }: Call = {},
  ): Promise<Answer<T>> {
    const target = path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
    const response = await fetch(`${this.base}${target}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(key && { 'Idempotency-Key': key === true ? newId() : key }),
        ...this.usualHeaders(),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(bytes && { body: bytes }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    const parsed: unknown = contentType.includes('json') ? JSON.parse(text) : text;
    const fault = this.contract?.fault(
      method,
      target.split('?')[0] ?? '',
      response.status,
      contentType,
      parsed,
    );
    if (fault) throw new Error(`${fault}\n${text.slice(0, 2_000)}`);
    return { status: response.status, body: parsed as T, headers: response.headers };
  }

  /** A customer who has just registered: no address, no history. */
  async newCustomer(): Promise<{
    id: string;
    token: string;
    refreshToken: string;
    mobile: string;
    email: string;
  }> {
    const mobile = `+9198${String(randomInt(100_000_000)).padStart(8, '0')}`;
    const email = `someone.${newId()}@example.com`;
    const body = { email, mobile, password: 'Str0ng!Passw0rd', firstName: 'Asha' };
    const answer = await this.call<{ user: { id: string }; tokens: Record<string, string> }>(
      'POST',
      '/auth/register',
      { body },
    );
    if (answer.status !== 201) throw new Error(`Could not register: ${JSON.stringify(answer.body)}`);
    const { user, tokens } = answer.body;
    return {
      id: user.id,
      token: tokens['accessToken'] ?? '',
      refreshToken: tokens['refreshToken'] ?? '',
      mobile,
      email,
    };
  }

  /** @param employeeId EMP001 (super_admin) to EMP008 (support_staff) */
  async staff(employeeId: string): Promise<string> {
    const body = { identifier: employeeId, password: demoPassword };
    const answer = await this.call<{ tokens: { accessToken: string } }>('POST', '/ops/auth/login', { body });
    if (answer.status !== 200) throw new Error(`Could not sign in: ${JSON.stringify(answer.body)}`);
    return answer.body.tokens.accessToken;
  }

  async addAddress(token: string, pincode = '560001'): Promise<string> {
    const body = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode, isDefault: true };
    return (await this.call<{ id: string }>('POST', '/addresses', { token, body })).body.id;
  }

  async say(token: string, message: string, threadId?: string): Promise<Turn> {
    const answer = await this.call<Turn>('POST', '/chat/message', {
      token,
      body: { message, ...(threadId && { threadId }) },
    });
    if (answer.status !== 200) throw new Error(`The turn failed: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
