import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AddressEntity } from './address.entity.js';
import { AddressesRepository } from './addresses.repository.js';
import { defaultAmong } from './default-address.js';
import { mobileFault, parseMobile } from './mobile.js';
import { UsersRepository } from './users.repository.js';

/** What a customer says of an address; the pincode is six digits, whether it is served is asked elsewhere. */
export interface AddressInput {
  line1: string;
  line2?: string | null;
  city: string;
  state: string;
  pincode: string;
  contactName?: string | null;
  contactMobile?: string | null;
  /** The first address is the default in any case. */
  isDefault?: boolean;
  lat?: number | null;
  lng?: number | null;
}

/** A customer's addresses. Another customer's do not exist (ID-10). */
@Injectable()
export class AddressesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly addresses: AddressesRepository,
    private readonly users: UsersRepository,
    private readonly clock: Clock,
  ) {}

  /** The oldest first. */
  async list(actor: Actor, { cursor, limit }: PageRequest): Promise<Page<AddressEntity>> {
    const filter = 'addresses';
    const afterId = decodeCursor(cursor, filter)?.[0]?.toString();
    const rows = await this.work.read((reader) => this.addresses.list(reader, actor.id, limit + 1, afterId));
    return toPage(rows, limit, filter, (row) => [row.id]);
  }

  /** Every address of a customer, the oldest first: for choosing one by talking, and for staff. */
  listAll(userId: string): Promise<AddressEntity[]> {
    return this.work.read((reader) => this.addresses.list(reader, userId));
  }

  /** @throws NotFound */
  get(actor: Actor, id: string): Promise<AddressEntity> {
    return this.work.read((reader) => this.getWithin(reader, actor.id, id));
  }

  /** As `get`, inside a transaction or a read that is open already. */
  async getWithin(reader: Reader, userId: string, id: string): Promise<AddressEntity> {
    const address = await this.addresses.find(reader, userId, id);
    if (!address) throw new NotFound('address');
    return address;
  }

  /** @throws ValidationFailed for a contact's mobile that is none. */
  add(actor: Actor, input: AddressInput): Promise<AddressEntity> {
    return this.work.run((tx) => this.addWithin(tx, actor.id, input));
  }

  /** As `add`, inside a transaction that is open already. */
  async addWithin(tx: Tx, userId: string, input: AddressInput): Promise<AddressEntity> {
    const accepted = accept(input);
    if (!(await this.users.holdLive(tx, userId))) throw new NotFound('user');
    const id = newId();
    await this.addresses.add(tx, {
      id,
      userId,
      ...accepted,
      isDefault: false,
      createdAt: this.clock.now(),
      deletedAt: null,
    });
    await this.settleDefault(tx, userId, input.isDefault ? id : null);
    return this.getWithin(tx, userId, id);
  }

  /** Replaces what is said of an address. A default stays one until another takes its place. */
  replace(actor: Actor, id: string, input: AddressInput): Promise<AddressEntity> {
    const accepted = accept(input);
    return this.work.run(async (tx) => {
      await this.users.hold(tx, actor.id);
      await this.getWithin(tx, actor.id, id);
      await this.addresses.change(tx, id, accepted);
      await this.settleDefault(tx, actor.id, input.isDefault ? id : null);
      return this.getWithin(tx, actor.id, id);
    });
  }

  /** Bookings keep their own copy of the address they are served at. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      await this.users.hold(tx, actor.id);
      await this.getWithin(tx, actor.id, id);
      await this.addresses.change(tx, id, { deletedAt: this.clock.now(), isDefault: false });
      await this.settleDefault(tx, actor.id, null);
    });
  }

  private async settleDefault(tx: Tx, userId: string, wantedId: string | null): Promise<void> {
    const defaultId = defaultAmong(await this.addresses.list(tx, userId), wantedId);
    if (defaultId !== null) await this.addresses.makeDefault(tx, userId, defaultId);
  }
}

function accept(
  input: AddressInput,
): Omit<AddressEntity, 'id' | 'userId' | 'isDefault' | 'createdAt' | 'deletedAt'> {
  const contactMobile = input.contactMobile ? parseMobile(input.contactMobile) : null;
  if (input.contactMobile && contactMobile === null)
    throw new ValidationFailed([{ pointer: '/contactMobile', detail: mobileFault }]);
  return {
    line1: input.line1,
    line2: input.line2 || null,
    city: input.city,
    state: input.state,
    pincode: input.pincode,
    contactName: input.contactName || null,
    contactMobile,
    lat: input.lat ?? null,
    lng: input.lng ?? null,
  };
}
