import { createHash, createHmac } from 'node:crypto';
import { AddressEntity } from '../../src/features/users/index.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { describeOn } from '../database.js';
import { IdentityWorld } from './identity-world.js';

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const address = {
  line1: '12, 5th Cross',
  city: 'Bangalore',
  state: 'Karnataka',
  pincode: '560001',
  isDefault: true,
};

describe('a request that is repeated to two processes on one database', () => {
  let world: IdentityWorld;
  let another: IdentityWorld;
  let token: string;
  let userId: string;
  beforeAll(async () => {
    world = await IdentityWorld.open();
    another = await IdentityWorld.open({ beside: world });
  });
  afterAll(async () => {
    await another.close({ keepData: true });
    await world.close();
  });
  beforeEach(async () => {
    const { id, tokens } = await world.register();
    [token, userId] = [tokens.accessToken, id];
  });

  const either = (at: number) => (at % 2 ? another : world);
  const add = (key: string, body: object, at = 0) =>
    either(at).post('/addresses', body, token).set('Idempotency-Key', key);
  const kept = () => world.work.read((reader) => reader.getRepository(AddressEntity).countBy({ userId }));

  it('acts once, and every repeat says that it is one (PF-2)', async () => {
    const answers = await Promise.all(times(16, (at) => add('one', address, at)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(15);
    expect(await kept()).toBe(1);
  });

  it('is refused with another body, however they race', async () => {
    const answers = await Promise.all(
      times(12, (at) => add('two', { ...address, line1: at % 3 ? 'This' : 'That' }, at)),
    );
    expect(await kept()).toBe(1);
    const refused = answers.filter(({ status }) => status === 422);
    expect(refused.map(({ body }) => body.code)).toEqual(refused.map(() => 'idempotency.key_reused'));
    const done = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.line1));
    expect([done.size, refused.length]).toEqual([1, done.has('This') ? 4 : 8]);
  });

  it('may be sent again after a refusal, which is not remembered', async () => {
    expect((await add('three', { ...address, pincode: 'none' })).status).toBe(422);
    const { status, headers } = await add('three', address, 1);
    expect([status, headers['idempotent-replayed']]).toEqual([201, undefined]);
  });

  it('of somebody else with the same key is another request', async () => {
    const first = await add('four', address);
    const ravi = await world.register();
    const other = await another
      .post('/addresses', address, ravi.tokens.accessToken)
      .set('Idempotency-Key', 'four');
    expect([other.status, other.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect(other.body.id).not.toBe(first.body.id);
  });

  describeOn('mysql')('and whose first run is not finished', () => {
    it('waits, is told 409 that it is in progress, and is answered once the first is done', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let begun = (): void => undefined;
      const hasBegun = new Promise<void>((resolve) => (begun = resolve));
      const now = world.clock.now();
      const row = {
        id: newId(),
        scope: `customer:${userId}/addresses.add`,
        key: 'five',
        fingerprint: 'another',
        resultId: null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + 1_000),
      };
      const first = world.work.run(async (tx) => {
        await tx.getRepository(CommandEntity).insert(row);
        begun();
        await held;
        throw new Error('The first one fails after all.');
      });
      await hasBegun;
      const { status, body, headers } = await add('five', address, 1);
      expect([status, body.code, headers['retry-after']]).toEqual([409, 'idempotency.in_progress', '1']);
      release();
      await expect(first).rejects.toThrow('after all');
      expect((await add('five', address, 1)).status).toBe(201);
      expect(await kept()).toBe(1);
    });
  });

  it('with one signature is let in by one of the processes, once (ID-8)', async () => {
    const issued = await world.post(
      '/api-keys',
      { name: 'Signing', scopes: ['profile.read'], isSigned: true },
      token,
    );
    const { clientId, clientSecret, signingSecret } = issued.body;
    const { body } = await another.post('/auth/token', { clientId, clientSecret });
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1_000));
    const nonce = newId();
    const hash = createHash('sha256').update('').digest('hex');
    const signature = createHmac('sha256', signingSecret)
      .update(['GET', '/api/v1/users/me', hash, timestamp, nonce].join('\n'))
      .digest('hex');
    const answers = await Promise.all(
      times(20, (at) =>
        either(at)
          .get('/users/me', body.accessToken)
          .set({ 'X-Signature': signature, 'X-Signature-Timestamp': timestamp, 'X-Signature-Nonce': nonce }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  });
});
