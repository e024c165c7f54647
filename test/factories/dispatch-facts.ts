import { BookingEntity } from '../../src/features/bookings/index.js';
import {
  DispatchEntity,
  DispatchOfferEntity,
  ProviderRecordEntity,
} from '../../src/features/dispatch/index.js';
import type { DispatchApp } from './dispatch-app.js';

/**
 * What is wrong with the searches once every job has run, in plain words; empty when each booking that wants somebody
 * is searched for or in the queue, nobody else is, an accepted offer belongs to whoever has the job, and what
 * providers have shown is what their offers say. Written without the code it looks at.
 */
export async function dispatchFaults(world: DispatchApp): Promise<string[]> {
  const { bookings, searches, offers, records } = await world.work.read(async (reader) => ({
    bookings: await reader.getRepository(BookingEntity).find(),
    searches: await reader.getRepository(DispatchEntity).find(),
    offers: await reader.getRepository(DispatchOfferEntity).find(),
    records: await reader.getRepository(ProviderRecordEntity).find(),
  }));
  const faults: string[] = [];
  for (const { id, state, unplaced, providerId, scheduleVersion } of bookings) {
    const own = searches.filter(({ bookingId }) => bookingId === id);
    const open = own.filter((each) => each.state === 'open');
    const isWanted = state === 'confirmed' && !unplaced;
    if (open.length !== (isWanted ? 1 : 0))
      faults.push(`${id} is ${state}${unplaced ? ', unplaced,' : ''} and has ${open.length} open searches`);
    if (open.some((each) => each.scheduleVersion !== scheduleVersion))
      faults.push(`${id} is searched for at a time it has no more`);
    const held = offers.filter((each) => each.bookingId === id && each.state === 'open');
    if (held.some(({ dispatchId }) => dispatchId !== open[0]?.id))
      faults.push(`${id} is offered by no search`);
    if (isWanted && held.length === 0) faults.push(`${id} is searched for and offered to nobody`);
    const accepted = offers.filter(
      (each) =>
        each.bookingId === id && each.scheduleVersion === scheduleVersion && each.state === 'accepted',
    );
    if (state === 'assigned' && (accepted.length !== 1 || accepted[0]?.providerId !== providerId))
      faults.push(`${id} is assigned to ${providerId}, and ${accepted.length} have accepted it`);
  }
  for (const providerId of new Set(offers.map((each) => each.providerId))) {
    const own = offers.filter((each) => each.providerId === providerId);
    const count = (...states: string[]) => own.filter(({ state }) => states.includes(state)).length;
    const record = records.find((each) => each.providerId === providerId);
    const shown = `${record?.acceptedCount}/${record?.refusedCount}`;
    const said = `${count('accepted')}/${count('declined', 'lapsed', 'returned')}`;
    if (shown !== said) faults.push(`${providerId} has ${shown} on record, and ${said} in offers`);
  }
  return faults;
}
