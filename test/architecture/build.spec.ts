import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Spoken } from '../e2e/programs.js';

const here = fileURLToPath(new URL('../..', import.meta.url));
const needed = ['src', 'migrations', 'seeds', 'scripts', 'package.json', 'package-lock.json', '.swcrc'];

describe('the build', () => {
  let folder: string;

  /** A checkout of its own: the one of the tests is in use. */
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexora-build-'));
    for (const each of needed) cpSync(join(here, each), join(folder, each), { recursive: true });
    symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (script: string, environment: Record<string, string> = {}): Spoken =>
    new Spoken(pathToFileURL(join(folder, 'scripts', script)).href, [], environment);
  const fourAtOnce = async (): Promise<void> => {
    const builds = Array.from({ length: 4 }, () => run('build.mjs'));
    const codes = await Promise.all(builds.map((each) => each.isOver()));
    expect(builds.map(({ text }) => text)).toEqual(['', '', '', '']);
    expect(codes).toEqual([0, 0, 0, 0]);
  };
  const made = (): string[] => readdirSync(folder).filter((name) => name.startsWith('dist'));

  it('may be run by several at once, from nothing and over an older one, and what it leaves starts', async () => {
    await fourAtOnce();
    const source = join(folder, 'src', 'main.ts');
    utimesSync(source, new Date(), new Date());
    rmSync(join(folder, 'dist', 'src', 'main.js'));
    await fourAtOnce();
    expect(made()).toEqual(['dist']);
    expect(existsSync(join(folder, 'dist', 'src', 'main.js'))).toBe(true);
    const program = run('start.mjs', { PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'kept') });
    await program.hears(/Health /);
    await program.end('SIGTERM');
    expect(await program.isOver()).toBe(0);
  }, 240_000);

  it('that is killed keeps nobody from building', async () => {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    const doomed = run('build.mjs');
    await doomed.hears(() => made().length > 0);
    await doomed.end('SIGKILL');
    await fourAtOnce();
    expect(existsSync(join(folder, 'dist', 'src', 'main.js'))).toBe(true);
  }, 240_000);
});
