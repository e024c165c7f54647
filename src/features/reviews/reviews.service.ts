import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { systemActor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { BookingsService } from '../bookings/index.js';
import { ProvidersService } from '../providers/index.js';
import { UsersService } from '../users/index.js';
import type { ReviewEntity } from './review.entity.js';
import { revealReview } from './review.jobs.js';
import { editableUntil, isVisible, otherSide, revealedAt } from './review.rule.js';
import type { ReviewSide } from './review.rule.js';
import { AlreadyReviewed, BookingNotCompleted, ReviewClosed } from './reviews.errors.js';
import { ReviewsRepository } from './reviews.repository.js';

/** What somebody says. */
export interface Verdict {
  stars: number;
  /** Of the provider, where they differ from those of the visit. */
  providerStars?: number;
  text?: string;
}

/** A review as its writer sees it. */
export interface ReviewView {
  readonly id: string;
  readonly review: ReviewEntity;
  readonly isVisible: boolean;
}

/** What both sides said of a booking, as one of them sees it. */
export interface BookingReviews {
  readonly mine: ReviewView | null;
  /** Null also while it is hidden. */
  readonly theirs: ReviewView | null;
}

export interface PublicReview {
  readonly review: ReviewEntity;
  /** Null when the account is gone. */
  readonly firstName: string | null;
}

/**
 * One rating of each side of a completed booking, hidden until both have spoken or seven days have passed (DI-5).
 * Whether one is seen is judged when it is read; its stars are added to the provider's in the commit that makes it
 * seen, or by the job of that hour, and never twice.
 */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reviews: ReviewsRepository,
    private readonly bookings: BookingsService,
    private readonly providers: ProvidersService,
    private readonly users: UsersService,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * The race: both sides, or one side twice, at once. They take turns by the booking's row.
   * @throws NotFound `booking.not_found`, BookingNotCompleted, AlreadyReviewed
   */
  rate(
    actor: Actor,
    bookingId: string,
    { stars, providerStars = stars, text }: Verdict,
  ): Promise<ReviewView> {
    const side = sideOf(actor);
    return this.work.run(async (tx) => {
      const booking = await this.bookings.getOwnForUpdate(tx, actor, bookingId);
      const { state, customerId, providerId } = booking;
      if (state !== 'completed' || providerId === null) throw new BookingNotCompleted();
      const mine = await this.reviews.findOf(tx, bookingId, side);
      if (mine) throw new AlreadyReviewed(editableUntil(mine.createdAt));
      const now = this.clock.now();
      const theirs = await this.reviews.findOf(tx, bookingId, otherSide(side));
      const review: ReviewEntity = {
        ...{ id: newId(), bookingId, side, customerId, providerId, stars, providerStars },
        text: text || null,
        visibleAt: theirs ? now : revealedAt(now),
        countedAt: null,
        createdAt: now,
        updatedAt: now,
      };
      await this.reviews.insert(tx, review);
      if (theirs) {
        if (!isVisible(theirs, now)) await this.reviews.reveal(tx, theirs.id, now);
        for (const each of [review, theirs]) await this.count(tx, each, now);
      } else
        await this.jobs.add(
          tx,
          revealReview,
          { reviewId: review.id },
          { key: `${revealReview}:${review.id}`, runAt: review.visibleAt },
        );
      return this.toView(review, now);
    });
  }

  /**
   * Changes a review within a day. Stars that count already are set right in the same commit.
   * @throws NotFound `booking.not_found`, `review.not_found`, ReviewClosed
   */
  edit(
    actor: Actor,
    bookingId: string,
    { stars, providerStars = stars, text }: Verdict,
  ): Promise<ReviewView> {
    return this.work.run(async (tx) => {
      await this.bookings.getOwnForUpdate(tx, actor, bookingId);
      const mine = await this.reviews.findOf(tx, bookingId, sideOf(actor));
      if (!mine) throw new NotFound('review');
      const now = this.clock.now();
      const until = editableUntil(mine.createdAt);
      if (now >= until) throw new ReviewClosed(until);
      const change = { stars, providerStars, text: text || null, updatedAt: now };
      await this.reviews.change(tx, mine.id, change);
      if (mine.countedAt !== null)
        await this.providers.addStars(tx, mine.providerId, {
          ratingSum: providerStars - mine.providerStars,
          ratingCount: 0,
        });
      return this.toView({ ...mine, ...change }, now);
    });
  }

  /** @throws NotFound `review.not_found`, also for somebody else's */
  async get(actor: Actor, id: string): Promise<ReviewView> {
    const review = await this.work.read((reader) => this.reviews.find(reader, id));
    if (!review || review.side !== sideOf(actor) || writerOf(review) !== actor.id)
      throw new NotFound('review');
    return this.toView(review, this.clock.now());
  }

  /** @throws NotFound `booking.not_found` */
  ofBooking(actor: Actor, bookingId: string): Promise<BookingReviews> {
    const side = sideOf(actor);
    return this.work.read(async (reader) => {
      await this.bookings.getOwn(reader, actor, bookingId);
      const now = this.clock.now();
      const mine = await this.reviews.findOf(reader, bookingId, side);
      const theirs = await this.reviews.findOf(reader, bookingId, otherSide(side));
      return {
        mine: mine && this.toView(mine, now),
        theirs: theirs && isVisible(theirs, now) ? this.toView(theirs, now) : null,
      };
    });
  }

  /** What customers say of a provider, the latest first. @throws NotFound `provider.not_found` */
  async listOf(providerId: string, { cursor, limit }: PageRequest): Promise<Page<PublicReview>> {
    await this.providers.getPublic(providerId);
    const filter = { providerId };
    return this.work.read(async (reader) => {
      const after = decodeCursor(cursor, filter);
      const rows = await this.reviews.listSeen(reader, providerId, this.clock.now(), after, limit + 1);
      const page = toPage(rows, limit, filter, (row) => [row.visibleAt.getTime(), row.id]);
      const writers = [...new Set(page.data.map(({ customerId }) => customerId))];
      const names = new Map(
        (await this.users.listByIds(reader, writers)).map(({ id, firstName }) => [id, firstName]),
      );
      return {
        ...page,
        data: page.data.map((review) => ({ review, firstName: names.get(review.customerId) ?? null })),
      };
    });
  }

  /** The other side has kept silent for seven days. */
  @JobHandler(revealReview)
  reveal({ reviewId }: { reviewId: string }): Promise<void> {
    return this.work.run(async (tx) => {
      const found = await this.reviews.find(tx, reviewId);
      if (!found) return;
      await this.bookings.getOwnForUpdate(tx, systemActor, found.bookingId);
      const review = await this.reviews.find(tx, reviewId);
      const now = this.clock.now();
      if (review && isVisible(review, now)) await this.count(tx, review, now);
    });
  }

  /** Adds what a customer gave to the provider's stars, once. */
  private async count(
    tx: Tx,
    { id, side, providerId, providerStars }: ReviewEntity,
    now: Date,
  ): Promise<void> {
    if (side !== 'customer') return;
    if (await this.reviews.markCounted(tx, id, now))
      await this.providers.addStars(tx, providerId, { ratingSum: providerStars, ratingCount: 1 });
  }

  private toView(review: ReviewEntity, now: Date): ReviewView {
    return { id: review.id, review, isVisible: isVisible(review, now) };
  }
}

function sideOf({ kind }: Actor): ReviewSide {
  return kind === 'provider' ? 'provider' : 'customer';
}

function writerOf({ side, customerId, providerId }: ReviewEntity): string {
  return side === 'customer' ? customerId : providerId;
}
