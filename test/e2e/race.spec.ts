import { BookingEntity } from '../../src/features/bookings/index.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { World } from '../world.js';
import {
  book,
  booked,
  expectStatus,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
  remainingAt,
  slotsOf,
  times,
} from './marketplace.js';
import type { Booking, List, Problem, Rate } from './marketplace.js';

const slug = 'ac-repair';
const racers = 40;

describe('customers who race', () => {
  let world: World;
  let rate: Rate;
  beforeAll(async () => {
    // Dozens at once are answered one after another: on a slow machine later than a request may usually take.
    world = await World.open({ env: { REQUEST_TIMEOUT_MS: '60000' } });
    rate = await rateOf(world, slug);
  });
  afterAll(() => world.close());

  const crowd = async (size: number) => {
    const people: Awaited<ReturnType<typeof newHouseholder>>[] = [];
    while (people.length < size) people.push(...(await Promise.all(times(8, () => newHouseholder(world)))));
    return people.slice(0, size);
  };

  it('win a slot exactly as often as it had room, and the others are offered times that are really free', async () => {
    const start = indianTime(localDay(world, 1), '11:00');
    const before = await remainingAt(world, slug, rate.id, start);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(racers);
    const people = await crowd(racers);

    const answers = await Promise.all(
      people.map(({ token, addressId }) => book(world, token, order(addressId, rate.id, start))),
    );

    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(won).toHaveLength(before);
    expect(lost.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      lost.map(() => '409 slot.taken'),
    );
    expect(new Set(won.map(({ body }) => body.provider?.id)).size).toBe(before);
    expect(new Set(won.map(({ body }) => body.orderNumber)).size).toBe(before);
    expect(await remainingAt(world, slug, rate.id, start)).toBe(0);

    const day = await slotsOf(world, slug, rate.id, localDay(world, 1));
    const free = new Map(day.map((each) => [each.start, each]));
    for (const { body } of lost) {
      expect(body.alternatives?.length).toBeGreaterThan(0);
      for (const { start: other, end, remaining } of body.alternatives ?? [])
        expect(free.get(other)).toEqual({ start: other, end, available: true, remaining });
    }
    const [another] = lost[0]?.body.alternatives ?? [];
    const loser = people.find((_, at) => answers[at]?.status === 409);
    const second = await booked(
      world,
      loser?.token ?? '',
      order(loser?.addressId ?? '', rate.id, another?.start ?? ''),
    );
    expect(second.slot.start).toBe(another?.start);
  });

  it('for all the starts of a day never give a provider two visits that overlap', async () => {
    const starts = (await slotsOf(world, slug, rate.id, localDay(world, 2))).filter(
      ({ available }) => available,
    );
    const people = await crowd(24);
    const answers = await Promise.all(
      people.flatMap(({ token, addressId }, at) =>
        times(3, (nth) => {
          const { start = '' } = starts[(at * 5 + nth) % starts.length] ?? {};
          return book(world, token, order(addressId, rate.id, start));
        }),
      ),
    );
    const told = answers.map(({ status, body }) => (status === 201 ? '201' : `${status} ${body.code}`));
    expect([...new Set(told)].sort()).toEqual(['201', '409 slot.taken']);

    const kept = await world.get(UnitOfWork).read((reader) => reader.getRepository(BookingEntity).find());
    const live = kept
      .filter(
        ({ state, providerId }) =>
          providerId && !['cancelled', 'completed', 'no_show', 'expired'].includes(state),
      )
      .sort(
        (a, b) => (a.providerId ?? '').localeCompare(b.providerId ?? '') || +a.slotStartAt - +b.slotStartAt,
      );
    const overlapping = live.filter((booking, at) => {
      const next = live[at + 1];
      return next?.providerId === booking.providerId && next && next.slotStartAt < booking.slotEndAt;
    });
    expect(live.length).toBeGreaterThan(10);
    expect(overlapping).toEqual([]);
  });

  it('against themselves cancel a booking once', async () => {
    const { token, addressId } = await newHouseholder(world);
    const { id } = await booked(
      world,
      token,
      order(addressId, rate.id, indianTime(localDay(world, 3), '09:00')),
    );
    const quote = await world.call<{ quoteId: string }>('POST', `/bookings/${id}/cancellation-quote`, {
      token,
    });
    const body = { quoteId: quote.body.quoteId, reason: 'My plans have changed.' };
    const answers = await Promise.all(
      times(10, () =>
        world.call<Booking & Problem>('POST', `/bookings/${id}/cancel`, { token, body, key: true }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    const events = await world.call<List<{ event: string }>>('GET', `/bookings/${id}/events`, { token });
    expect(events.body.data.map(({ event }) => event)).toEqual(['create', 'cancel']);
  });

  it('who send one request ten times at once have one booking', async () => {
    const { token, addressId } = await newHouseholder(world);
    const sent = order(addressId, rate.id, indianTime(localDay(world, 4), '09:00'));
    const answers = await Promise.all(times(10, () => book(world, token, sent, 'one key')));
    const ids = new Set(answers.map((answer) => expectStatus(201, answer).id));
    expect(ids.size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(9);
    const { body } = await world.call<List<Booking>>('GET', '/bookings', { token });
    expect(body.data.map(({ id }) => id)).toEqual([...ids]);
  });
});
