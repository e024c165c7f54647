import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { AuthenticationRequired } from '../../platform/auth/auth.errors.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueService } from '../services/index.js';
import { AddressBook } from './address-book.js';
import { DuesBook } from './dues-book.js';
import { PriceChanged } from './pricing.errors.js';
import type { PriceBreakdown } from './pricing.rule.js';
import { PricingService } from './pricing.service.js';
import type { Priced, PriceRequest } from './pricing.service.js';
import type { QuoteEntity } from './quote.entity.js';
import { isSameWork } from './quoted-item.js';
import type { QuotedItem } from './quoted-item.js';
import { QuotesRepository } from './quotes.repository.js';

export interface QuoteWish {
  items: readonly QuotedItem[];
  /** Exactly one of pincode and addressId. */
  pincode?: string;
  addressId?: string;
  slotStartAt?: Date;
}

export interface HonouredPrice {
  /** What is charged: the quote's, when one was named. */
  readonly breakdown: PriceBreakdown;
  readonly quote: QuoteEntity | null;
  /** The price as it is at this instant, with the duration, the items and the policies found. */
  readonly current: Priced;
}

const minuteMs = 60_000;
const furthestMs = 90 * 24 * 60 * minuteMs;

/** Prices promised for a while (PR-3). */
@Injectable()
export class QuotesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly catalogue: CatalogueService,
    private readonly pricing: PricingService,
    private readonly quotes: QuotesRepository,
    private readonly addresses: AddressBook,
    private readonly dues: DuesBook,
    private readonly clock: Clock,
  ) {}

  /** Makes and stores a quote, valid as long as the pricing policy says; for anyone, signed in or not. */
  async request(actor: Actor | null, wish: QuoteWish): Promise<QuoteEntity> {
    const at = this.clock.now();
    // Read outside the unit of work, the catalogue is kept for the next one too.
    await this.catalogue.snapshot();
    return this.work.run(async (tx) => this.store(tx, actor, await this.resolve(tx, actor, wish, at)));
  }

  /** What a customer's next payment brings along beside its price, in paise (CX-9); nothing for anybody else. */
  async duesOf(actor: Actor | null): Promise<number> {
    if (actor?.kind !== 'customer') return 0;
    return this.work.read((reader) => this.dues.openPaise(reader, actor.id));
  }

  /** As `request`, within the caller's unit of work and with the place known. */
  async store(tx: Tx, actor: Actor | null, request: PriceRequest): Promise<QuoteEntity> {
    const { breakdown, pricing } = await this.pricing.quote(tx, request);
    const quote: QuoteEntity = {
      id: newId(),
      principalKind: actor?.kind ?? null,
      principalId: actor?.id ?? null,
      items: request.items.map(({ rateCardId, quantity, attributes }) => ({
        rateCardId,
        quantity,
        ...(attributes && { attributes }),
      })),
      pincode: request.pincode,
      slotStartAt: request.slotStartAt ?? null,
      breakdown,
      totalPaise: breakdown.totalPaise,
      expiresAt: new Date(request.at.getTime() + pricing.body.quoteValidMinutes * minuteMs),
      usedByBookingId: null,
      createdAt: request.at,
    };
    await this.quotes.insert(tx, quote);
    return quote;
  }

  /** @throws NotFound `quote.not_found` for an unknown quote and for somebody else's */
  get(actor: Actor | null, id: string): Promise<QuoteEntity> {
    return this.work.read((reader) => this.getOwn(reader, id, actor));
  }

  /**
   * A quote that still holds: not expired and not used.
   * @throws NotFound `quote.not_found` for an unknown quote and for somebody else's
   * @throws PriceChanged naming today's price for the same work
   */
  async getLiveQuote(
    reader: Reader,
    id: string,
    { actor, at }: { actor: Actor; at: Date },
  ): Promise<QuoteEntity> {
    const quote = await this.getOwn(reader, id, actor);
    if (isLive(quote, at)) return quote;
    const current = await this.pricing.quote(reader, { ...quote, at });
    throw new PriceChanged(quote.totalPaise, current.breakdown.totalPaise);
  }

  /**
   * What a booking is charged: the quote it names, to the paisa, when that is live and for the same work, place and
   * slot; without one, the price of this instant (PR-3). A quote made before the slot was known holds for a slot
   * at which the price is the same.
   * @throws NotFound for an unknown or foreign quote, PriceChanged for one that does not hold; else as `quote`
   */
  async honour(
    tx: Tx,
    { actor, quoteId, ...request }: PriceRequest & { actor: Actor; quoteId?: string | null },
  ): Promise<HonouredPrice> {
    const current = await this.pricing.quote(tx, request);
    if (!quoteId) return { breakdown: current.breakdown, quote: null, current };
    const quote = await this.getOwn(tx, quoteId, actor);
    const nowPaise = current.breakdown.totalPaise;
    const isForSlot = quote.slotStartAt
      ? quote.slotStartAt.getTime() === request.slotStartAt?.getTime()
      : quote.totalPaise === nowPaise;
    const holds =
      isLive(quote, request.at) &&
      isForSlot &&
      quote.pincode === request.pincode &&
      isSameWork(quote.items, request.items);
    if (!holds) throw new PriceChanged(quote.totalPaise, nowPaise);
    return { breakdown: quote.breakdown, quote, current };
  }

  /**
   * Spends the quote on a booking, once.
   * @throws PriceChanged when another booking has spent it
   */
  async consume(
    tx: Tx,
    { id, totalPaise }: Pick<QuoteEntity, 'id' | 'totalPaise'>,
    bookingId: string,
  ): Promise<void> {
    if (!(await this.quotes.markUsed(tx, id, bookingId))) throw new PriceChanged(totalPaise, totalPaise);
  }

  private async getOwn(reader: Reader, id: string, actor: Actor | null): Promise<QuoteEntity> {
    const quote = await this.quotes.findById(reader, id);
    if (!quote || !isOf(quote, actor)) throw new NotFound('quote');
    return quote;
  }

  private async resolve(tx: Tx, actor: Actor | null, wish: QuoteWish, at: Date): Promise<PriceRequest> {
    const { items, slotStartAt = null } = wish;
    const aheadMs = slotStartAt ? slotStartAt.getTime() - at.getTime() : 1;
    if (aheadMs <= 0) throw new ValidationFailed([{ pointer: '/slotStart', detail: 'must lie ahead' }]);
    if (aheadMs > furthestMs)
      throw new ValidationFailed([{ pointer: '/slotStart', detail: 'must be within 90 days' }]);
    return { items, slotStartAt, at, pincode: await this.pincodeOf(tx, actor, wish) };
  }

  private async pincodeOf(tx: Tx, actor: Actor | null, { pincode, addressId }: QuoteWish): Promise<string> {
    if ((pincode === undefined) === (addressId === undefined))
      throw new ValidationFailed([{ pointer: '/pincode', detail: 'send either pincode or addressId' }]);
    if (pincode !== undefined) return pincode;
    if (!actor) throw new AuthenticationRequired();
    const found =
      actor.kind === 'customer' ? await this.addresses.findPincode(tx, actor.id, addressId ?? '') : null;
    if (found === null) throw new NotFound('address');
    return found;
  }
}

/** A quote made before signing in belongs to whoever knows its id. */
function isOf({ principalKind, principalId }: QuoteEntity, actor: Actor | null): boolean {
  return principalId === null || (principalKind === actor?.kind && principalId === actor.id);
}

function isLive({ expiresAt, usedByBookingId }: QuoteEntity, at: Date): boolean {
  return usedByBookingId === null && at < expiresAt;
}
