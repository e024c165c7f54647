import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import process from 'node:process';

const start = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const longestMs = 60_000;

/** The real program, as `npm start` runs it, in a process of its own on a port of its own. */
export class Program {
  private printed = '';
  private complaints = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private readonly startedMs = performance.now();

  constructor(dataDir: string, settings: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [start], {
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: '0',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'warn',
        DATA_DIR: dataDir,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (text: Buffer) => (this.printed += text.toString()));
    this.child.stderr?.on('data', (text: Buffer) => (this.complaints += text.toString()));
    this.ended = once(this.child, 'close');
  }

  get output(): string {
    return this.printed;
  }

  get errors(): string {
    return this.complaints;
  }

  get address(): string {
    return /API +(http:\S+)\/api\/v1/.exec(this.printed)?.[1] ?? '';
  }

  /** @returns how long, in milliseconds, it took from the start of the process until it said that it is ready */
  async ready(): Promise<number> {
    const signal = AbortSignal.timeout(longestMs);
    while (!this.printed.includes('Health ')) {
      const gone = this.ended.then(() => 'gone');
      const said = once(this.child.stdout ?? this.child, 'data', { signal });
      if ((await Promise.race([said, gone])) === 'gone')
        throw new Error(`The program ended before it was ready:\n${this.printed}${this.complaints}`);
    }
    return performance.now() - this.startedMs;
  }

  /** @returns the exit code, and how long it took, in milliseconds */
  async end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<{ code: number | null; tookMs: number }> {
    const askedMs = performance.now();
    if (signal) this.child.kill(signal);
    await this.ended;
    return { code: this.child.exitCode, tookMs: performance.now() - askedMs };
  }

  async call<T>(
    method: string,
    path: string,
    sent: { token?: string; body?: unknown; key?: string } = {},
  ): Promise<T> {
    const { token, body, key } = sent;
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(key && { 'Idempotency-Key': key }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
