import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { DomainError, NotFound, ValidationFailed } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { GuestSessions } from '../../../platform/auth/guest-sessions.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { PricingService } from '../../pricing/index.js';
import type { PriceBreakdown, QuotedItem } from '../../pricing/index.js';
import { CatalogueService, attributeFaults } from '../../services/index.js';
import type { ListedCategory, ListedRateCard, ListedService } from '../../services/index.js';
import { AddressesService } from '../../users/index.js';
import type { CartEntity, CartItemEntity } from './cart.entity.js';
import { CartFull, CartOfOtherCategory } from './cart.errors.js';
import { isSameLine, mostCartLines, mostOfOneItem } from './cart.rule.js';
import { CartsRepository } from './carts.repository.js';
import { principalOf } from '../principal.js';
import type { Principal } from '../principal.js';

export interface CartLine {
  readonly item: CartItemEntity;
  /** Null once it is no longer sold; then the cart cannot be booked until the line is taken out. */
  readonly offer: { readonly rateCard: ListedRateCard; readonly service: ListedService } | null;
}

/** A cart as it stands, at the prices of this instant (PR-6). */
export interface CartView {
  readonly id: string;
  readonly category: ListedCategory | null;
  readonly lines: readonly CartLine[];
  /** Where it was priced for; null while no place is known. */
  readonly pincode: string | null;
  readonly price: PriceBreakdown | null;
  readonly durationMinutes: number | null;
  /** Why it has no price at that place. */
  readonly refusal: DomainError | null;
}

