import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createConnection } from 'mysql2/promise';
import request from 'supertest';
import type { Response } from 'supertest';
import { missingServices, startMariadb, startRedis } from '../../scripts/services.mjs';
import type { Service } from '../../scripts/services.mjs';
import { bootstrap } from '../../src/bootstrap.js';
import { Configuration } from '../../src/config/configuration.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { CatalogueService, CategoryEntity } from '../../src/features/services/index.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { insertCatalogue } from '../factories/catalogue.js';
import { until } from '../contracts/cache.contract.js';

const describeOnServices = missingServices().length > 0 ? () => undefined : describe;

describeOnServices('two servers on one MariaDB and one Redis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-two-'));
  const key = randomBytes(32).toString('base64');
  let database: Service;
  let redis: Service;
  let servers: NestExpressApplication[] = [];
  let lastAddress = 0;
  // What is cached is kept to the end of the minute.
  const clock = new FixedClock('2026-03-10T06:00:00Z');

  const open = async (name: string): Promise<NestExpressApplication> => {
    const app = await bootstrap(
      Configuration.read({
        NODE_ENV: 'test',
        DATA_DIR: join(folder, name),
        LOG_LEVEL: 'silent',
        ENCRYPTION_KEY: key,
        DATABASE_URL: `${database.url}/nexora`,
        REDIS_URL: redis.url,
        RATE_LIMIT_ENABLED: 'true',
        RATE_LIMIT_PER_MINUTE: '20',
        TRUST_PROXY: '1',
      }),
      { clock },
    );
    await app.listen(0, '127.0.0.1');
    return app;
  };

  beforeAll(async () => {
    [database, redis] = await Promise.all([startMariadb(folder), startRedis(folder)]);
    const connection = await createConnection({ uri: database.url });
    await connection.query('CREATE DATABASE nexora');
    await connection.end();
    servers = [await open('one'), await open('two')];
  }, 90_000);

  afterAll(async () => {
    for (const each of servers) await each.close();
    await Promise.all([database.stop(), redis.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const server = (at: number): NestExpressApplication => {
    const app = servers[at % 2];
    if (!app) throw new Error('There are two servers.');
    return app;
  };
  const address = (): string => {
    lastAddress += 1;
    return `198.51.100.${lastAddress}`;
  };
  const categories = async (at: number, from = address()): Promise<Response> =>
    request(server(at).getHttpServer())
      .get('/api/v1/services/categories?limit=100')
      .set('X-Forwarded-For', from);
  const names = async (at: number): Promise<string[]> =>
    ((await categories(at)).body as { data: { name: string }[] }).data.map(({ name }) => name);

  it('both show what was changed at one of them', async () => {
    const work = server(0).get(UnitOfWork);
    expect([await names(0), await names(1)]).toEqual([[], []]);
    await work.run(insertCatalogue);
    expect([await names(0), await names(1)].map(({ length }) => length)).toEqual([0, 0]);
    await server(0).get(CatalogueService).refresh();
    expect(await names(0)).toHaveLength(12);
    await until(async () => (await names(1)).length === 12);
    await work.run((tx) =>
      tx.getRepository(CategoryEntity).update({ slug: 'car-care' }, { name: 'Care of cars' }),
    );
    await server(1).get(CatalogueService).refresh();
    expect(await names(1)).toContain('Care of cars');
    await until(async () => (await names(0)).includes('Care of cars'));
    expect((await categories(0)).headers['etag']).toBe((await categories(1)).headers['etag']);
  });

  it('count a caller once, whichever of them is called', async () => {
    const from = address();
    const seen: number[] = [];
    for (let at = 0; at < 22; at += 1) seen.push((await categories(at, from)).status);
    expect(seen).toEqual([...Array.from({ length: 20 }, () => 200), 429, 429]);
  });

  it('go on without Redis, each by itself, and are one again when it is back', async () => {
    await redis.stop('SIGKILL');
    const from = address();
    for (let at = 0; at < 4; at += 1) expect((await categories(at, from)).status).toBe(200);
    redis = await startRedis(folder, { port: redis.port });
    await until(async () => {
      const shared = address();
      const left = async (at: number) =>
        /r=(\d+)/.exec((await categories(at, shared)).headers['ratelimit'] ?? '')?.[1];
      return (await left(0)) === '19' && (await left(1)) === '18';
    });
  }, 30_000);
});
