import { TraceCollector } from '../fakes/trace-collector.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import type { Turn } from '../api.js';
import type { Problem } from './marketplace.js';

interface Readiness {
  status: string;
  checks: { name: string; ok: boolean; detail?: string }[];
}

type Line = Record<string, unknown>;

/** Says nothing that stands anywhere else in the marketplace. */
const canary = {
  email: 'zebrafinch.canary@zebrafinch.example',
  mobile: '+919700012399',
  firstName: 'Zebrafinchia',
  lastName: 'Canarinskaya',
  line1: '777 Zebrafinch Nest Lane',
  line2: 'Canaryhouse Block',
  contactName: 'Zebrafinchino Contact',
  contactMobile: '+919700012388',
};
const canaries = /zebrafinch|canar|97000[\s-]?123/i;

describe('what an operator sees', () => {
  const lines: string[] = [];
  let world: World;
  let collector: TraceCollector;

  beforeAll(async () => {
    collector = await TraceCollector.open();
    world = await World.open({
      logTo: { write: (line: string) => void lines.push(line) },
      env: { LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
    });
  });
  afterAll(async () => {
    await world.close();
    await collector.close();
  });

  const metrics = async (): Promise<string[]> => {
    const { status, body } = await world.call<string>('GET', '//metrics');
    expect(status).toBe(200);
    return (body as unknown as string).split('\n');
  };
  const linesOf = (correlationId: string): Line[] =>
    lines.map((line) => JSON.parse(line) as Line).filter((line) => line['correlationId'] === correlationId);
  /** By talking, in three messages; the last, which books, goes under the given id. */
  const book = async (token: string, correlationId: string): Promise<Turn> => {
    const { threadId } = await world.say(
      token,
      'my AC is not cooling, can someone come tomorrow at 11am? I live in 560001',
    );
    await world.say(token, 'split AC', threadId);
    const body = { message: 'yes, book it', threadId };
    return (
      await world.call<Turn>('POST', '/chat/message', {
        token,
        body,
        headers: { 'X-Request-Id': correlationId },
      })
    ).body;
  };
  const register = (body: object, headers: Record<string, string> = {}) =>
    world.call<{ tokens: { accessToken: string } }>('POST', '/auth/register', { body, headers });

  it('is neither email, mobile, name nor address of anybody, in no line at any level', async () => {
    const { email, mobile, firstName, lastName, line1, line2, contactName, contactMobile } = canary;
    const password = 'Zebrafinch-Canary#1';
    const account = { email, mobile, password, firstName, lastName };
    const { body } = await register(account);
    const token = body.tokens.accessToken;
    const place = {
      line1,
      line2,
      city: 'Bangalore',
      state: 'Karnataka',
      pincode: '560001',
      contactName,
      contactMobile,
    };
    const address = await world.call<{ id: string }>('POST', '/addresses', { token, body: place });
    expect(address.status).toBe(201);

    const from = lines.length;
    const statuses = [
      (await register(account)).status,
      (await register({ ...account, email: `${email} `, firstName: 'x'.repeat(90) + firstName })).status,
      (await world.call('POST', '/auth/login', { body: { identifier: email, password: `${password}x` } }))
        .status,
      (await world.call('POST', '/auth/login', { body: { identifier: mobile, password } })).status,
      (await world.call('GET', '/users/me', { token })).status,
      (await world.call('GET', `/bookings/${encodeURIComponent(firstName)}`, { token })).status,
      (await world.call('GET', `/services/${firstName}-${mobile}`)).status,
      (await world.call('GET', `/nowhere/${encodeURIComponent(email)}?name=${firstName}`)).status,
      (await world.call('GET', `/services/search?q=${encodeURIComponent(line1)}&pincode=560001`)).status,
      (await world.call('POST', '/addresses', { token, body: { ...place, pincode: firstName } })).status,
      (await world.call('POST', '/auth/login', { body: `{"identifier":"${email}", ${firstName}` })).status,
    ];
    expect(statuses).toEqual([409, 422, 401, 200, 200, 404, 404, 404, 200, 422, 400]);
    await world.say(token, `I am ${firstName} ${lastName} of ${line1}, write to ${email} or call ${mobile}`);
    expect((await book(token, newId())).action?.kind).toBe('booking.created');
    await world.settle();

    expect(lines.length - from).toBeGreaterThan(statuses.length);
    expect(lines.filter((line) => canaries.test(line))).toEqual([]);
  });

  it('is no canary either when the database itself refuses a value, and the fault is still told', async () => {
    const work = world.get(UnitOfWork);
    const correlationId = `fault-${newId()}`;
    const from = lines.length;
    const refused = work.run((tx) =>
      tx.query('INSERT INTO users (id, firstName, email) VALUES (?, ?, ?)', [
        newId(),
        canary.firstName,
        canary.email,
      ]),
    );
    const fault: unknown = await refused.catch((error: unknown) => error);
    expect(JSON.stringify(fault)).toMatch(canaries);
    const { Log } = await import('../../src/platform/telemetry/log.js');
    world.get(Log).error({ err: fault, correlationId }, 'Request failed.');
    const [line] = lines.slice(from);
    expect(line).toContain('QueryFailedError');
    expect(line).not.toMatch(canaries);
  });

  it('is one correlation id from the request through its job to every line of both', async () => {
    const correlationId = `trace-${newId()}`;
    const mobile = '+919700055501';
    const headers = { 'X-Request-Id': correlationId };
    const registered = await register(
      { email: 'follow.me@example.com', mobile, password: 'Str0ng!Passw0rd', firstName: 'Asha' },
      headers,
    );
    expect(registered.headers.get('x-request-id')).toBe(correlationId);
    const jobs = await world.get(UnitOfWork).run(async (tx) => {
      await tx.getRepository(JobEntity).insert({
        id: newId(),
        name: 'test.without.handler',
        payload: {},
        key: null,
        orderKey: null,
        state: 'waiting',
        attempts: 0,
        maxAttempts: 1,
        runAt: world.clock.now(),
        leaseUntil: null,
        leaseToken: null,
        lastError: null,
        correlationId,
        createdAt: world.clock.now(),
        finishedAt: null,
      });
      return tx.getRepository(JobEntity).countBy({ correlationId });
    });
    expect(jobs).toBeGreaterThan(0);
    await world.settle();
    const told = linesOf(correlationId);
    expect(told.find(({ msg }) => msg === 'Request.')).toMatchObject({
      method: 'POST',
      path: '/api/v1/auth/register',
      status: 201,
    });
    expect(told.find(({ job }) => job === 'test.without.handler')).toMatchObject({
      msg: 'A job failed for good.',
      principal: 'system:jobs',
    });
  });

  it('are metrics by route, whatever stood in the path', async () => {
    await metrics();
    for (let at = 0; at < 20; at += 1) {
      await world.call('GET', `/services/no-such-service-${at}`);
      await world.call('GET', `/nowhere/${at}`);
    }
    const seriesOf = (page: string[]) =>
      page.filter((line) => line.startsWith('nexora_http')).map((line) => line.split(' ')[0]);
    const first = await metrics();
    await world.call('GET', '/services/no-such-service-either');
    const text = await metrics();
    expect(seriesOf(text)).toEqual(seriesOf(first));
    const counted = text.find((line) =>
      /^nexora_http_requests_total\{method="GET",route="[^"]*\/services\/:[a-z]+",status="404"\}/i.test(line),
    );
    expect(Number(counted?.split(' ')[1])).toBeGreaterThanOrEqual(21);
    expect(
      text.some((line) =>
        line.startsWith('nexora_http_requests_total{method="GET",route="unmatched",status="404"} '),
      ),
    ).toBe(true);
    expect(text.join('\n')).not.toMatch(/no-such-service|nowhere/);
    for (const name of [
      'nexora_unit_of_work_duration_seconds_count',
      'nexora_job_queue_lag_seconds ',
      'nexora_jobs{state="dead"} ',
      'nexora_agent_turns_total{agent="booking"',
      'process_cpu_seconds_total',
    ])
      expect(text.some((line) => line.startsWith(name))).toBe(true);
  });

  it('is whether the server can serve: name by name to everybody, with reasons to staff', async () => {
    const parts = ['database', 'migrations', ...(world.hasRedis ? ['redis'] : []), 'queue'];
    const ready = await world.call<Readiness>('GET', '//health/ready');
    expect([ready.status, ready.body]).toEqual([
      200,
      {
        status: 'ok',
        checks: parts.map((name) => ({ name, ok: true })),
      },
    ]);
    for (const path of ['//health', '//health/live'])
      expect((await world.call('GET', path)).body['status']).toBe('ok');
    expect((await world.call('GET', '//health/detailed')).status).toBe(401);
    const detailed = await world.call('GET', '//health/detailed', { token: await world.staff('EMP001') });
    expect(detailed.body).toMatchObject({
      status: 'ok',
      queue: { waiting: expect.any(Number), dead: expect.any(Number) },
    });
  });

  it('are spans of requests, units, turns and jobs, of one trace where they are of one request', async () => {
    const correlationId = newId();
    const { token } = await world.newCustomer();
    await world.addAddress(token);
    await book(token, correlationId);
    await world.settle();
    // A process that ends sends what it still holds.
    await world.restart();
    const traced = collector.spans.filter(({ traceId }) => traceId === correlationId.replaceAll('-', ''));
    const request = traced.find(({ name }) => name === 'POST /api/v1/chat/message');
    const turn = traced.find(({ name }) => name === 'turn chat');
    expect(request?.attributes).toMatchObject({
      'http.route': '/api/v1/chat/message',
      'nexora.correlation_id': correlationId,
    });
    expect(request?.parentSpanId).toBeUndefined();
    expect(turn?.parentSpanId).toBe(request?.spanId);
    expect(traced.filter(({ name }) => name === 'unit run').length).toBeGreaterThanOrEqual(2);
    expect(traced.filter(({ name }) => name.startsWith('job ')).length).toBeGreaterThanOrEqual(1);
    expect(new Set(traced.map(({ attributes }) => attributes['nexora.correlation_id']))).toEqual(
      new Set([correlationId]),
    );
    expect(collector.resources[0]).toMatchObject({
      'service.name': 'nexora',
      'deployment.environment.name': 'test',
    });
    expect(collector.received).not.toMatch(canaries);
  });
});

describe('metrics with a token', () => {
  it('are there for its holder and for nobody else', async () => {
    const world = await World.open({ env: { METRICS_TOKEN: 'a-scraper-token-1' } });
    try {
      const without = await world.call<Problem>('GET', '//metrics');
      expect([without.status, without.body.code]).toEqual([404, 'route.not_found']);
      expect((await world.call('GET', '//metrics', { token: 'a-scraper-token-2' })).status).toBe(404);
      expect((await world.call('GET', '//metrics', { token: 'a-scraper-token-1' })).status).toBe(200);
    } finally {
      await world.close();
    }
  });
});

describe('a queue that falls behind', () => {
  it('makes the server say so, and go on serving', async () => {
    const world = await World.open({ env: { QUEUE_LAG_LIMIT_SECONDS: '60', JOBS_POLL_MS: '60000' } });
    try {
      await world.jobs.stop();
      await world.newCustomer();
      await world.get(UnitOfWork).run((tx) =>
        tx.getRepository(JobEntity).insert({
          id: newId(),
          name: 'email.send',
          payload: {},
          key: null,
          orderKey: null,
          state: 'waiting',
          attempts: 0,
          maxAttempts: 1,
          runAt: world.clock.now(),
          leaseUntil: null,
          leaseToken: null,
          lastError: null,
          correlationId: newId(),
          createdAt: world.clock.now(),
          finishedAt: null,
        }),
      );
      world.clock.advance(61_000);
      const { status, body } = await world.call<Readiness>('GET', '//health/ready');
      expect([status, body.status]).toEqual([200, 'degraded']);
      expect(body.checks.find(({ name }) => name === 'queue')?.ok).toBe(false);
    } finally {
      await world.close();
    }
  });
});
