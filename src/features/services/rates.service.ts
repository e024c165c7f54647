import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { catalogueChanged } from './catalogue.events.js';
import type { RateCardVersionEntity } from './rate-card-version.entity.js';
import { overlappingRates } from './rate.rule.js';
import { RatesRepository } from './rates.repository.js';
import { RatesOverlap } from './services.errors.js';

export type RateDraft = Omit<RateCardVersionEntity, 'id'>;

/** The writing side of prices. Once a change is committed, every process reads the catalogue again. */
@Injectable()
export class RatesService {
  constructor(
    private readonly rates: RatesRepository,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds prices, all or none, and tells so. Publishers of one rate card's prices take turns.
   * @throws RatesOverlap when two prices of one rate card would hold at one place and time (PR-2)
   * @throws ValidationFailed for a validity that ends before it begins or a price below zero
   */
  async publish(tx: Tx, drafts: readonly RateDraft[]): Promise<RateCardVersionEntity[]> {
    const versions = await this.place(tx, drafts);
    await this.events.publish(tx, catalogueChanged(this.clock.now()));
    return versions;
  }

  /** As `publish`, for a caller that tells of it in its own words. */
  async place(tx: Tx, drafts: readonly RateDraft[]): Promise<RateCardVersionEntity[]> {
    const faults = drafts.flatMap((draft, at) => [
      ...(draft.validTo !== null && draft.validTo <= draft.validFrom
        ? [{ pointer: `/${at}/validTo`, detail: 'must be after validFrom' }]
        : []),
      ...(!Number.isSafeInteger(draft.pricePaise) || draft.pricePaise < 0
        ? [{ pointer: `/${at}/pricePaise`, detail: 'must be a whole number of paise, at least 0' }]
        : []),
    ]);
    if (faults.length > 0) throw new ValidationFailed(faults);
    const versions = drafts.map((draft) => ({ ...draft, id: newId() }));
    await this.refuseOverlaps(tx, versions);
    await this.rates.insert(tx, versions);
    return versions;
  }

  /**
   * Holds the rate cards, so that nobody else adds to their prices, and looks at every price they have and will have.
   * @param versions new ones, and changed ones in place of what they are in the table
   * @throws RatesOverlap
   */
  async refuseOverlaps(tx: Tx, versions: readonly RateCardVersionEntity[]): Promise<void> {
    const rateCardIds = [...new Set(versions.map(({ rateCardId }) => rateCardId))];
    if (rateCardIds.length === 0) return;
    await this.rates.holdCards(tx, rateCardIds);
    const changed = new Set(versions.map(({ id }) => id));
    const standing = (await this.rates.listVersions(tx, rateCardIds)).filter(({ id }) => !changed.has(id));
    const [clash] = overlappingRates([...standing, ...versions]);
    if (clash) throw new RatesOverlap(clash.rateCardId, clash.city, clash.pincode, clash.validFrom);
  }
}
