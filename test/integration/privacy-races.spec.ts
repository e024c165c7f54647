import { DataSource } from 'typeorm';
import { BookingCreationService, BookingEntity } from '../../src/features/bookings/index.js';
import { LedgerService, RefundEntity } from '../../src/features/payments/index.js';
import { PersonalRowsRepository } from '../../src/features/privacy/personal-rows.repository.js';
import { RetentionService } from '../../src/features/privacy/retention.service.js';
import { PoliciesService } from '../../src/features/policies/index.js';
import { ProviderCellEntity } from '../../src/features/providers/index.js';
import { CatalogueService } from '../../src/features/services/index.js';
import { UserEntity, UsersService } from '../../src/features/users/index.js';
import { newId } from '../../src/kernel/ids.js';
import { insertCatalogue, insertProvider, publishPolicies } from '../factories/catalogue.js';
import type { Ids } from '../factories/catalogue.js';
import { IdentityWorld } from './identity-world.js';
import { Planter } from './planted-rows.js';

type Person = Awaited<ReturnType<IdentityWorld['register']>> & { token: string; addressId: string };

/** Opened once, by whoever has come so far. */
class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

const dayMs = 86_400_000;
const quarterHourMs = 15 * 60_000;

describe('the end of an account, with work under way', () => {
  let world: IdentityWorld;
  let another: IdentityWorld;
  let database: DataSource;
  let ids: Ids;
  beforeAll(async () => {
    world = await IdentityWorld.open();
    another = await IdentityWorld.open({ beside: world });
    database = world.app.get(DataSource);
    ids = await world.work.run(async (tx) => {
      await publishPolicies(tx, world.app.get(PoliciesService, { strict: false }));
      const made = await insertCatalogue(tx);
      for (let count = 0; count < 8; count += 1) await insertProvider(tx, { skills: ['plumbing'] });
      return made;
    });
    for (const { app } of [world, another]) await app.get(CatalogueService, { strict: false }).refresh();
  });
  afterAll(async () => {
    await another.close({ keepData: true });
    await world.close();
  });

  async function newPerson(): Promise<Person> {
    const person = await world.register();
    const token = person.tokens.accessToken;
    const home = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode: '560001' };
    const { body } = await world.post('/addresses', home, token);
    return { ...person, token, addressId: body.id };
  }

  /** Another two hours of the coming days for each, so that no test takes another's providers. */
  let starts = 0;
  const nextStart = () => {
    const [day, hour] = [1 + Math.floor(starts / 5), 9 + 2 * (starts % 5)];
    starts += 1;
    const midnight = Math.floor(world.clock.now().getTime() / dayMs) * dayMs;
    return new Date(midnight + day * dayMs + (hour - 5.5) * 3_600_000).toISOString();
  };
  const items = () => [{ rateCardId: ids.rateCard('tap-repair-repair'), quantity: 1 }];
  const book = ({ token, addressId }: Person, slotStart = nextStart(), at = world) =>
    at
      .post('/bookings', { addressId, slotStart, items: items(), paymentMethod: 'cash' }, token)
      .set('Idempotency-Key', newId());
  const erase = ({ token }: Person, at = world) => at.post('/users/me/erasure', {}, token);
  const close = ({ token }: Person, at = world) => at.delete('/users/me', token);
  const isGone = async ({ id }: Person) =>
    (await database.getRepository(UserEntity).findOneByOrFail({ id })).deletedAt !== null;
  const liveOf = ({ id }: Person) =>
    database.getRepository(BookingEntity).countBy({ customerId: id, state: 'confirmed' });

  it.each([
    ['erased', erase, 200],
    ['closed', close, 204],
  ])('is %s or has a live booking, never both, whoever is first (ID-9)', async (_, end, done) => {
    for (let round = 0; round < 8; round += 1) {
      const person = await newPerson();
      const start = nextStart();
      const acts = [
        () => end(person, another),
        () => book(person, start),
        () => book(person, start, another),
      ];
      const order = round % 2 ? acts : acts.toReversed();
      const answers = await Promise.all(order.map((act) => act()));
      const [ended, ...booked] = round % 2 ? answers : answers.toReversed();
      const made = booked.filter(({ status }) => status === 201).length;
      expect([made > 0, ended?.status, await liveOf(person), await isGone(person)]).toEqual(
        made > 0 ? [true, 409, made, false] : [false, done, 0, true],
      );
      for (const { status } of booked) expect([201, 401, 409]).toContain(status);
    }
  });

  it('waits for a booking that has begun, and then sees it', async () => {
    const person = await newPerson();
    const customer = { kind: 'customer', id: person.id, channel: 'rest' } as const;
    const [hasBegun, mayGoOn] = [new Gate(), new Gate()];
    const booking = world.work.run(async (tx) => {
      await world.app.get(UsersService, { strict: false }).enter(tx, person.id, customer);
      hasBegun.open();
      await mayGoOn.opened;
      const { addressId } = person;
      const order = {
        addressId,
        startAt: new Date(nextStart()),
        items: items(),
        paymentMethod: 'cash',
      } as const;
      return world.app.get(BookingCreationService, { strict: false }).createWithin(tx, customer, order);
    });
    await hasBegun.opened;
    const refusal = erase(person).then(({ status, body }) => [status, body.code, body.obligations]);
    mayGoOn.open();
    await booking;
    expect(await refusal).toEqual([409, 'user.obligations_open', ['live_bookings']]);
    expect(await isGone(person)).toBe(false);
  });

  it('is refused with all that is open, in words and in codes, and changes nothing', async () => {
    const person = await newPerson();
    const { body: booking } = await book(person);
    await world.work.run((tx) =>
      world.app.get(LedgerService, { strict: false }).post(tx, {
        reason: 'wallet.funded',
        bookingId: null,
        lines: [
          { account: 'wallet_funding', amountPaise: 5_00 },
          { account: 'wallet_liability', subject: person.id, amountPaise: -5_00 },
        ],
      }),
    );
    const { status, body } = await close(person);
    expect([status, body.code, body.obligations]).toEqual([
      409,
      'user.obligations_open',
      ['live_bookings', 'wallet_balance'],
    ]);
    expect(body.detail).toMatch(/booking that is neither finished nor cancelled, money in the wallet/);
    expect((await world.get('/users/me', person.token)).body).toMatchObject({ email: person.email });
    expect((await world.get(`/bookings/${booking.id}`, person.token)).status).toBe(200);
  });

  it('is refused while a refund is on its way, and goes on once it is done', async () => {
    const person = await newPerson();
    const refund = await planted(person.id);
    expect((await close(person)).body.obligations).toEqual(['open_refunds']);
    await database.getRepository(RefundEntity).update({ id: refund }, { state: 'done' });
    expect((await close(person)).status).toBe(204);
  });

  async function planted(customerId: string): Promise<string> {
    const row = await new Planter(database.manager, customerId, world.clock.now()).plant('refunds');
    const id = String(row['id']);
    await database.getRepository(RefundEntity).update({ id }, { state: 'processing' });
    return id;
  }

  it('erases a closed account when its time is over, and not a millisecond before (ID-9)', async () => {
    const [person, owed] = [await newPerson(), await newPerson()];
    for (const each of [person, owed]) expect((await close(each)).status).toBe(204);
    await planted(owed.id);
    const retention = world.app.get(RetentionService, { strict: false });
    const sweep = async () => {
      await retention.findClosed();
      await world.settle();
    };
    const nameOf = async ({ id }: Person) =>
      (await database.getRepository(UserEntity).findOneByOrFail({ id })).firstName;
    const closedAt = world.clock.now().getTime();
    world.clock.set(new Date(closedAt + 30 * dayMs));
    await sweep();
    expect([await nameOf(person), await nameOf(owed)]).toEqual(['Asha', 'Asha']);
    world.clock.set(new Date(closedAt + 30 * dayMs + 1));
    await sweep();
    await sweep();
    expect([await nameOf(person), await nameOf(owed)]).toEqual(['Erased', 'Asha']);
    expect(await database.getRepository('addresses').countBy({ userId: person.id })).toBe(0);
    expect(await database.getRepository('erasure_requests').countBy({ userId: person.id })).toBe(1);
  });

  it('looks once more for what was being written while the person was erased', async () => {
    const person = await newPerson();
    expect((await erase(person)).status).toBe(200);
    const planter = new Planter(database.manager, person.id, world.clock.now());
    for (const table of ['threads', 'messages', 'notifications', 'carts']) await planter.plant(table);
    const left = async () =>
      (await database.getRepository('threads').countBy({ ownerId: person.id })) +
      (await database.getRepository('carts').countBy({ principalId: person.id }));
    world.clock.advance(quarterHourMs - 1);
    await world.settle();
    expect(await left()).toBe(2);
    world.clock.advance(1);
    await world.settle();
    expect(await left()).toBe(0);
  });

  it('takes nobody’s row that was the person’s, or was over, a moment before', async () => {
    const rows = world.app.get(PersonalRowsRepository, { strict: false });
    const now = world.clock.now();
    const ended = new Date(now.getTime() - 400 * dayMs);
    const providerId = await world.work.run((tx) => insertProvider(tx, { skills: ['plumbing'] }));
    const cell = { providerId, ownerKind: 'hold', pincode: '560001', expiresAt: ended } as const;
    const [mine, over] = [
      { ...cell, cell: 1, ownerId: newId() },
      { ...cell, cell: 2, ownerId: newId() },
    ];
    const cells = database.getRepository(ProviderCellEntity);
    await cells.insert([mine, over]);
    const booked = { ownerKind: 'booking', ownerId: newId(), expiresAt: null } as const;
    await cells.update({ providerId }, booked);
    await world.work.run(async (tx) => {
      await rows.delete(tx, 'provider_cells', [mine]);
      await rows.deleteExpired(tx, 'provider_cells', [over], { column: 'expiresAt', before: now });
    });
    expect(await cells.countBy({ providerId, ownerId: booked.ownerId })).toBe(2);
  });
});
