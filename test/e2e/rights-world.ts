import { GuestSessions } from '../../src/platform/auth/guest-sessions.js';
import { Principals } from '../../src/platform/auth/principals.js';
import { Sessions } from '../../src/platform/auth/sessions.js';
import { Tokens } from '../../src/platform/auth/tokens.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { NotificationEntity } from '../../src/features/notifications/index.js';
import { ProviderEntity } from '../../src/features/providers/index.js';
import { StaffMemberEntity } from '../../src/features/staff/index.js';
import { UsersService } from '../../src/features/users/index.js';
import type { Caller } from '../../src/cli/rights-page.js';
import type { Audience, KeyInHand } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { permissions, roleNames } from '../../src/kernel/permissions.js';
import type { RoleName } from '../../src/kernel/permissions.js';
import { scopes } from '../../src/kernel/scopes.js';
import type { World } from '../world.js';
import { booked, expectStatus, homePincode, indianTime, localDay, order, rateOf } from './marketplace.js';

const device = { userAgent: null, ip: null };

/** Somebody's own thing, made for one route and named by its path. */
export type Belonging = (cast: RightsCast, ownerId: string) => Promise<string>;

/**
 * What a customer calls their own, by the beginning of the route that names it. A route whose thing is another one
 * needs its line here, so that it is tried with a real id of somebody else's (ID-10).
 */
export const belongings: Readonly<Record<string, Belonging>> = {
  '/api/v1/addresses/{id}': async (cast, ownerId) =>
    cast.world.addAddress(await cast.tokenOf('customer', ownerId)),
  '/api/v1/api-keys/{id}': (cast, ownerId) => cast.apiKeyOf(ownerId),
  '/api/v1/auth/sessions/{id}': (cast, ownerId) => cast.sessionOf('customer', ownerId),
  '/api/v1/bookings/{id}': (cast, ownerId) => cast.bookingOf(ownerId),
  '/api/v1/cart/items/{id}': (cast, ownerId) => cast.cartItemOf(ownerId),
  '/api/v1/chat/sessions/{id}': (cast, ownerId) => cast.threadOf(ownerId),
  '/api/v1/holds/{id}': (cast, ownerId) => cast.holdOf(ownerId),
  '/api/v1/notifications/{id}': (cast, ownerId) => cast.notificationOf(ownerId),
  '/api/v1/payments/{bookingId}': (cast, ownerId) => cast.bookingOf(ownerId),
  '/api/v1/threads/{id}': (cast, ownerId) => cast.threadOf(ownerId),
  '/api/v1/users/{id}': (_cast, ownerId) => Promise.resolve(ownerId),
};

/** Everybody who may come to a door, in one seeded world; tokens are minted without a password's cost. */
export class RightsCast {
  private readonly keys = new Map<string, KeyInHand>();
  private readonly staffIds = new Map<RoleName, string>();
  private providerId = '';
  private customerCount = 0;
  private bookingCount = 0;

  private constructor(readonly world: World) {}

  static async gather(world: World): Promise<RightsCast> {
    const cast = new RightsCast(world);
    await world.get(UnitOfWork).read(async (reader) => {
      const members = await reader.getRepository(StaffMemberEntity).find({ order: { employeeId: 'ASC' } });
      roleNames.forEach((role, at) => cast.staffIds.set(role, members[at]?.id ?? ''));
      const provider = await reader.getRepository(ProviderEntity).findOneByOrFail({ isActive: true });
      cast.providerId = provider.id;
    });
    cast.letKeysIn();
    return cast;
  }

  /** A customer with nothing; their password opens nothing. */
  async newCustomerId(): Promise<string> {
    const digits = String(this.customerCount++).padStart(8, '0');
    const given = {
      email: `door.${newId()}@example.com`,
      mobile: `+9177${digits}`,
      firstName: 'Asha',
      passwordHash: '-',
    };
    const user = await this.world.get(UnitOfWork).run((tx) => this.world.get(UsersService).enrol(tx, given));
    return user.id;
  }

  /** A fresh token of the caller, or none; a route may end the session it is called with. */
  async tokenFor(caller: Caller, customerId: string, anotherId: string): Promise<string | undefined> {
    switch (caller) {
      case 'nobody':
        return undefined;
      case 'expired':
        return this.tokenOf('customer', customerId, -60);
      case 'guest':
        return this.guestToken();
      case 'customer':
        return this.tokenOf('customer', customerId);
      case 'another':
        return this.tokenOf('customer', anotherId);
      case 'provider':
        return this.tokenOf('provider', this.providerId);
      case 'key':
        return this.keyToken({ kind: 'customer', id: customerId }, true);
      case 'bare_key':
        return this.keyToken({ kind: 'customer', id: customerId }, false);
      case 'staff_key':
        return this.keyToken({ kind: 'staff', id: this.staffId('super_admin') }, true);
      default:
        return this.tokenOf('staff', this.staffId(caller));
    }
  }

