import {
  AvailabilityService,
  BookingCreationService,
  BookingHoldsService,
  PlacementService,
  ProviderBlocksService,
} from '../../src/features/bookings/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { codeOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';

describe('a customer and a provider who are not to meet (AV-2)', () => {
  let world: BookingsApp;
  let only: string;
  beforeAll(async () => {
    world = await BookingsApp.open(now);
  });
  beforeEach(async () => {
    await world.retireProviders();
    only = await world.provider({ skills: ['plumbing'] });
  });
  afterAll(() => world.close());

  const startAt = new Date('2026-03-11T05:30:00.000Z');
  const staff: Actor = { kind: 'staff', id: newId(), channel: 'rest' };
  const blocks = () => world.get(ProviderBlocksService);
  const items = () => [{ rateCardId: world.ids.rateCard('tap-repair-repair'), quantity: 1 }];
  const book = ({ actor, addressId }: Householder) =>
    world
      .get(BookingCreationService)
      .create(actor, { addressId, startAt, items: items(), paymentMethod: 'cash' });
  const offered = async (customerId?: string) => {
    const slots = await world.get(AvailabilityService).listSlots({
      ...{ service: 'tap-repair', pincode: '560001', from: '2026-03-11', quantity: 1 },
      ...(customerId !== undefined && { customerId }),
    });
    return slots.find((each) => each.startAt.getTime() === startAt.getTime());
  };

  it('are neither offered nor given to each other, and others are', async () => {
    const asha = await world.householder();
    await blocks().block(asha.actor, asha.actor.id, only, 'We did not get along.');
    expect(await offered(asha.actor.id)).toMatchObject({ available: false, reasons: ['NO_PROVIDER'] });
    expect(await offered()).toMatchObject({ available: true, remaining: 1 });
    expect(await codeOf(book(asha))).toBe('slot.taken');
    const held = world
      .get(BookingHoldsService)
      .hold(asha.actor, { items: items(), pincode: '560001', startAt });
    expect(await codeOf(held)).toBe('slot.taken');
    const second = await world.provider({ skills: ['plumbing'] });
    expect((await book(asha)).booking.providerId).toBe(second);
    expect((await book(await world.householder())).booking.providerId).toBe(only);
  });

  it('are not brought together by moving a booking', async () => {
    const asha = await world.householder();
    const { booking } = await book(asha);
    const second = await world.provider({ skills: ['plumbing'] });
    await blocks().block(staff, asha.actor.id, second, null);
    const move = () => world.work.run((tx) => world.get(PlacementService).move(tx, booking, second));
    expect(await move()).toBeNull();
    await blocks().unblock(staff, asha.actor.id, second);
    expect((await move())?.providerId).toBe(second);
  });

  it('are kept apart once, and what staff decided the customer does not take back', async () => {
    const { actor } = await world.householder();
    await Promise.all([1, 2, 3].map(() => blocks().block(actor, actor.id, only, null)));
    expect(await blocks().list(actor.id)).toMatchObject([{ providerId: only, blockedBy: 'customer' }]);
    await blocks().block(staff, actor.id, only, 'A complaint is open.');
    await blocks().block(actor, actor.id, only, null);
    expect(await blocks().list(actor.id)).toMatchObject([{ blockedBy: 'staff' }]);
    expect(await codeOf(blocks().unblock(actor, actor.id, only))).toBe('provider_block.not_found');
    await blocks().unblock(staff, actor.id, only);
    expect(await blocks().list(actor.id)).toEqual([]);
    expect(await codeOf(blocks().block(actor, actor.id, newId(), null))).toBe('provider.not_found');
    expect(await codeOf(blocks().block(staff, newId(), only, null))).toBe('user.not_found');
  });
});
