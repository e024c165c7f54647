import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { KeysModule } from '../../src/cli/keys.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { NotificationEntity, noticePurposeOf } from '../../src/features/notifications/index.js';
import { newId } from '../../src/kernel/ids.js';
import { Secrets } from '../../src/platform/auth/secrets.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { makeTestHome, testDialect } from '../database.js';
import type { TestHome } from '../database.js';
import { Spoken } from './programs.js';

const [former, next] = [randomBytes(32), randomBytes(32)];
/** So many that it can be killed on the way; a server is asked for each by itself. */
const letters = testDialect === 'sqlite' ? 6_000 : 1_500;

describe('npm run keys:reencrypt', () => {
  let home: TestHome;
  let keys: INestApplicationContext;
  beforeAll(async () => {
    home = await makeTestHome();
    const environment = { ...home.settings, NODE_ENV: 'test', LOG_LEVEL: 'silent' };
    const configuration = Configuration.read({ ...environment, ENCRYPTION_KEY: former.toString('base64') });
    keys = await NestFactory.createApplicationContext(KeysModule.with(configuration), { logger: false });
    const secrets = keys.get(Secrets);
    await keys.get(UnitOfWork).run((tx) => {
      const at = new Date('2026-03-02T05:30:00.000Z');
      const waiting = Array.from({ length: letters }, (_, nth): NotificationEntity => {
        const id = newId();
        return {
          ...{ id, userId: null, kind: 'auth.otp', channel: 'sms', to: '+919800000001', subject: null },
          ...{ body: 'Your code is {#code#}.', sealed: secrets.seal(`code ${nth}`, noticePurposeOf(id)) },
          ...{ dltId: null, state: 'queued', dedupKey: id, reference: null, createdAt: at, sentAt: null },
          ...{ readAt: null, validUntil: null, bookingId: null, scheduleVersion: null, failure: null },
          deletedAt: null,
        };
      });
      return insertRows(tx, NotificationEntity, ...waiting);
    });
  });
  afterAll(async () => {
    await keys.close();
    await home.remove();
  });

  const run = () =>
    new Spoken('../../scripts/start.mjs', ['cli', 'keys:reencrypt'], {
      ...home.settings,
      ENCRYPTION_KEY: next.toString('base64'),
      ENCRYPTION_OTHER_KEYS: former.toString('base64'),
    });
  const stored = () => keys.get(UnitOfWork).read((reader) => reader.getRepository(NotificationEntity).find());

  it('killed half way goes on where it was, and loses no secret', async () => {
    const mark = new Secrets(next).currentMark;
    const killed = run();
    await killed.hears(/^notifications\.sealed: \d+ sealed anew/m);
    await killed.end('SIGKILL');
    const done = (await stored()).filter(({ sealed }) => sealed?.startsWith(mark)).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(letters);
    const both = new Secrets(next, [former]);
    for (const { id, sealed } of await stored())
      expect(both.unseal(sealed ?? '', noticePurposeOf(id))).toMatch(/^code \d+$/);

    const again = run();
    expect(await again.isOver()).toBe(0);
    expect(again.text).toContain(`${letters - done} secrets were sealed anew under ENCRYPTION_KEY.`);
    expect(again.text).toContain('ENCRYPTION_OTHER_KEYS may be emptied.');
    const alone = new Secrets(next);
    const codes = (await stored()).map(({ id, sealed }) => alone.unseal(sealed ?? '', noticePurposeOf(id)));
    expect(new Set(codes).size).toBe(letters);
  }, 120_000);
});
