import { randomUUID } from 'node:crypto';

/** Asks one subject for what a scenario needs before it begins. */
export class Client {
  constructor({ name, port }) {
    this.name = name;
    this.base = `http://127.0.0.1:${port}/api/v1`;
  }

  /** @returns the parsed body @throws for anything but a 2xx */
  async call(method, path, options) {
    return JSON.parse(await this.text(method, path, options));
  }

  async text(method, path, { token, body, key } = {}) {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(key && { 'Idempotency-Key': key }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${this.name}: ${method} ${path} was answered ${response.status}: ${text}`);
    return text;
  }

  /** A customer who has just registered. */
  async newCustomer(number) {
    const mobile = `+9198${String(10_000_000 + number)}`;
    const body = {
      email: `bench.${randomUUID()}@example.com`,
      mobile,
      password: 'Str0ng!Passw0rd',
      firstName: 'Asha',
    };
    const { tokens } = await this.call('POST', '/auth/register', { body });
    return tokens.accessToken;
  }
}
