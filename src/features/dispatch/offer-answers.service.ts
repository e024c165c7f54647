import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { BookingTransitions, BookingsService, PlacementService, liveStates } from '../bookings/index.js';
import type { BookingEntity, BookingView } from '../bookings/index.js';
import type { DispatchEntity, DispatchOfferEntity } from './dispatch.entity.js';
import { OfferAnswered, OfferExpired, OfferNotFree, OfferTaken, OfferWithdrawn } from './dispatch.errors.js';
import { DispatchRepository } from './dispatch.repository.js';
import { DispatchService } from './dispatch.service.js';
import { ProviderRecordsRepository } from './provider-records.repository.js';

/** An offer with the booking it is of. */
export interface OfferView {
  readonly id: string;
  readonly offer: DispatchOfferEntity;
  readonly view: BookingView;
}

/** What providers do with the jobs they are offered (DI-2). */
@Injectable()
export class OfferAnswersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dispatches: DispatchRepository,
    private readonly records: ProviderRecordsRepository,
    private readonly dispatch: DispatchService,
    private readonly bookings: BookingsService,
    private readonly placement: PlacementService,
    private readonly transitions: BookingTransitions,
    private readonly clock: Clock,
  ) {}

  /** The provider's own, the newest first; only those that can still be accepted, unless all are asked for. */
  list(actor: Actor, { cursor, limit }: PageRequest, state: 'open' | 'all'): Promise<Page<OfferView>> {
    return this.work.read(async (reader) => {
      const openAt = state === 'open' ? this.clock.now() : null;
      const filter = { offersOf: actor.id, state };
      const after = decodeCursor(cursor, filter);
      const rows = await this.dispatches.listForProvider(reader, actor.id, openAt, after, limit + 1);
      const page = toPage(rows, limit, filter, ({ id }) => [id]);
      return { ...page, data: await this.views(reader, actor, page.data) };
    });
  }

  /** @throws NotFound `offer.not_found`, also for somebody else's (ID-10) */
  get(actor: Actor, offerId: string): Promise<OfferView> {
    return this.work.read(async (reader) => this.view(reader, actor, await this.own(reader, actor, offerId)));
  }

  /** Whom a booking was offered to, the latest first: for staff. @throws NotFound `booking.not_found` */
  listOfBooking(actor: Actor, bookingId: string): Promise<DispatchOfferEntity[]> {
    return this.work.read(async (reader) => {
      await this.bookings.getOwn(reader, actor, bookingId);
      return this.dispatches.listOffersOf(reader, bookingId);
    });
  }

  /**
   * Takes the job. Of several at once the first wins; the claim moves to them in the same transaction if they still
   * win the time. Who has it already is told so again.
   * @throws NotFound, OfferTaken, OfferExpired, OfferWithdrawn, OfferAnswered, OfferNotFree
   */
  accept(actor: Actor, offerId: string): Promise<OfferView> {
    return this.work.run(async (tx) => {
      const { offer, booking, search } = await this.hold(tx, actor, offerId);
      if (offer.state === 'accepted') return this.view(tx, actor, offer);
      const at = this.clock.now();
      this.requireOpen(offer, booking, at, 'accepted');
      const isFirst = await this.dispatches.end(tx, search.id, 'taken', at);
      const answer = { state: 'accepted', answeredAt: at } as const;
      if (!isFirst || !(await this.dispatches.answer(tx, offer.id, 'open', answer))) throw new OfferTaken();
      await this.dispatches.closeOffers(tx, search.id, 'taken');
      const claimed = await this.placement.move(tx, booking, actor.id);
      if (!claimed) throw new OfferNotFree();
      const isReplacement = search.exceptProviderIds.length > 0;
      await this.transitions.take(tx, actor, claimed, {
        event: 'assign',
        reason: null,
        receipts: offer.receipts,
        change: { ...(isReplacement && { providerChangedAt: at }) },
        at,
      });
      await this.records.add(tx, actor.id, { acceptedCount: 1 });
      return this.view(tx, actor, { ...offer, ...answer });
    });
  }

  /**
   * Refuses the job. If the claim is theirs it moves to the next best at once; when none of those asked is left to
   * answer, the next are asked without waiting for the time to run out.
   * @throws NotFound, OfferTaken, OfferExpired, OfferWithdrawn, OfferAnswered
   */
  decline(actor: Actor, offerId: string, reason: string | null): Promise<OfferView> {
    return this.work.run(async (tx) => {
      const { offer, booking, search } = await this.hold(tx, actor, offerId);
      if (offer.state === 'declined') return this.view(tx, actor, offer);
      const at = this.clock.now();
      this.requireOpen(offer, booking, at, 'declined');
      const answer = { state: 'declined', answeredAt: at, reason } as const;
      if (!(await this.dispatches.answer(tx, offer.id, 'open', answer))) throw new OfferTaken();
      await this.records.add(tx, actor.id, { refusedCount: 1 });
      const offers = await this.dispatches.listOffers(tx, search.id);
      const stands =
        booking.providerId === actor.id
          ? await this.dispatch.moveOn(tx, booking, [...search.exceptProviderIds, ...whoDeclined(offers)])
          : booking;
      if (!offers.some(({ state }) => state === 'open')) await this.dispatch.advance(tx, stands, search);
      return this.view(tx, actor, { ...offer, ...answer });
    });
  }

  private async hold(
    tx: Tx,
    actor: Actor,
    offerId: string,
  ): Promise<{ offer: DispatchOfferEntity; booking: BookingEntity; search: DispatchEntity }> {
    const { bookingId, dispatchId } = await this.own(tx, actor, offerId);
    const booking = await this.dispatch.hold(tx, bookingId);
    // Only what is read under the booking's lock says how the offer stands.
    const offer = await this.own(tx, actor, offerId);
    const search = await this.dispatches.find(tx, dispatchId);
    if (!search) throw new Error(`Offer ${offerId} belongs to no search.`);
    return { offer, booking, search };
  }

  private requireOpen(
    { state, expiresAt, scheduleVersion }: DispatchOfferEntity,
    booking: BookingEntity,
    at: Date,
    answer: 'accepted' | 'declined',
  ): void {
    switch (state) {
      case 'accepted':
      case 'declined':
      case 'returned':
        throw new OfferAnswered(answer === 'accepted' ? 'declined or given back' : 'accepted');
      case 'taken':
        throw new OfferTaken();
      case 'void':
        throw new OfferWithdrawn();
      case 'lapsed':
        throw new OfferExpired();
      case 'open':
        // The search follows the booking by jobs; what the booking has become meanwhile counts at once.
        if (booking.scheduleVersion !== scheduleVersion) throw new OfferWithdrawn();
        if (booking.state !== 'confirmed')
          throw liveStates.includes(booking.state) ? new OfferTaken() : new OfferWithdrawn();
        if (expiresAt <= at) throw new OfferExpired();
    }
  }

  private async own(reader: Reader, actor: Actor, offerId: string): Promise<DispatchOfferEntity> {
    const offer = await this.dispatches.findOffer(reader, offerId);
    if (offer?.providerId !== actor.id) throw new NotFound('offer');
    return offer;
  }

  private async view(reader: Reader, actor: Actor, offer: DispatchOfferEntity): Promise<OfferView> {
    const [view] = await this.views(reader, actor, [offer]);
    if (!view) throw new NotFound('offer');
    return view;
  }

  private async views(
    reader: Reader,
    actor: Actor,
    offers: readonly DispatchOfferEntity[],
  ): Promise<OfferView[]> {
    const bookings = await this.bookings.viewsOf(
      reader,
      actor,
      offers.map(({ bookingId }) => bookingId),
    );
    return offers.flatMap((offer) => {
      const view = bookings.find(({ id }) => id === offer.bookingId);
      return view ? { id: offer.id, offer, view } : [];
    });
  }
}

function whoDeclined(offers: readonly DispatchOfferEntity[]): string[] {
  return offers.filter(({ state }) => state === 'declined').map(({ providerId }) => providerId);
}
