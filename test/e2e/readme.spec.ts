import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import process from 'node:process';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

const root = new URL('../../', import.meta.url);

/** The program a reader starts, on data of its own and a free port. */
class Program {
  private constructor(
    private readonly running: ChildProcess,
    private readonly home: TestHome,
    readonly base: string,
  ) {}

  static async start(): Promise<Program> {
    const home = await makeTestHome();
    const env = {
      PATH: process.env['PATH'],
      ...home.settings,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    };
    const running = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env });
    const base = await new Promise<string>((resolve, reject) => {
      let printed = '';
      const hear = (text: string): void => {
        printed += text;
        const address = /API +(http:\S+)\/api\/v1/.exec(printed)?.[1];
        if (address) resolve(address);
      };
      running.stdout.setEncoding('utf8').on('data', hear);
      running.stderr.setEncoding('utf8').on('data', hear);
      running.once('exit', () => reject(new Error(`The program ended before it was ready:\n${printed}`)));
    });
    return new Program(running, home, base);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.running.once('exit', resolve));
    this.running.kill('SIGTERM');
    await ended;
    await this.home.remove();
  }
}

/** The bash blocks of the tour, as they are printed. */
function tourOf(readme: string): string[] {
  const tour = readme.split(/^## /m).find((section) => section.startsWith('A five-minute tour')) ?? '';
  return [...tour.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block]) => block ?? '');
}

/** Runs a script in a clean shell that stops at the first command that fails. */
function bash(
  script: string,
  env: Record<string, string | undefined>,
): Promise<{ code: number | null; printed: string }> {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-euo', 'pipefail', '-s'], { cwd: tmpdir(), env });
    let printed = '';
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    shell.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
    shell.once('error', reject);
    shell.once('close', (code) => resolve({ code, printed }));
    shell.stdin.end(script);
  });
}

describe('the tour of the README', () => {
  let program: Program;
  let tour: { code: number | null; printed: string };

  beforeAll(async () => {
    program = await Program.start();
    const blocks = tourOf(readFileSync(new URL('README.md', root), 'utf8'));
    tour = await bash(blocks.join('\n'), { PATH: process.env['PATH'], BASE: program.base });
  }, 180_000);

  afterAll(() => program.stop());

  it('works as printed, to its last command', () => {
    expect(tour).toEqual({ code: 0, printed: expect.stringMatching(/^ok\nAsha\n/) });
  });

  it('prices a repair with tax and books it once, however often it is sent', () => {
    expect(tour.printed).toMatch(/GST of ₹[\d.,]+, rounded to the rupee: ₹[\d,]+\./);
    const [, orderNumber] = /^(NX-\w{8}) confirmed, \d+ rupees$/m.exec(tour.printed) ?? [];
    expect(tour.printed).toContain(`rupees\n${orderNumber}\n[ '${orderNumber} confirmed' ]\n`);
  });

  it('cancels free of charge within the first minutes', () => {
    expect(tour.printed).toContain('No fee within 5 minutes of booking.\ncancelled\n');
  });

  it('books the same by talking, and staff see it', () => {
    const [, orderNumber] =
      /^Booked: AC repair, .* 11:00 am, ₹[\d,]+\. Order (NX-\w{8})\./m.exec(tour.printed) ?? [];
    expect(tour.printed).toContain(`[ '${orderNumber}, AC repair, confirmed' ]`);
    expect(tour.printed).toContain(`${orderNumber} is cancelled. There is no fee.`);
  });

  it('keeps within the rate limits, which are on (ID-3)', async () => {
    const { status, headers } = await fetch(`${program.base}/api/v1/services/categories`);
    expect([status, headers.get('ratelimit-policy')]).toEqual([200, '"default";q=300;w=60']);
    expect(tour.printed).not.toContain('rate.limited');
  });

  it('shows a refusal by its code', () => {
    expect(tour.printed).toContain('403 auth.wrong_audience: ');
  });
});
