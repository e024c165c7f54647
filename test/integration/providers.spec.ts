import request from 'supertest';
import {
  cellMinutes as engineCellMinutes,
  cellsOf,
  defaultBufferMinutes,
} from '../../src/features/bookings/slots/cells.js';
import { offerSlots } from '../../src/features/bookings/slots/slot-engine.js';
import {
  ProviderCellEntity,
  ProviderLeaveEntity,
  ProvidersService,
} from '../../src/features/providers/index.js';
import type { SlotProvidersQuery } from '../../src/features/providers/index.js';
import { cellMinutes } from '../../src/features/providers/provider-schedule.js';
import { StaffProvidersController } from '../../src/features/providers/staff-providers.controller.js';
import { newId } from '../../src/kernel/ids.js';
import { accessOf } from '../../src/platform/auth/decorators.js';
import { insertProvider } from '../factories/catalogue.js';
import { openCatalogueApp } from '../factories/catalogue-app.js';
import type { CatalogueApp } from '../factories/catalogue-app.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const zone = 'Asia/Kolkata';
const skill = 'appliance-repair';

describe('providers', () => {
  let world: CatalogueApp;
  let providers: ProvidersService;
  let best: string;
  let newcomer: string;
  let plumber: string;
  let unverified: string;

  beforeAll(async () => {
    world = await openCatalogueApp(now);
    providers = world.app.get(ProvidersService);
    await world.work.run(async (tx) => {
      best = await insertProvider(tx, {
        firstName: 'Asha',
        lastName: 'Rao',
        ratingSum: 490,
        ratingCount: 100,
      });
      newcomer = await insertProvider(tx, { firstName: 'Bala', lastName: 'Iyer' });
      plumber = await insertProvider(tx, {
        firstName: 'Chand',
        skills: ['plumbing'],
        ratingSum: 30,
        ratingCount: 10,
      });
      unverified = await insertProvider(tx, { firstName: 'Deepa', isVerified: false });
      await insertProvider(tx, { firstName: 'Esha', isActive: false });
      await insertProvider(tx, {
        firstName: 'Farid',
        city: 'Lucknow',
        pincode: '226001',
        pincodes: ['226001'],
        ratingSum: 40,
        ratingCount: 10,
      });
    });
  });
  afterAll(() => world.close());
  beforeEach(() => world.clock.set(now));

  const get = (path: string) => request(world.app.getHttpServer()).get(`/api/v1${path}`);
  const names = async (path: string): Promise<string[]> =>
    (await get(path).expect(200)).body.data.map(({ name }: { name: string }) => name);

  describe('over HTTP', () => {
    it('show first name and initial, and no contact', async () => {
      const { body } = await get(`/providers/${best}`).expect(200);
      expect(body).toEqual({
        id: best,
        name: 'Asha R.',
        city: 'Bangalore',
        rating: 4.9,
        ratingCount: 100,
        skills: [skill],
        languages: ['en', 'kn'],
      });
      const listed = await get('/providers').expect(200);
      expect(listed.text).not.toMatch(/\+91|@example|Rao/);
    });

    it('are listed best first, a newcomer at the mean of the trade', async () => {
      expect(await names('/providers/search?service=ac-repair')).toEqual(['Asha R.', 'Bala I.', 'Farid K.']);
      const { body } = await get(`/providers/${newcomer}`);
      expect(body.rating).toBe(4.8);
    });

    it('are found by place, service and rating, and walked page by page', async () => {
      expect(await names('/providers/search?pincode=226001')).toEqual(['Farid K.']);
      expect(await names('/providers/search?service=tap-repair&pincode=560001')).toEqual(['Chand K.']);
      expect(await names('/providers/search?minRating=4.9')).toEqual(['Asha R.']);
      expect(await names('/providers?city=Bangalore&sort=name')).toEqual(['Asha R.', 'Bala I.', 'Chand K.']);
      const first = (await get('/providers?sort=name&limit=3').expect(200)).body;
      const second = await names(`/providers?sort=name&limit=3&cursor=${first.page.next}`);
      expect([...first.data.map(({ name }: { name: string }) => name), ...second]).toEqual(
        await names('/providers?sort=name'),
      );
    });

    it('are not there for customers while unverified, inactive or unknown', async () => {
      for (const id of [unverified, newId(), 'nobody', '..%2f..'])
        expect((await get(`/providers/${id}`).expect(404)).body.code).toBe('provider.not_found');
    });

    it.each([
      '/providers?minRating=6',
      '/providers?minRating=abc',
      '/providers?pincode=56',
      '/providers?sort=wealth',
      '/providers?limit=0',
      '/providers?limit=101',
      '/providers?colour=red',
      '/providers?cursor=nonsense',
    ])('refuse %s', async (path) => {
      expect((await get(path)).status).toBe(422);
    });

    it('are shown to staff with contact, and only to staff who may see providers', async () => {
      expect(accessOf(StaffProvidersController.prototype.list, StaffProvidersController)).toEqual({
        to: 'staff',
        permissions: ['providers.view'],
      });
      const { data } = await providers.listForStaff({ isVerified: false }, { limit: 20 });
      expect(data.map(({ provider }) => provider.id)).toEqual([unverified]);
    });
  });

  describe('tell when they are free', () => {
    const days = async (query = '') =>
      (await get(`/providers/${plumber}/availability${query}`).expect(200)).body.data;

    it('for seven days, from now on', async () => {
      const data = await days();
      expect(data).toHaveLength(7);
      expect(data[0]).toEqual({
        date: '2026-03-10',
        free: [{ start: now, end: '2026-03-10T14:30:00.000Z' }],
      });
      expect(data[6].free).toEqual([{ start: '2026-03-16T02:30:00.000Z', end: '2026-03-16T14:30:00.000Z' }]);
    });

    it('without their leave and what is taken', async () => {
      await world.work.run(async (tx) => {
        await tx.getRepository(ProviderLeaveEntity).insert({
          id: newId(),
          providerId: plumber,
          startAt: new Date('2026-03-12T02:30:00Z'),
          endAt: new Date('2026-03-12T08:30:00Z'),
          reason: 'wedding',
        });
        const cells = cellsOf(new Date('2026-03-12T10:30:00Z'), 60);
        const taken = newId();
        await tx.getRepository(ProviderCellEntity).insert(
          cells.map((cell) => ({
            providerId: plumber,
            cell,
            ownerKind: 'booking' as const,
            ownerId: taken,
            pincode: '560001',
            expiresAt: null,
            lastCell: cell === cells[0] ? (cells.at(-1) ?? null) : null,
          })),
        );
      });
      const [day] = await days('?from=2026-03-12&to=2026-03-12');
      expect(day.free).toEqual([
        { start: '2026-03-12T08:30:00.000Z', end: '2026-03-12T10:30:00.000Z' },
        { start: '2026-03-12T11:45:00.000Z', end: '2026-03-12T14:30:00.000Z' },
      ]);
    });

    it.each([
      '?from=2026-02-30',
      '?from=tomorrow',
      '?from=2026-03-09',
      '?from=2026-03-12&to=2026-03-11',
      '?to=9999-12-31',
    ])('but not for %s', async (query) => {
      expect((await get(`/providers/${plumber}/availability${query}`)).status).toBe(422);
    });
  });

  describe('are given to the slot engine', () => {
    const slotStartAt = new Date('2026-03-11T05:30:00Z');
    const query = (over: Partial<SlotProvidersQuery> = {}): SlotProvidersQuery => ({
      pincode: '560001',
      skill,
      fromAt: slotStartAt,
      toAt: slotStartAt,
      zone,
      bufferMinutes: defaultBufferMinutes,
      now: world.clock.now(),
      cityOf: (pincode) => (pincode.startsWith('56') ? 'Bangalore' : undefined),
      ...over,
    });
    const list = (over: Partial<SlotProvidersQuery> = {}) =>
      world.work.read((reader) => providers.listForSlots(reader, query(over)));
    const take = (ownerId: string, over: Partial<ProviderCellEntity> = {}) =>
      world.work.run((tx) =>
        tx.getRepository(ProviderCellEntity).insert(
          cellsOf(slotStartAt, 90).map((cell, at, cells) => ({
            providerId: best,
            cell,
            ownerKind: 'booking' as const,
            ownerId,
            pincode: '560002',
            expiresAt: null,
            lastCell: at === 0 ? (cells.at(-1) ?? null) : null,
            ...over,
          })),
        ),
      );
    const free = () =>
      world.work.run((tx) => tx.getRepository(ProviderCellEntity).delete({ providerId: best }));
    const engagementsOfBest = async (over: Partial<SlotProvidersQuery> = {}) =>
      (await list(over)).find(({ id }) => id === best)?.engagements;
    afterEach(free);

    it('counting time in the same cells as the engine', () => {
      expect(cellMinutes).toBe(engineCellMinutes);
    });

    it('when they serve the pincode and are active and verified, with the skill or, told apart, without', async () => {
      const found = await list();
      expect(found.map(({ id, skills }) => [id, skills.has(skill)])).toEqual([
        [best, true],
        [newcomer, true],
        [plumber, false],
      ]);
      expect((await list({ pincode: '226001' })).map(({ id }) => id)).toHaveLength(1);
      expect((await list({ providerIds: [newcomer] })).map(({ id }) => id)).toEqual([newcomer]);
      expect(await list({ pincode: '999999' })).toEqual([]);
    });

    it('with their hours around the time asked about', async () => {
      const [first] = await list();
      expect(first?.hours).toContainEqual({
        startAt: Date.parse('2026-03-11T02:30:00Z'),
        endAt: Date.parse('2026-03-11T14:30:00Z'),
      });
    });

    it('with each job’s service, place and day, as it was when its cells were won', async () => {
      const bookingId = newId();
      await take(bookingId);
      expect(await engagementsOfBest()).toEqual([
        {
          pincode: '560002',
          city: 'Bangalore',
          startAt: slotStartAt.getTime(),
          endAt: slotStartAt.getTime() + 90 * 60_000,
        },
      ]);
      expect((await list())[0]?.jobsOn).toEqual(new Map([['2026-03-11', 1]]));
      expect(await engagementsOfBest({ exceptOwnerId: bookingId })).toEqual([]);
    });

    it('with holds until they run out, to the millisecond', async () => {
      await take(newId(), { ownerKind: 'hold', expiresAt: new Date('2026-03-10T06:05:00.000Z') });
      world.clock.set('2026-03-10T06:04:59.999Z');
      expect(await engagementsOfBest()).toHaveLength(1);
      world.clock.set('2026-03-10T06:05:00.000Z');
      expect(await engagementsOfBest()).toEqual([]);
    });

    it('so that it offers exactly the starts at which one of them can come', async () => {
      await take(newId());
      const [from, to] = ['2026-03-11', '2026-03-11'];
      const slots = offerSlots({
        now: world.clock.now(),
        zone,
        noticeMinutes: 60,
        horizonDays: 7,
        from,
        to,
        skill,
        pincode: '560001',
        city: 'Bangalore',
        durationMinutes: 60,
        dailyCap: 8,
        providers: await list(),
      });
      const remaining = Object.fromEntries(
        slots.map((slot) => [slot.startAt.toISOString().slice(11, 16), slot.remaining]),
      );
      // 05:30 to 07:00 is taken of one of two: 60 minutes and the way of 30 must fit before it, the way after it.
      expect(remaining).toMatchObject({
        '04:00': 2,
        '04:30': 1,
        '05:30': 1,
        '06:30': 1,
        '07:00': 1,
        '07:30': 2,
      });
      expect(slots.filter(({ available }) => available)).toHaveLength(23);
    });
  });
});
