import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { DomainEvents } from '../../../platform/events/domain-events.js';
import { LedgerService, earningOf, penaltyPosting } from '../../payments/index.js';
import { CatalogueService } from '../../services/index.js';
import type { BookingEntity } from '../booking.entity.js';
import { providerReviewNeeded } from '../booking.events.js';
import { BookingPolicies } from './booking-policies.service.js';
import { FeesRepository } from './fees.repository.js';
import { providerPenalty } from './penalty.policy.js';
import type { PenaltyOutcome, ProviderFault } from './penalty.policy.js';

const dayMs = 86_400_000;

/** What providers answer for (CX-7). */
@Injectable()
export class ProviderPenalties {
  constructor(
    private readonly policies: BookingPolicies,
    private readonly fees: FeesRepository,
    private readonly catalogue: CatalogueService,
    private readonly ledger: LedgerService,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Takes the penalty of a provider who has taken the booking and does not do it, and lets staff know of one who does
   * so again and again. The caller holds the booking's row; its receipts belong to the event they justify.
   * @param booking as it stood before, with the provider who leaves it
   */
  async charge(tx: Tx, booking: BookingEntity, fault: ProviderFault, at: Date): Promise<PenaltyOutcome> {
    const { id, providerId, categoryId, slotStartAt, price } = booking;
    if (providerId === null) throw new Error(`Booking ${id} has no provider who could answer for it.`);
    const policy = await this.policies.of(tx, booking, 'penalty');
    const category = (await this.catalogue.snapshot(tx)).findCategoryEver(categoryId);
    if (!category) throw new Error(`Booking ${id} is of a category that is not in the catalogue.`);
    await this.fees.holdProvider(tx, providerId);
    const since = new Date(at.getTime() - policy.body.reviewWindowDays * dayMs);
    const earlierFaults = await this.fees.countFaults(tx, providerId, since);
    const { earningPaise } = earningOf(price, category.commissionBps);
    const outcome = providerPenalty({
      policy,
      now: at,
      startAt: slotStartAt,
      fault,
      earningPaise,
      earlierFaults,
    });
    await this.fees.insertPenalty(tx, {
      id: newId(),
      providerId,
      bookingId: id,
      cause: fault,
      penaltyPaise: outcome.penaltyPaise,
      receipts: outcome.receipts,
      at,
    });
    await this.ledger.post(tx, penaltyPosting(id, providerId, outcome.penaltyPaise));
    if (outcome.needsReview)
      await this.events.publish(tx, providerReviewNeeded(providerId, id, earlierFaults + 1, at));
    return outcome;
  }
}