  async tokenOf(audience: Audience, id: string, lifeSeconds = 900): Promise<string> {
    const session = { id: await this.sessionOf(audience, id), audience, principalId: id };
    return this.world.get(Tokens).accessFor(session, lifeSeconds);
  }

  async sessionOf(audience: Audience, id: string): Promise<string> {
    const open = this.world.get(Sessions);
    const { session } = await this.world.get(UnitOfWork).run((tx) => open.open(tx, { audience, id }, device));
    return session.id;
  }

  async threadOf(ownerId: string): Promise<string> {
    const token = await this.tokenOf('customer', ownerId);
    const { body } = await this.world.call<{ id: string }>('POST', '/threads', { token, body: {} });
    return body.id;
  }

  async bookingOf(ownerId: string): Promise<string> {
    const token = await this.tokenOf('customer', ownerId);
    const addressId = await this.world.addAddress(token);
    const rate = await rateOf(this.world, 'ac-repair');
    const start = this.nextStart();
    return (await booked(this.world, token, order(addressId, rate.id, start))).id;
  }

  async cartItemOf(ownerId: string): Promise<string> {
    const token = await this.tokenOf('customer', ownerId);
    const { id: rateCardId } = await rateOf(this.world, 'ac-repair');
    const body = { rateCardId, quantity: 1 };
    const cart = expectStatus(
      201,
      await this.world.call<{ items: { id: string }[] }>('POST', '/cart/items', { token, body }),
    );
    return cart.items[0]?.id ?? '';
  }

  async holdOf(ownerId: string): Promise<string> {
    const token = await this.tokenOf('customer', ownerId);
    const { id: rateCardId } = await rateOf(this.world, 'ac-repair');
    const body = { pincode: homePincode, slotStart: this.nextStart(), items: [{ rateCardId, quantity: 1 }] };
    return expectStatus(201, await this.world.call<{ id: string }>('POST', '/holds', { token, body })).id;
  }

  async apiKeyOf(ownerId: string): Promise<string> {
    const token = await this.tokenOf('customer', ownerId);
    const body = { name: 'Door', scopes: ['profile.read'] };
    const made = await this.world.call<{ id: string }>('POST', '/api-keys', { token, body });
    return expectStatus(201, made).id;
  }

  async notificationOf(userId: string): Promise<string> {
    const id = newId();
    const now = this.world.clock.now();
    await this.world.get(UnitOfWork).run((tx) =>
      insertRows(tx, NotificationEntity, {
        ...{
          id,
          userId,
          kind: 'booking.confirmed',
          channel: 'in_app',
          to: null,
          subject: null,
          body: 'Booked.',
        },
        ...{
          sealed: null,
          dltId: null,
          state: 'sent',
          dedupKey: `door:${id}`,
          reference: null,
          createdAt: now,
        },
        ...{
          sentAt: now,
          readAt: null,
          validUntil: null,
          bookingId: null,
          scheduleVersion: null,
          failure: null,
        },
        deletedAt: null,
      }),
    );
    return id;
  }

  private nextStart(): string {
    const count = this.bookingCount++;
    return indianTime(
      localDay(this.world, 2 + (count % 4)),
      `${String(9 + ((count * 2) % 9)).padStart(2, '0')}:00`,
    );
  }

  private staffId(role: RoleName): string {
    const id = this.staffIds.get(role);
    if (!id) throw new Error(`The seeded marketplace has no ${role}.`);
    return id;
  }

  private async guestToken(): Promise<string> {
    const open = this.world.get(GuestSessions);
    const session = await this.world.get(UnitOfWork).run((tx) => open.open(tx, newId(), device));
    return this.world.get(Tokens).accessFor(session, 900);
  }

  private keyToken(owner: KeyInHand['owner'], isScoped: boolean): Promise<string> {
    const id = newId();
    this.keys.set(id, { id, owner, scopes: new Set(isScoped ? scopes : []), isSigned: false });
    return this.tokenOf('api', id);
  }

  /** The keys of this cast are known beside those that are stored; what a key opens is the guards' own decision. */
  private letKeysIn(): void {
    const principals = this.world.get(Principals);
    const findRights = principals.findRights.bind(principals);
    principals.findRights = async (reader, audience, id) => {
      const key = audience === 'api' ? this.keys.get(id) : undefined;
      if (!key) return findRights(reader, audience, id);
      const isStaff = key.owner.kind === 'staff';
      return { key, permissions: new Set(isStaff ? permissions : []), level: isStaff ? 100 : 0 };
    };
  }
}
