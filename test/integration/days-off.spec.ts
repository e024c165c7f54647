import { AvailabilityService, BookingCreationService } from '../../src/features/bookings/index.js';
import { DaysOffService, ProvidersService } from '../../src/features/providers/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { BookingsApp } from '../factories/bookings-app.js';
import { codeOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';

describe('days that are not like the others (AV-5)', () => {
  let world: BookingsApp;
  let one: string;
  let two: string;
  beforeAll(async () => {
    world = await BookingsApp.open(now);
  });
  beforeEach(async () => {
    await world.retireProviders();
    one = await world.provider({ skills: ['plumbing'] });
    two = await world.provider({ skills: ['plumbing'] });
  });
  afterAll(() => world.close());

  const staff: Actor = { kind: 'staff', id: newId(), channel: 'rest' };
  const daysOff = () => world.get(DaysOffService);
  const slotsOn = (day: string) =>
    world
      .get(AvailabilityService)
      .listSlots({ service: 'tap-repair', pincode: '560001', from: day, quantity: 1 });
  const indian = (startAt: Date) => new Date(startAt.getTime() + 5.5 * 3_600_000).toISOString().slice(11, 16);
  const open = async (day: string) =>
    (await slotsOn(day))
      .filter(({ available }) => available)
      .map(({ startAt, remaining }) => `${indian(startAt)} ${remaining}`);

  it('a holiday of the city closes it, and no other day and city', async () => {
    const before = await open('2026-03-12');
    const { id } = await daysOff().addHoliday(staff, {
      city: 'Bangalore',
      onDay: '2026-03-12',
      name: 'Festival',
    });
    await daysOff().addHoliday(staff, { city: 'Lucknow', onDay: '2026-03-13', name: 'Fair' });
    const closed = await slotsOn('2026-03-12');
    expect(new Set(closed.flatMap(({ reasons }) => reasons))).toEqual(new Set(['CLOSED']));
    expect(await open('2026-03-13')).toEqual(before);
    const { actor, addressId } = await world.householder();
    const items = [{ rateCardId: world.ids.rateCard('tap-repair-repair'), quantity: 1 }];
    const startAt = new Date('2026-03-12T05:30:00.000Z');
    const order = { addressId, startAt, items, paymentMethod: 'cash' } as const;
    const create = () => world.get(BookingCreationService).create(actor, order);
    expect(await codeOf(create())).toBe('slot.taken');
    expect((await world.get(ProvidersService).availability(one, { from: '2026-03-12' }))[0]?.free).toEqual(
      [],
    );
    const twice = daysOff().addHoliday(staff, { city: 'Bangalore', onDay: '2026-03-12', name: 'Again' });
    expect(await codeOf(twice)).toBe('holiday.already_there');
    await daysOff().removeHoliday(id);
    expect(await codeOf(daysOff().removeHoliday(id))).toBe('holiday.not_found');
    expect(await open('2026-03-12')).toEqual(before);
    expect(await codeOf(create())).toBe('done');
  });

  it('a provider’s own date outranks weekly hours and holidays, for that provider', async () => {
    await daysOff().addHoliday(staff, { city: 'Bangalore', onDay: '2026-03-14', name: 'Holi' });
    const intervals = [
      { startMinute: 540, endMinute: 600 },
      { startMinute: 840, endMinute: 900 },
    ];
    await daysOff().except(one, '2026-03-14', intervals);
    expect(await open('2026-03-14')).toEqual(['09:00 1', '09:30 1', '14:00 1', '14:30 1']);
    await daysOff().except(one, '2026-03-14', [{ startMinute: 540, endMinute: 570 }]);
    expect(await open('2026-03-14')).toEqual(['09:00 1']);
    await daysOff().except(two, '2026-03-15', []);
    expect(new Set((await open('2026-03-15')).map((each) => each.slice(6)))).toEqual(new Set(['1']));
    const [listed] = await daysOff().listExceptions(two);
    expect(listed).toMatchObject({ onDay: '2026-03-15', intervals: [] });
    await daysOff().removeException(two, '2026-03-15');
    expect(new Set((await open('2026-03-15')).map((each) => each.slice(6)))).toEqual(new Set(['2']));
  });

  it('are said once for a date by many at once, and not of what does not exist', async () => {
    const day = [{ startMinute: 480, endMinute: 720 }];
    await Promise.all([1, 2, 3, 4, 5].map(() => daysOff().except(one, '2026-03-16', day)));
    expect(await daysOff().listExceptions(one)).toHaveLength(1);
    expect(await codeOf(daysOff().except(newId(), '2026-03-16', day))).toBe('provider.not_found');
    expect(await codeOf(daysOff().listExceptions(newId()))).toBe('provider.not_found');
    const overlapping = [...day, { startMinute: 700, endMinute: 800 }];
    expect(await codeOf(daysOff().except(one, '2026-03-16', overlapping))).toBe('request.invalid');
    expect(await codeOf(daysOff().removeException(two, '2026-03-16'))).toBe('provider_exception.not_found');
  });
});
