import { PoliciesService } from '../../src/features/policies/index.js';
import { CatalogueService } from '../../src/features/services/index.js';
import { AddressesService, UsersService } from '../../src/features/users/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { insertCatalogue, insertProvider, publishPolicies } from '../factories/catalogue.js';
import type { KernelApp } from './kernel-app.js';

/** What customers of a proof have done: half an hour, or three quarters, of a plumber's time. */
export const works = ['tap', 'pipe'] as const;
export type Work = (typeof works)[number];

export interface Customer {
  readonly id: string;
  readonly addressId: string;
  readonly pincode: string;
}

/** Whoever there is in the small marketplace of a proof; plain values, so that another process can be told of it. */
export interface Cast {
  readonly customers: readonly Customer[];
  readonly providerIds: readonly string[];
  readonly rateCards: Readonly<Record<Work, string>>;
}

/** The two neighbouring pincodes that every provider serves, half an hour apart (AV-3). */
const pincodes = ['560001', '560002'] as const;

/** Fills an empty database: the real catalogue, so many plumbers, and customers of both pincodes by turns. */
export async function populate(
  app: KernelApp,
  { customers, providers }: { customers: number; providers: number },
): Promise<Cast> {
  const { ids, providerIds } = await app.work.run(async (tx) => {
    await publishPolicies(tx, app.get(PoliciesService));
    const ids = await insertCatalogue(tx);
    const providerIds: string[] = [];
    for (let nth = 0; nth < providers; nth += 1)
      providerIds.push(await insertProvider(tx, { skills: ['plumbing'] }));
    return { ids, providerIds };
  });
  await app.get(CatalogueService).refresh();
  const people: Customer[] = [];
  for (let nth = 0; nth < customers; nth += 1)
    people.push(await moveIn(app, nth, pincodes[nth % pincodes.length] ?? pincodes[0]));
  const rateCards = { tap: ids.rateCard('tap-repair-repair'), pipe: ids.rateCard('pipe-repair-minor') };
  return { customers: people, providerIds, rateCards };
}

export function customerActor({ id }: Pick<Customer, 'id'>): Actor {
  return { kind: 'customer', id, channel: 'rest' };
}

async function moveIn(app: KernelApp, nth: number, pincode: string): Promise<Customer> {
  const user = await app.work.run((tx) =>
    app.get(UsersService).enrol(tx, {
      email: `someone.${newId()}@example.com`,
      mobile: `+9195${String(nth).padStart(8, '0')}`,
      firstName: 'Asha',
      passwordHash: 'none',
    }),
  );
  const where = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode };
  const { id: addressId } = await app.get(AddressesService).add(customerActor(user), where);
  return { id: user.id, addressId, pincode };
}
