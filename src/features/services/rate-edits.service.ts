import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import type { FieldFault } from '../../kernel/errors.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueEdits } from './catalogue-edits.service.js';
import { CatalogueRowsRepository } from './catalogue-rows.repository.js';
import { editablePincode, editableRate, editableRateCard } from './editables.js';
import type { RateCardVersionEntity } from './rate-card-version.entity.js';
import { draftRateFaults, predecessorOf } from './rate.rule.js';
import { RatesRepository } from './rates.repository.js';
import { RatesService } from './rates.service.js';
import { RateEnded, RateInForce } from './services.errors.js';

export interface RateWish {
  /** Where it holds: a whole city, or one pincode alone. Exactly one of the two. */
  city?: string;
  pincode?: string;
  pricePaise: number;
  strikePricePaise: number | null;
  /** Now when left out. */
  validFrom?: Date;
  validTo: Date | null;
  /** Ends the price that holds at that place until then; otherwise such a price is in the way. */
  endsPrevious: boolean;
}

/** Staff write prices (PR-2). What is past is never written anew: a price that has begun can only be ended. */
@Injectable()
export class RateEdits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly edits: CatalogueEdits,
    private readonly rows: CatalogueRowsRepository,
    private readonly rates: RatesService,
    private readonly versions: RatesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Every price a rate card has had, has and will have.
   * @throws NotFound `rate_card.not_found`
   */
  async list(
    rateCardId: string,
    filter: { city?: string; pincode?: string },
    page: PageRequest,
  ): Promise<Page<RateCardVersionEntity>> {
    await this.edits.get(editableRateCard, { id: rateCardId });
    return this.edits.list(editableRate, { rateCardId, ...filter }, page);
  }

  /** @throws NotFound `rate.not_found` */
  get(id: string): Promise<RateCardVersionEntity> {
    return this.edits.get(editableRate, { id });
  }

  /**
   * Adds a price. Writers of one rate card's prices take turns, so that no two can hold at one place and time.
   * @throws NotFound `rate_card.not_found`, ValidationFailed, RatesOverlap
   */
  add(actor: Actor, rateCardId: string, { endsPrevious, ...wish }: RateWish): Promise<RateCardVersionEntity> {
    return this.work.run(async (tx) => {
      await this.edits.hold(tx, editableRateCard, { id: rateCardId });
      const now = this.clock.now();
      const draft = {
        ...(await this.placeOf(tx, wish)),
        rateCardId,
        pricePaise: wish.pricePaise,
        strikePricePaise: wish.strikePricePaise,
        validFrom: wish.validFrom ?? now,
        validTo: wish.validTo,
      };
      refuse(draftRateFaults(draft, now));
      if (endsPrevious) {
        const previous = predecessorOf(draft, await this.versions.listVersions(tx, [rateCardId]));
        if (previous)
          await this.edits.change(tx, actor, editableRate, previous, { validTo: draft.validFrom }, null);
      }
      const [version] = await this.rates.place(tx, [draft]);
      if (!version) throw new Error('One price was placed, and none is there.');
      await this.edits.tell(tx, actor, editableRate, null, version);
      return version;
    });
  }

  /**
   * Ends a price, or lets one that has not ended hold until another instant.
   * @param validTo null for until further notice
   * @param revision of the price as the writer saw it
   * @throws NotFound, CatalogueChangedMeanwhile, RateEnded, RatesOverlap, ValidationFailed
   */
  end(actor: Actor, id: string, validTo: Date | null, revision: string): Promise<RateCardVersionEntity> {
    return this.work.run(async (tx) => {
      const { rateCardId } = await this.known(tx, id);
      await this.edits.hold(tx, editableRateCard, { id: rateCardId });
      const before = await this.edits.hold(tx, editableRate, { id });
      const after = await this.edits.change(tx, actor, editableRate, before, { validTo }, revision);
      const now = this.clock.now();
      if (before.validTo !== null && before.validTo <= now) throw new RateEnded();
      if (validTo !== null && (validTo < now || validTo <= before.validFrom))
        refuse([{ pointer: '/validTo', detail: 'must be neither past nor before validFrom' }]);
      await this.rates.refuseOverlaps(tx, [after]);
      return after;
    });
  }

  /**
   * Takes back a price that nobody can have been told as theirs.
   * @throws NotFound, RateInForce
   */
  remove(actor: Actor, id: string): Promise<void> {
    return this.work.run(async (tx) => {
      const { rateCardId } = await this.known(tx, id);
      await this.edits.hold(tx, editableRateCard, { id: rateCardId });
      const rate = await this.edits.hold(tx, editableRate, { id });
      if (rate.validFrom <= this.clock.now()) throw new RateInForce();
      await this.edits.remove(tx, actor, editableRate, rate);
    });
  }

  private async known(reader: Reader, id: string): Promise<RateCardVersionEntity> {
    const found = await this.rows.find(reader, editableRate, { id });
    if (!found) throw new NotFound('rate');
    return found;
  }

  /** A pincode's price lies in the pincode's city, or nobody would ever be asked it. */
  private async placeOf(
    tx: Tx,
    { city, pincode }: Pick<RateWish, 'city' | 'pincode'>,
  ): Promise<{ city: string; pincode: string | null }> {
    if ((city === undefined) === (pincode === undefined))
      throw new ValidationFailed([{ pointer: '/city', detail: 'give either a city or a pincode' }]);
    const [where, pointer] = pincode === undefined ? [{ city }, '/city'] : [{ pincode }, '/pincode'];
    const place = await this.rows.find(tx, editablePincode, where as { pincode: string });
    if (!place) throw new ValidationFailed([{ pointer, detail: 'must be one that we know' }]);
    return { city: place.city, pincode: pincode ?? null };
  }
}

function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new ValidationFailed(faults);
}
