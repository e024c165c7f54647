import { GuestSessions } from '../../src/platform/auth/guest-sessions.js';
import { Principals } from '../../src/platform/auth/principals.js';
import { Sessions } from '../../src/platform/auth/sessions.js';
import { Tokens } from '../../src/platform/auth/tokens.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DispatchOfferEntity } from '../../src/features/dispatch/index.js';
import { NotificationEntity } from '../../src/features/notifications/index.js';
import { ProviderEntity } from '../../src/features/providers/index.js';
import { StaffMemberEntity } from '../../src/features/staff/index.js';
import { UsersService } from '../../src/features/users/index.js';
import { png } from '../../src/features/users/picture.fixture.js';
import type { Caller } from '../../src/cli/rights-page.js';
import type { Audience, KeyInHand } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { permissions, roleNames } from '../../src/kernel/permissions.js';
import type { RoleName } from '../../src/kernel/permissions.js';
import { scopes } from '../../src/kernel/scopes.js';
import type { World } from '../world.js';
import { booked, expectStatus, homePincode, indianTime, localDay, order, rateOf } from './marketplace.js';
import type { Booking } from './marketplace.js';

const device = { userAgent: null, ip: null };

/** Who comes to a door: whose the thing there is, and another of the kind. */
export interface Parties {
  readonly customerId: string;
  readonly anotherId: string;
  readonly providerId: string;
  readonly anotherProviderId: string;
}

/** Everybody who may come to a door, in one seeded world; tokens are minted without a password's cost. */
export class RightsCast {
  private readonly keys = new Map<string, KeyInHand>();
  private readonly staffIds = new Map<RoleName, string>();
  private readonly tokens = new Map<string, string>();
  private providerIds: string[] = [];
  private customerCount = 0;
  private bookingCount = 0;

  private constructor(readonly world: World) {}

  static async gather(world: World): Promise<RightsCast> {
    const cast = new RightsCast(world);
    await world.get(UnitOfWork).read(async (reader) => {
      const members = await reader.getRepository(StaffMemberEntity).find({ order: { employeeId: 'ASC' } });
      roleNames.forEach((role, at) => cast.staffIds.set(role, members[at]?.id ?? ''));
      const providers = await reader
        .getRepository(ProviderEntity)
        .find({ where: { isActive: true }, order: { id: 'ASC' }, take: 2 });
      cast.providerIds = providers.map(({ id }) => id);
    });
    cast.letKeysIn();
    return cast;
  }

  /** Two customers with nothing, and two providers. */
  async newParties(): Promise<Parties> {
    const [customerId, anotherId] = [await this.newCustomerId(), await this.newCustomerId()];
    return this.ownedBy({ customerId, anotherId, providerId: '', anotherProviderId: '' }, undefined);
  }

  /** The same, where the thing at the door is this provider's. */
  ownedBy(parties: Parties, providerId = this.providerIds[0] ?? ''): Parties {
    const anotherProviderId = this.providerIds.find((id) => id !== providerId) ?? '';
    return { ...parties, providerId, anotherProviderId };
  }

  /** Their password opens nothing. */
  private async newCustomerId(): Promise<string> {
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

  /** A token of the caller, or none; a fresh one where a route may end the session it is called with. */
  async tokenFor(caller: Caller, parties: Parties, isFresh: boolean): Promise<string | undefined> {
    if (caller === 'nobody') return undefined;
    const whose = `${caller}:${principalOf(caller, parties)}`;
    const token = (isFresh ? undefined : this.tokens.get(whose)) ?? (await this.newToken(caller, parties));
    this.tokens.set(whose, token);
    return token;
  }

  private newToken(caller: Exclude<Caller, 'nobody'>, parties: Parties): Promise<string> {
    switch (caller) {
      case 'expired':
        return this.tokenOf('customer', parties.customerId, -60);
      case 'guest':
        return this.guestToken();
      case 'customer':
        return this.tokenOf('customer', parties.customerId);
      case 'another':
        return this.tokenOf('customer', parties.anotherId);
      case 'provider':
        return this.tokenOf('provider', parties.providerId);
      case 'another_provider':
        return this.tokenOf('provider', parties.anotherProviderId);
      case 'key':
        return this.keyToken({ kind: 'customer', id: parties.customerId }, true);
      case 'bare_key':
        return this.keyToken({ kind: 'customer', id: parties.customerId }, false);
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

  async bookingOf(ownerId: string): Promise<Booking> {
    const token = await this.tokenOf('customer', ownerId);
    const addressId = await this.world.addAddress(token);
    const rate = await rateOf(this.world, 'ac-repair');
    return booked(this.world, token, order(addressId, rate.id, this.nextStart()));
  }

  /** A booking that a provider has taken. */
  async jobOf(ownerId: string): Promise<{ id: string; providerId: string }> {
    const { id, provider } = await this.bookingOf(ownerId);
    const providerId = provider?.id ?? '';
    const token = await this.tokenOf('staff', this.staffId('ops_staff'));
    const body = { providerId };
    expectStatus(200, await this.world.call('POST', `/ops/bookings/${id}/assign`, { token, body }));
    return { id, providerId };
  }

  /** A job whose provider asks for another time. */
  async proposalTo(ownerId: string): Promise<{ id: string; providerId: string }> {
    const job = await this.jobOf(ownerId);
    const token = await this.tokenOf('provider', job.providerId);
    const body = { slotStart: indianTime(localDay(this.world, 6), '10:00'), reason: 'The van is away.' };
    const path = `/provider/bookings/${job.id}/propose-reschedule`;
    const asked = await this.world.call('POST', path, { token, body });
    expectStatus(asked.status === 200 ? 200 : 201, asked);
    return job;
  }

  /** A booking that is held out to a provider. */
  async offerOf(ownerId: string): Promise<{ id: string; providerId: string }> {
    const { id: bookingId } = await this.bookingOf(ownerId);
    await this.world.settle();
    return this.world
      .get(UnitOfWork)
      .read((reader) => reader.getRepository(DispatchOfferEntity).findOneByOrFail({ bookingId }));
  }

  /** The customer, with a picture. */
  async withAvatar(customerId: string): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(png())]), 'me.png');
    const token = await this.tokenOf('customer', customerId);
    const answer = await fetch(`${this.world.url}/api/v1/users/me/avatar`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: form,
    });
    if (answer.status !== 200) throw new Error(`The picture was answered ${answer.status}.`);
    return customerId;
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

/** Who a caller is at this door; of the others one of a kind is enough. */
function principalOf(caller: Caller, parties: Parties): string {
  switch (caller) {
    case 'customer':
    case 'key':
      return parties.customerId;
    case 'another':
      return parties.anotherId;
    case 'provider':
      return parties.providerId;
    case 'another_provider':
      return parties.anotherProviderId;
    default:
      return '';
  }
}
