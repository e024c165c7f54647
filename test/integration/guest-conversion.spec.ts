import { MessageEntity, ThreadEntity } from '../../src/features/chat/index.js';
import { UserEntity } from '../../src/features/users/index.js';
import { GuestBelongings } from '../../src/platform/auth/guest-belongings.js';
import { SessionEntity } from '../../src/platform/auth/session.entity.js';
import { IdentityWorld, password } from './identity-world.js';

interface Guest {
  sessionId: string;
  accessToken: string;
}

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('the conversion of a guest (ID-7)', () => {
  let world: IdentityWorld;
  let another: IdentityWorld;
  beforeAll(async () => {
    world = await IdentityWorld.open();
    another = await IdentityWorld.open({ beside: world });
  });
  afterAll(async () => {
    await another.close({ keepData: true });
    await world.close();
  });

  const either = (at: number) => (at % 2 ? another : world);
  const admit = async (): Promise<Guest> => (await world.post('/auth/guest')).body;
  const openThread = (guest: Guest, at = 0) =>
    either(at).post('/threads', { title: 'Mine' }, guest.accessToken);
  const convert = (guest: Guest, as: object, at = 0) =>
    either(at).post('/auth/convert-session', { sessionId: guest.sessionId, ...as }, guest.accessToken);
  const threadsOf = (ownerId: string) =>
    world.work.read((reader) => reader.getRepository(ThreadEntity).countBy({ ownerId }));
  const users = () => world.work.read((reader) => reader.getRepository(UserEntity).count());

  it('asked for twenty times at once in two processes makes one customer and moves everything once', async () => {
    const guest = await admit();
    for (const at of [0, 1, 2]) expect((await openThread(guest, at)).status).toBe(201);
    const before = await users();
    const asha = world.person();
    const answers = await Promise.all(times(20, (at) => convert(guest, asha, at)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.migrated.threads))).toEqual(new Set([3]));
    expect(await users()).toBe(before + 1);
    expect([await threadsOf(answers[0]?.body.user.id), await threadsOf(guest.sessionId)]).toEqual([3, 0]);
    expect((await another.get('/threads', guest.accessToken)).status).toBe(401);
  });

  it('by two people at once is won by one, and the other gets nothing', async () => {
    const guest = await admit();
    await openThread(guest);
    const people = [await world.register(), await world.register()];
    const answers = await Promise.all(
      times(10, (at) => convert(guest, { identifier: people[at % 2]?.email, password }, at)),
    );
    const won = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.user.id));
    expect(won.size).toBe(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
    const kept = await Promise.all(people.map(({ id }) => threadsOf(id)));
    expect(kept.toSorted()).toEqual([0, 1]);
  });

  it('leaves nothing behind that is begun at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const guest = await admit();
      const [converted, ...opened] = await Promise.all([
        convert(guest, world.person()),
        ...times(6, (at) => openThread(guest, at)),
      ]);
      expect(new Set(opened.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
      for (const { status } of opened) expect([201, 401]).toContain(status);
      const made = opened.filter(({ status }) => status === 201).length;
      expect(await threadsOf(guest.sessionId)).toBe(0);
      expect([await threadsOf(converted.body.user.id), converted.body.migrated.threads]).toEqual([
        made,
        made,
      ]);
    }
  });

  it('that cannot move everything moves nothing, makes no customer and leaves the guest as they were', async () => {
    const guest = await admit();
    const { body: thread } = await openThread(guest);
    let fails = true;
    world.app.get(GuestBelongings).register('files', async () => {
      if (fails) throw new Error('The files cannot be moved.');
      return 2;
    });
    const asha = world.person();
    const before = await users();
    expect((await convert(guest, asha)).status).toBe(500);
    expect([await users(), await threadsOf(guest.sessionId)]).toEqual([before, 1]);
    expect((await world.get(`/threads/${thread.id}`, guest.accessToken)).status).toBe(200);
    fails = false;
    const { status, body } = await convert(guest, asha);
    expect([status, body.migrated]).toEqual([200, { threads: 1, files: 2, holds: 0, cartItems: 0 }]);
  });

  it('keeps what was said, word for word', async () => {
    const guest = await admit();
    const said = await world.post('/chat/message', { message: 'How much is AC repair?' }, guest.accessToken);
    const messages = () =>
      world.work.read((reader) =>
        reader.getRepository(MessageEntity).findBy({ threadId: said.body.threadId }),
      );
    const before = await messages();
    await convert(guest, world.person());
    expect(before).toHaveLength(2);
    expect(await messages()).toEqual(before);
  });

  it('does not bring a guest back whose time ran out, or whose token dies of old age', async () => {
    const guest = await admit();
    const endOf = async () =>
      (
        await world.work.read((reader) =>
          reader.getRepository(SessionEntity).findOneByOrFail({ id: guest.sessionId }),
        )
      ).expiresAt;
    for (let day = 0; day < 30; day += 1) {
      expect((await another.get('/threads', guest.accessToken)).status).toBe(200);
      world.clock.advance(86_400_000 - 1_000);
    }
    expect((await endOf()).getTime()).toBeGreaterThan(world.clock.now().getTime());
    world.clock.advance(30_000);
    expect((await convert(guest, world.person())).status).toBe(401);
  });
});
