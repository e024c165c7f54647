import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sections } from '../../src/config/sections.js';
import { Metrics } from '../../src/platform/telemetry/metrics.js';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const settings = new Set(
  sections.flatMap((each) => Object.values(each.settings).map(({ variable }) => variable)),
);

interface Instruction {
  stage: string;
  name: string;
  rest: string;
}

/** The instructions of the Dockerfile, each with the stage it is in. */
function instructions(): Instruction[] {
  const lines = read('Dockerfile')
    .replace(/^#.*$/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim());
  let stage = '';
  return lines.map((line) => {
    const [name = '', ...rest] = line.trim().split(/\s+/);
    if (name === 'FROM') stage = rest.at(-1) ?? '';
    return { stage, name, rest: rest.join(' ') };
  });
}

const runsIn = (stage: string, name: string): string[] =>
  instructions()
    .filter((each) => each.stage === stage && each.name === name)
    .map(({ rest }) => rest);

describe('the image', () => {
  it('copies only what is there and what the build context lets through', () => {
    const ignore = read('.dockerignore').split('\n');
    expect(ignore[0]).toBe('**');
    const sources = runsIn('build', 'COPY').flatMap((rest) => rest.split(' ').slice(0, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      expect(ignore).toContain(`!${source}`);
    }
  });

  it('is built in one stage and run from another, which takes from the first alone', () => {
    expect([...new Set(instructions().map(({ stage }) => stage))]).toEqual(['build', 'run']);
    const copies = runsIn('run', 'COPY');
    expect(copies.length).toBeGreaterThan(0);
    for (const copy of copies) expect(copy).toMatch(/^--from=build /);
    expect(runsIn('build', 'RUN').join('\n')).toContain('npm prune --omit=dev');
  });

  it('runs as somebody who is not root, from the user on to the command', () => {
    expect(runsIn('run', 'USER')).toEqual(['node']);
    const order = instructions().map(({ name }) => name);
    expect(order.lastIndexOf('USER')).toBeLessThan(order.lastIndexOf('CMD'));
    expect(order.lastIndexOf('RUN')).toBeLessThan(order.lastIndexOf('USER'));
  });

  it('tells its health, by a command that can be parsed', () => {
    const [check = ''] = runsIn('run', 'HEALTHCHECK');
    const command = JSON.parse(check.slice(check.indexOf('CMD ') + 4)) as string[];
    expect(command.slice(0, 2)).toEqual(['node', '-e']);
    expect(command[2]).toContain('/health/live');
    expect(() => new Function(command[2] ?? '')).not.toThrow();
  });

  it('starts the two programs that there are', () => {
    const started = [runsIn('run', 'CMD').join(), read('docker-compose.yml')].join('\n');
    const programs = [...started.matchAll(/dist\/(src\/\w+)\.js/g)].map(([, program]) => `${program}.ts`);
    expect(new Set(programs)).toEqual(new Set(['src/main.ts', 'src/worker.ts']));
    for (const program of programs) expect(existsSync(join(root, program))).toBe(true);
  });

  it('runs on a version of Node that package.json allows', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const floor = Number(/\d+/.exec(engines.node)?.[0]);
    for (const { name, rest } of instructions())
      if (name === 'FROM') expect(Number(/^node:(\d+)/.exec(rest)?.[1])).toBeGreaterThanOrEqual(floor);
  });
});

describe('the deployment files', () => {
  /** Variables of the servers beside the product, of Docker and of the operating system. */
  const foreign = /^(MYSQL_|MARIADB_|REDIS_PASSWORD$|REDISCLI_AUTH$|API_ADDRESS$|TZ$)/;

  it('set no setting that the product does not know', () => {
    const compose = [...read('docker-compose.yml').matchAll(/^\s+([A-Z][A-Z_]+): /gm)];
    const image = [...read('Dockerfile').matchAll(/\b([A-Z][A-Z_]+)=\S/g)];
    const units = ['api', 'worker'].flatMap((role) => [
      ...read(`deploy/systemd/nexora-${role}.service`).matchAll(/^Environment=([A-Z_]+)=/gm),
    ]);
    const set = [...compose, ...image, ...units].map(([, variable = '']) => variable);
    expect(set).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'WORKER_PORT', 'DATA_DIR']));
    expect(set.filter((variable) => !settings.has(variable) && !foreign.test(variable))).toEqual([]);
  });

  it('publish the API alone, with a health check for each server beside it', () => {
    const compose = read('docker-compose.yml');
    expect([...compose.matchAll(/^ {4}ports:/gm)]).toHaveLength(1);
    expect([...compose.matchAll(/^ {4}healthcheck:/gm)]).toHaveLength(2);
    for (const image of ['mysql:8.4', 'redis:7']) expect(compose).toContain(`image: ${image}`);
  });

  it('ask for no figure that the product does not give', async () => {
    const metrics = new Metrics();
    const given = new Set(
      [...(await metrics.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? ''),
    );
    metrics.close();
    // Asked of the database when they are read.
    for (const asked of ['nexora_jobs', 'nexora_job_queue_lag_seconds']) given.add(asked);
    const asking = read('deploy/prometheus/nexora.rules.yml') + read('deploy/grafana/nexora.json');
    const asked = [...asking.matchAll(/\b((?:nexora|nodejs|process)_[a-z0-9_]+)/g)].map(([, name = '']) =>
      name.replace(/_bucket$/, ''),
    );
    expect(new Set(asked).size).toBeGreaterThan(10);
    expect(asked.filter((name) => !given.has(name))).toEqual([]);
  });

  it('run the suites on both families of database', () => {
    const workflow = read('.github/workflows/ci.yml');
    for (const database of ['mysql:8.4', 'mariadb:10.11'])
      expect(workflow).toContain(`database: ${database}`);
    expect(workflow).toContain('run: .ci/run');
  });
});

describe('tracing that is off', () => {
  it('is not loaded: its one home is imported by nobody when the program starts', () => {
    const home = read('src/platform/telemetry/telemetry.module.ts');
    expect(home).toMatch(/import type \{ Tracing \} from '\.\/tracing\.js'/);
    expect(home).toMatch(/await import\('\.\/tracing\.js'\)/);
    expect(home).not.toMatch(/^import \{[^}]*\} from '(\.\/tracing\.js|@opentelemetry)/m);
  });
});
