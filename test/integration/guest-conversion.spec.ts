import { CartItemEntity, HoldEntity } from '../../src/features/bookings/index.js';
import { MessageEntity, ThreadEntity } from '../../src/features/chat/index.js';
import { GuestsRepository } from '../../src/features/guests/guests.repository.js';
import { PoliciesService } from '../../src/features/policies/index.js';
import { ProviderCellEntity } from '../../src/features/providers/index.js';
import { CatalogueService } from '../../src/features/services/index.js';
import { UserEntity } from '../../src/features/users/index.js';
import { GuestBelongings } from '../../src/platform/auth/guest-belongings.js';
import { SessionEntity } from '../../src/platform/auth/session.entity.js';
import { insertCatalogue, insertProvider, publishPolicies } from '../factories/catalogue.js';
import type { Ids } from '../factories/catalogue.js';
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
  let ids: Ids;
  beforeAll(async () => {
    world = await IdentityWorld.open();
    ids = await world.work.run(async (tx) => {
      await publishPolicies(tx, world.app.get(PoliciesService, { strict: false }));
      const made = await insertCatalogue(tx);
      for (let count = 0; count < 8; count += 1) await insertProvider(tx, { skills: ['plumbing'] });
      return made;
    });
    await world.app.get(CatalogueService, { strict: false }).refresh();
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
  const line = (quantity = 1) => ({ rateCardId: ids.rateCard('tap-repair-repair'), quantity });
  /** Each conversion of a test is of another hour, so that they do not take each other's providers. */
  const startOf = (hour: number) => new Date(Date.UTC(2026, 2, 4, hour) - 5.5 * 3_600_000).toISOString();
  const hold = (token: string, hour: number, at = 0) =>
    either(at).post('/holds', { ...line(), pincode: '560001', slotStart: startOf(hour) }, token);
  const addToCart = (token: string, quantity = 1, at = 0) =>
    either(at).post('/cart/items', line(quantity), token);
  const cartOf = async (token: string): Promise<number[]> =>
    (await another.get('/cart', token)).body.items.map((item: { quantity: number }) => item.quantity);
  const holdsOf = (principalId: string) =>
    world.work.read((reader) => reader.getRepository(HoldEntity).findBy({ principalId }));
  const ownsCells = (ownerId: string) =>
    world.work.read((reader) => reader.getRepository(ProviderCellEntity).existsBy({ ownerId }));
  const users = () => world.work.read((reader) => reader.getRepository(UserEntity).count());

  it('asked for twenty times at once in two processes makes one customer and moves everything once', async () => {
    const guest = await admit();
    for (const at of [0, 1, 2]) expect((await openThread(guest, at)).status).toBe(201);
    const { body: held } = await hold(guest.accessToken, 9);
    expect((await addToCart(guest.accessToken, 2)).status).toBe(201);
    const before = await users();
    const asha = world.person();
    const answers = await Promise.all(times(20, (at) => convert(guest, asha, at)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    for (const { body } of answers)
      expect(body.migrated).toEqual({ threads: 3, files: 0, holds: 1, cartItems: 1 });
    expect(await users()).toBe(before + 1);
    const [first] = answers;
    expect((await holdsOf(first?.body.user.id)).map(({ id }) => id)).toEqual([held.id]);
    expect(await cartOf(first?.body.tokens.accessToken)).toEqual([2]);
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

  it('into an account with a hold and a cart of its own keeps the newest hold and every line', async () => {
    for (const [customersHour, guestsHour] of [
      [10, 12],
      [15, 15],
    ] as const) {
      const guest = await admit();
      const asha = await world.register();
      const [{ body: theirs }, { body: own }] = [
        await hold(guest.accessToken, guestsHour),
        (world.clock.advance(1), await hold(asha.tokens.accessToken, customersHour, 1)),
      ];
      await addToCart(asha.tokens.accessToken, 3);
      await addToCart(guest.accessToken, 2, 1);
      const late = await admit();
      world.clock.advance(1);
      const { body: newest } = await hold(late.accessToken, guestsHour);
      const logIn = { identifier: asha.email, password };
      const [one, two] = [await convert(guest, logIn), await convert(late, logIn, 1)];
      expect([one.body.migrated, two.body.migrated]).toEqual([
        { threads: 0, files: 0, holds: 0, cartItems: 1 },
        { threads: 0, files: 0, holds: 1, cartItems: 0 },
      ]);
      expect((await holdsOf(asha.id)).map(({ id }) => id)).toEqual([newest.id]);
      expect(await Promise.all([theirs.id, own.id, newest.id].map(ownsCells))).toEqual([false, false, true]);
      expect(await cartOf(two.body.tokens.accessToken)).toEqual([5]);
      expect(await holdsOf(guest.sessionId)).toEqual([]);
    }
  });

  it('leaves no hold and no line behind that are made at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const guest = await admit();
      const [converted, ...made] = await Promise.all([
        convert(guest, world.person()),
        ...times(3, (at) => addToCart(guest.accessToken, 1, at)),
        ...times(3, (at) => hold(guest.accessToken, 17, at)),
      ]);
      for (const { status } of made) expect([201, 401]).toContain(status);
      expect(await holdsOf(guest.sessionId)).toEqual([]);
      const lines = made.slice(0, 3).filter(({ status }) => status === 201).length;
      const quantities = await cartOf(converted.body.tokens.accessToken);
      expect(quantities.reduce((sum, each) => sum + each, 0)).toBe(lines);
      const held = await holdsOf(converted.body.user.id);
      expect(held).toHaveLength(made.slice(3).some(({ status }) => status === 201) ? 1 : 0);
      for (const { id } of held)
        await world.delete(`/holds/${id}`, converted.body.tokens.accessToken).expect(204);
    }
  });

  it('that breaks off after all has been moved leaves all of it with the guest', async () => {
    const guest = await admit();
    await openThread(guest);
    const { body: held } = await hold(guest.accessToken, 13);
    await addToCart(guest.accessToken, 4);
    const guests = world.app.get(GuestsRepository, { strict: false });
    const whole = guests.recordConversion.bind(guests);
    guests.recordConversion = () => Promise.reject(new Error('The process ends here.'));
    const asha = world.person();
    const before = await users();
    expect((await convert(guest, asha)).status).toBe(500);
    guests.recordConversion = whole;
    expect([await users(), await threadsOf(guest.sessionId)]).toEqual([before, 1]);
    expect((await another.get(`/holds/${held.id}`, guest.accessToken)).status).toBe(200);
    expect(await cartOf(guest.accessToken)).toEqual([4]);
    const { body } = await convert(guest, asha, 1);
    expect(body.migrated).toEqual({ threads: 1, files: 0, holds: 1, cartItems: 1 });
    const items = await world.work.read((reader) =>
      reader.getRepository(CartItemEntity).countBy({ quantity: 4 }),
    );
    expect([items, await ownsCells(held.id)]).toEqual([1, true]);
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
