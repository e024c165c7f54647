import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import { expectStatus, times } from './marketplace.js';
import type { List, Problem } from './marketplace.js';
import { asCustomer, asProvider, newJob, workDone } from './work.js';
import type { Job } from './work.js';

interface Review {
  id: string;
  bookingId: string;
  side: string;
  stars: number;
  provider: number;
  text: string | null;
  isVisible: boolean;
  editableUntil: string;
}

interface Rated {
  rating: number;
  ratingCount: number;
}

const hourMs = 3_600_000;

describe('reviews (DI-5)', () => {
  let world: World;
  let hour = 8;
  let openedAt: Date;
  beforeAll(async () => {
    world = await World.open();
    openedAt = world.clock.now();
  });
  afterEach(() => world.clock.set(openedAt));
  afterAll(() => world.close());

  /** A job that is done, at the time it was done. */
  const done = async () => {
    hour = hour === 18 ? 9 : hour + 1;
    const job = await newJob(world, 1, `${String(hour).padStart(2, '0')}:00`);
    await workDone(world, job);
    world.clock.set(new Date(job.startAt.getTime() + hourMs));
    return job;
  };
  const byCustomer = async (job: Job, body: object, method = 'POST', key?: string) =>
    world.call<Review & Problem>(method, `/bookings/${job.id}/rate`, {
      token: await asCustomer(world, job),
      body,
      ...(key && { key }),
    });
  const byProvider = async (job: Job, body: object, method = 'POST') =>
    world.call<Review & Problem>(method, `/provider/bookings/${job.id}/rate`, {
      token: await asProvider(world, job),
      body,
    });
  const shown = async ({ providerId }: Job) =>
    expectStatus(
      200,
      await world.call<List<{ id: string }>>('GET', `/providers/${providerId}/reviews?limit=100`),
    ).data;
  const standing = async ({ providerId }: Job) =>
    expectStatus(200, await world.call<Rated>('GET', `/providers/${providerId}`));
  const both = async (job: Job) => {
    type Both = { mine: Review | null; theirs: Review | null };
    const customer = await world.call<Both>('GET', `/bookings/${job.id}/reviews`, {
      token: await asCustomer(world, job),
    });
    const provider = await world.call<Both>('GET', `/provider/bookings/${job.id}/reviews`, {
      token: await asProvider(world, job),
    });
    return [expectStatus(200, customer), expectStatus(200, provider)] as const;
  };

  it('are hidden until both have spoken; then both are seen, and count once', async () => {
    const job = await done();
    const before = await standing(job);
    const mine = expectStatus(
      201,
      await byCustomer(job, { stars: 4, provider: 5, text: '  On time, tidy.  ' }, 'POST', 'once'),
    );
    expect(mine).toMatchObject({
      side: 'customer',
      stars: 4,
      provider: 5,
      text: 'On time, tidy.',
      isVisible: false,
    });
    const again = await byCustomer(
      job,
      { stars: 4, provider: 5, text: '  On time, tidy.  ' },
      'POST',
      'once',
    );
    expect([again.status, again.body]).toEqual([201, mine]);
    expect(await shown(job)).toEqual([]);
    expect((await standing(job)).ratingCount).toBe(before.ratingCount);
    expect(await both(job)).toMatchObject([
      { mine: { id: mine.id }, theirs: null },
      { mine: null, theirs: null },
    ]);

    const theirs = expectStatus(201, await byProvider(job, { stars: 3 }));
    expect(theirs).toMatchObject({ side: 'provider', stars: 3, isVisible: true, text: null });
    expect(await shown(job)).toMatchObject([
      { id: mine.id, stars: 5, text: 'On time, tidy.', firstName: 'Asha' },
    ]);
    expect(JSON.stringify(await shown(job))).not.toContain(job.customerId);
    expect((await standing(job)).ratingCount).toBe(before.ratingCount + 1);
    expect(await both(job)).toMatchObject([{ theirs: { id: theirs.id } }, { theirs: { id: mine.id } }]);
    world.clock.advance(8 * 24 * hourMs);
    await world.settle();
    expect((await standing(job)).ratingCount).toBe(before.ratingCount + 1);
  });

  it('are seen after seven days of silence, and count then', async () => {
    const job = await done();
    const before = await standing(job);
    const { id } = expectStatus(201, await byCustomer(job, { stars: 2 }));
    world.clock.advance(7 * 24 * hourMs - 1_000);
    await world.settle();
    expect((await shown(job)).map((each) => each.id)).not.toContain(id);
    expect((await standing(job)).ratingCount).toBe(before.ratingCount);
    world.clock.advance(1_000);
    expect((await shown(job)).map((each) => each.id)).toContain(id);
    await world.settle();
    expect((await standing(job)).ratingCount).toBe(before.ratingCount + 1);
    await byProvider(job, { stars: 5 });
    expect((await standing(job)).ratingCount).toBe(before.ratingCount + 1);
  });

  it('can be changed for a day, and the stars with them', async () => {
    const job = await done();
    expect((await byCustomer(job, { stars: 5 }, 'PUT')).body.code).toBe('review.not_found');
    await byCustomer(job, { stars: 1, text: 'Late.' });
    await byProvider(job, { stars: 1 });
    const { rating } = await standing(job);
    const changed = expectStatus(200, await byCustomer(job, { stars: 5 }, 'PUT'));
    expect(changed).toMatchObject({ stars: 5, provider: 5, text: null });
    expect((await standing(job)).rating).toBeGreaterThanOrEqual(rating);
    expect((await shown(job))[0]).toMatchObject({ stars: 5 });
    world.clock.set(new Date(changed.editableUntil));
    expect((await byCustomer(job, { stars: 1 }, 'PUT')).body.code).toBe('review.closed');
    expect((await byProvider(job, { stars: 1 }, 'PUT')).body.code).toBe('review.closed');
  });

  it('are one of each side, however many are sent at once', async () => {
    const job = await done();
    const before = await standing(job);
    const answers = await Promise.all([
      ...times(4, () => byCustomer(job, { stars: 4 })),
      ...times(4, () => byProvider(job, { stars: 4 })),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(2);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['review.already_given']),
    );
    expect((await standing(job)).ratingCount).toBe(before.ratingCount + 1);
  });

  it('are of work that is done', async () => {
    const job = await newJob(world, 3, '09:00');
    expect((await byCustomer(job, { stars: 5 })).body.code).toBe('review.booking_not_completed');
    expect((await byProvider(job, { stars: 5 })).body.code).toBe('review.booking_not_completed');
  });

  it('are refused where they are no stars, and to whom the booking is none of theirs (ID-10)', async () => {
    const job = await done();
    for (const body of [
      {},
      { stars: 0 },
      { stars: 6 },
      { stars: 4.5 },
      { stars: '5' },
      { stars: 5, provider: 0 },
      { stars: 5, text: 'x'.repeat(2_001) },
      { stars: 5, text: 7 },
      { stars: 5, price: 0 },
    ])
      expect((await byCustomer(job, body)).status).toBe(422);
    expect((await byProvider(job, { stars: 5, provider: 5 })).status).toBe(422);
    const other = await newJob(world, 4, '10:00');
    for (const id of [job.id, newId(), 'nonsense']) {
      const foreign = { ...other, id };
      for (const method of ['POST', 'PUT'])
        expect((await byCustomer(foreign, { stars: 5 }, method)).body.code).toBe('booking.not_found');
      const token = await asCustomer(world, other);
      const read = await world.call<Problem>('GET', `/bookings/${id}/reviews`, { token });
      expect([read.status, read.body.code]).toEqual([404, 'booking.not_found']);
    }
    const others = (await world.call<List<{ id: string }>>('GET', '/providers?limit=100')).body.data;
    const stranger = { ...job, providerId: others.find(({ id }) => id !== job.providerId)?.id ?? '' };
    expect((await byProvider(stranger, { stars: 5 })).body.code).toBe('booking.not_found');
    const token = await asProvider(world, job);
    const wrong = await world.call<Problem>('POST', `/bookings/${job.id}/rate`, {
      token,
      body: { stars: 5 },
    });
    expect([wrong.status, wrong.body.code]).toEqual([403, 'auth.wrong_audience']);
  });

  it.each(['/reviews?limit=0', '/reviews?limit=101', '/reviews?cursor=nonsense', '/reviews?stars=5'])(
    'are not listed by %s',
    async (path) => {
      const [provider] = (await world.call<List<{ id: string }>>('GET', '/providers')).body.data;
      expect((await world.call('GET', `/providers/${provider?.id}${path}`)).status).toBe(422);
    },
  );

  it('of nobody are not found', async () => {
    for (const id of [newId(), 'nonsense']) {
      const { status, body } = await world.call<Problem>('GET', `/providers/${id}/reviews`);
      expect([status, body.code]).toEqual([404, 'provider.not_found']);
    }
  });
});