/** What somebody means to book: rate cards of one category (PR-6). */
@Injectable()
export class CartsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly carts: CartsRepository,
    private readonly catalogue: CatalogueService,
    private readonly pricing: PricingService,
    private readonly addresses: AddressesService,
    private readonly guests: GuestSessions,
    private readonly clock: Clock,
  ) {}

  /**
   * The cart, priced now for a place.
   * @param pincode a customer's default address when left out
   * @returns null while nothing was ever put into it
   */
  async show(actor: Actor, pincode?: string): Promise<CartView | null> {
    const place = pincode ?? (await this.homeOf(actor));
    return this.work.read(async (reader) => {
      const cart = await this.carts.find(reader, principalOf(actor));
      return cart && this.view(reader, cart, place);
    });
  }

  /**
   * Puts work into the cart; what is in it already is added up.
   * @param replace empties a cart of another category first
   * @throws TokenInvalid for a guest whose session has ended, ValidationFailed, CartOfOtherCategory, CartFull
   */
  async add(actor: Actor, item: QuotedItem, replace: boolean): Promise<CartView> {
    const place = await this.homeOf(actor);
    return this.work.run(async (tx) => {
      await this.guests.enterIfGuest(tx, actor);
      const category = await this.check(tx, item);
      const cart = await this.open(tx, principalOf(actor));
      const kept = await this.itemsFor(tx, cart, category, replace);
      const same = kept.find((each) => isSameLine(lineOf(each), item));
      if (same) await this.carts.changeItem(tx, same.id, { quantity: summed(same.quantity, item.quantity) });
      else await this.append(tx, cart.id, item, kept.length);
      return this.touched(tx, cart, category.id, place);
    });
  }

  /** @throws NotFound `cart_item.not_found`, ValidationFailed */
  async change(
    actor: Actor,
    itemId: string,
    change: Pick<QuotedItem, 'quantity' | 'attributes'>,
  ): Promise<CartView> {
    const place = await this.homeOf(actor);
    return this.work.run(async (tx) => {
      const { cart, item, items } = await this.getItem(tx, actor, itemId);
      const wanted = { ...lineOf(item), ...change };
      await this.check(tx, wanted);
      const same = items.find((each) => each.id !== itemId && isSameLine(lineOf(each), wanted));
      if (same) {
        await this.carts.changeItem(tx, same.id, { quantity: summed(same.quantity, wanted.quantity) });
        await this.carts.removeItem(tx, itemId);
      } else {
        const { quantity, attributes = null } = wanted;
        await this.carts.changeItem(tx, itemId, { quantity, attributes });
      }
      return this.touched(tx, cart, cart.categoryId, place);
    });
  }

  /** @throws NotFound `cart_item.not_found` */
  async remove(actor: Actor, itemId: string): Promise<CartView> {
    const place = await this.homeOf(actor);
    return this.work.run(async (tx) => {
      const { cart, items } = await this.getItem(tx, actor, itemId);
      await this.carts.removeItem(tx, itemId);
      return this.touched(tx, cart, items.length > 1 ? cart.categoryId : null, place);
    });
  }

  /** Empties the cart, also one that is empty. */
  async clear(actor: Actor): Promise<void> {
    await this.work.run(async (tx) => {
      await this.guests.enterIfGuest(tx, actor);
      await this.empty(tx, principalOf(actor));
    });
  }

  /**
   * What a booking of the cart books; the cart's row is kept until the transaction ends, so that it is booked once.
   * @throws ValidationFailed for an empty cart
   */
  async itemsToBook(tx: Tx, principal: Principal): Promise<QuotedItem[]> {
    const cart = await this.carts.keep(tx, principal);
    const items = cart ? await this.carts.listItems(tx, cart.id) : [];
    if (items.length === 0)
      throw new ValidationFailed([{ pointer: '/items', detail: 'is required, for the cart is empty' }]);
    return items.map(lineOf);
  }

  async empty(tx: Tx, principal: Principal): Promise<void> {
    const cart = await this.carts.keep(tx, principal);
    if (!cart) return;
    await this.carts.removeItems(tx, cart.id);
    await this.carts.change(tx, cart.id, { categoryId: null, updatedAt: this.clock.now() });
  }

  /**
   * A guest has signed in: their lines go into the customer's cart. A cart is of one category (PR-6), so of two that are
   * not of the same the one that was touched last stays (ID-7).
   * @returns how many
   */
  async adopt(tx: Tx, guest: Principal, customer: Principal): Promise<number> {
    const brought = await this.carts.keep(tx, guest);
    const items = brought ? await this.carts.listItems(tx, brought.id) : [];
    if (!brought?.categoryId || items.length === 0) return 0;
    const cart = await this.open(tx, customer);
    const found = await this.carts.listItems(tx, cart.id);
    const isOfOther = found.length > 0 && cart.categoryId !== brought.categoryId;
    const isNewest = brought.updatedAt >= cart.updatedAt;
    if (isOfOther && isNewest) await this.carts.removeItems(tx, cart.id);
    const kept = isOfOther && isNewest ? [] : found;
    let adopted = 0;
    for (const item of isOfOther && !isNewest ? [] : items) {
      const same = kept.find((each) => isSameLine(lineOf(each), lineOf(item)));
      if (same) {
        const quantity = Math.min(mostOfOneItem, same.quantity + item.quantity);
        await this.carts.changeItem(tx, same.id, { quantity });
      } else if (kept.length + adopted < mostCartLines)
        await this.carts.changeItem(tx, item.id, { cartId: cart.id });
      else continue;
      adopted += 1;
    }
    await this.empty(tx, guest);
    if (adopted > 0)
      await this.carts.change(tx, cart.id, {
        categoryId: brought.categoryId,
        updatedAt: this.clock.now(),
      });
    return adopted;
  }

  /** @throws ValidationFailed for a rate card that is not on offer, or attributes that do not fit */
  private async check(reader: Reader, { rateCardId, attributes }: QuotedItem): Promise<ListedCategory> {
    const found = (await this.catalogue.snapshot(reader)).findRateCard(rateCardId);
    if (!found)
      throw new ValidationFailed([{ pointer: '/rateCardId', detail: 'is not a rate card on offer' }]);
    const faults = attributeFaults(found.service.attributes, attributes ?? {}, '/attributes');
    if (faults.length > 0) throw new ValidationFailed(faults);
    return found.service.category;
  }

  /** The cart with its row kept; made when there is none. */
  private async open(tx: Tx, principal: Principal): Promise<CartEntity> {
    const known = await this.carts.keep(tx, principal);
    if (known) return known;
    const now = this.clock.now();
    const made: CartEntity = {
      id: newId(),
      principalKind: principal.kind,
      principalId: principal.id,
      categoryId: null,
      createdAt: now,
      updatedAt: now,
    };
    if (await this.carts.insertUnlessThere(tx, made)) return made;
    const raced = await this.carts.keep(tx, principal);
    if (!raced) throw new Error(`The cart of ${principal.kind} ${principal.id} is not to be found.`);
    return raced;
  }

  private async itemsFor(
    tx: Tx,
    cart: CartEntity,
    category: ListedCategory,
    replace: boolean,
  ): Promise<CartItemEntity[]> {
    const kept = await this.carts.listItems(tx, cart.id);
    if (kept.length === 0 || cart.categoryId === category.id) return kept;
    if (!replace) {
      const own = (await this.catalogue.snapshot(tx)).findCategory(cart.categoryId ?? '');
      throw new CartOfOtherCategory(own?.slug ?? 'another category', category.slug);
    }
    await this.carts.removeItems(tx, cart.id);
    return [];
  }

  private async append(tx: Tx, cartId: string, item: QuotedItem, lines: number): Promise<void> {
    if (lines >= mostCartLines) throw new CartFull(mostCartLines);
    const { rateCardId, quantity, attributes = null } = item;
    await this.carts.addItem(tx, {
      id: newId(),
      cartId,
      rateCardId,
      quantity,
      attributes,
      createdAt: this.clock.now(),
    });
  }

  private async getItem(tx: Tx, actor: Actor, itemId: string) {
    await this.guests.enterIfGuest(tx, actor);
    const cart = await this.carts.keep(tx, principalOf(actor));
    const items = cart ? await this.carts.listItems(tx, cart.id) : [];
    const item = items.find(({ id }) => id === itemId);
    if (!cart || !item) throw new NotFound('cart_item');
    return { cart, item, items };
  }

  private async touched(
    tx: Tx,
    cart: CartEntity,
    categoryId: string | null,
    place: string | null,
  ): Promise<CartView> {
    const updatedAt = this.clock.now();
    await this.carts.change(tx, cart.id, { categoryId, updatedAt });
    return this.view(tx, { ...cart, categoryId, updatedAt }, place);
  }

  private async view(reader: Reader, cart: CartEntity, pincode: string | null): Promise<CartView> {
    const snapshot = await this.catalogue.snapshot(reader);
    const items = await this.carts.listItems(reader, cart.id);
    return {
      id: cart.id,
      category: cart.categoryId === null ? null : snapshot.findCategory(cart.categoryId),
      lines: items.map((item) => ({ item, offer: snapshot.findRateCard(item.rateCardId) })),
      pincode,
      ...(await this.priced(reader, items, pincode)),
    };
  }

  private async priced(
    reader: Reader,
    rows: readonly CartItemEntity[],
    pincode: string | null,
  ): Promise<Pick<CartView, 'price' | 'durationMinutes' | 'refusal'>> {
    if (pincode === null || rows.length === 0) return { price: null, durationMinutes: null, refusal: null };
    try {
      const items = rows.map(lineOf);
      const found = await this.pricing.quote(reader, { items, pincode, at: this.clock.now() });
      return { price: found.breakdown, durationMinutes: found.durationMinutes, refusal: null };
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      return { price: null, durationMinutes: null, refusal };
    }
  }

  private async homeOf(actor: Actor): Promise<string | null> {
    if (actor.kind !== 'customer') return null;
    const own = await this.addresses.listAll(actor.id);
    return own.find(({ isDefault }) => isDefault)?.pincode ?? null;
  }
}

function lineOf({ rateCardId, quantity, attributes }: CartItemEntity): QuotedItem {
  return { rateCardId, quantity, ...(attributes && { attributes }) };
}

/** @throws ValidationFailed when both together are too many */
function summed(quantity: number, more: number): number {
  if (quantity + more > mostOfOneItem)
    throw new ValidationFailed([
      { pointer: '/quantity', detail: `makes more than ${mostOfOneItem} together with what is in the cart` },
    ]);
  return quantity + more;
}
