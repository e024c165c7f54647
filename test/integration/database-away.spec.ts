import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createConnection } from 'mysql2/promise';
import request from 'supertest';
import type { Response } from 'supertest';
import { findProgram, startMariadb } from '../../scripts/services.mjs';
import type { Service } from '../../scripts/services.mjs';
import { bootstrap } from '../../src/bootstrap.js';
import { Configuration } from '../../src/config/configuration.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';

const describeOnMariadb = findProgram('mariadbd') === null ? () => undefined : describe;

const asha = {
  email: 'asha@example.com',
  mobile: '+919845012345',
  password: 'Str0ng!Passw0rd',
  firstName: 'Asha',
};

describeOnMariadb('while the database is away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-away-'));
  let database: Service;
  let app: NestExpressApplication;
  let token = '';

  beforeAll(async () => {
    database = await startMariadb(folder, { durable: true });
    const connection = await createConnection({ uri: database.url });
    await connection.query('CREATE DATABASE nexora');
    await connection.end();
    app = await bootstrap(
      Configuration.read({
        NODE_ENV: 'test',
        DATA_DIR: folder,
        LOG_LEVEL: 'silent',
        RATE_LIMIT_ENABLED: 'false',
        DATABASE_URL: `${database.url}/nexora`,
      }),
    );
    await app.listen(0, '127.0.0.1');
    app.get(JobRunner).start();
    const registered = await post('/auth/register', asha);
    token = (registered.body as { tokens: { accessToken: string } }).tokens.accessToken;
  }, 90_000);

  afterAll(async () => {
    await app.close();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const post = async (path: string, body: object): Promise<Response> =>
    request(app.getHttpServer()).post(`/api/v1${path}`).send(body);
  const mine = async (): Promise<Response> =>
    request(app.getHttpServer()).get('/api/v1/users/me').set('Authorization', `Bearer ${token}`);
  const login = () => post('/auth/login', { identifier: asha.email, password: asha.password });

  it('every route that needs it says so at once and when to come back, and all is well when it is back', async () => {
    expect((await mine()).status).toBe(200);
    await database.stop('SIGKILL');

    for (let at = 0; at < 4; at += 1) expect((await mine()).status).toBe(503);
    const startedMs = performance.now();
    const refused = [
      await mine(),
      await login(),
      await post('/auth/register', { ...asha, email: 'b@example.com' }),
    ];
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    for (const { status, body, headers } of refused) {
      expect([status, (body as { code: string }).code]).toEqual([503, 'database.unavailable']);
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    }
    expect((await request(app.getHttpServer()).get('/health/live')).status).toBe(200);
    expect((await request(app.getHttpServer()).get('/health/ready')).status).toBe(503);

    database = await startMariadb(folder, { port: database.port, durable: true });
    await until(async () => (await mine()).status === 200);
    expect((await login()).status).toBe(200);
    await until(async () => (await request(app.getHttpServer()).get('/health/ready')).status === 200);
  }, 60_000);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const givenUpMs = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > givenUpMs) throw new Error('It does not come back.');
    await turn();
  }
}
