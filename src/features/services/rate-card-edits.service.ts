import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueEdits } from './catalogue-edits.service.js';
import { CatalogueRowsRepository } from './catalogue-rows.repository.js';
import { editableRateCard, editableService } from './editables.js';
import { OfferedPincodesRepository } from './offered-pincodes.repository.js';
import type { PincodeEntity } from './pincode.entity.js';
import type { RateCardEntity } from './rate-card.entity.js';

/** Staff call a service a service; its column is older. */
export type RateCardDraft = Omit<RateCardEntity, 'id'>;
export type RateCardChange = Partial<Omit<RateCardDraft, 'slug' | 'subcategoryId'>>;

/** Staff write the variants of services and say where each is offered (PR-1, PR-2). */
@Injectable()
export class RateCardEdits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly edits: CatalogueEdits,
    private readonly rows: CatalogueRowsRepository,
    private readonly offered: OfferedPincodesRepository,
  ) {}

  list(
    filter: { subcategoryId?: string; isActive?: boolean },
    page: PageRequest,
  ): Promise<Page<RateCardEntity>> {
    return this.edits.list(editableRateCard, filter, page);
  }

  /** @throws NotFound `rate_card.not_found` */
  get(id: string): Promise<RateCardEntity> {
    return this.edits.get(editableRateCard, { id });
  }

  /** @throws ValidationFailed for an unknown service, AlreadyInCatalogue */
  add(actor: Actor, draft: RateCardDraft): Promise<RateCardEntity> {
    return this.work.run(async (tx) => {
      if (!(await this.rows.find(tx, editableService, { id: draft.subcategoryId })))
        throw new ValidationFailed([{ pointer: '/serviceId', detail: 'must be the id of a service' }]);
      return this.edits.add(tx, actor, editableRateCard, { id: newId(), ...draft });
    });
  }

  /**
   * @param revision of the rate card as the writer saw it
   * @throws NotFound, CatalogueChangedMeanwhile
   */
  change(actor: Actor, id: string, change: RateCardChange, revision: string): Promise<RateCardEntity> {
    return this.work.run(async (tx) => {
      const before = await this.edits.hold(tx, editableRateCard, { id });
      return this.edits.change(tx, actor, editableRateCard, before, change, revision);
    });
  }

  /** Offers it no longer; what is booked is done. @throws NotFound */
  withdraw(actor: Actor, id: string): Promise<RateCardEntity> {
    return this.work.run(async (tx) => {
      const before = await this.edits.hold(tx, editableRateCard, { id });
      return this.edits.change(tx, actor, editableRateCard, before, { isActive: false }, null);
    });
  }

  /**
   * Where a rate card is offered, in the order of the pincodes.
   * @throws NotFound `rate_card.not_found`
   */
  listPincodes(id: string, { cursor, limit }: PageRequest): Promise<Page<PincodeEntity>> {
    return this.work.read(async (reader) => {
      if (!(await this.rows.find(reader, editableRateCard, { id }))) throw new NotFound('rate_card');
      const mark = ['offered', id];
      const rows = await this.offered.list(reader, id, decodeCursor(cursor, mark), limit + 1);
      return toPage(rows, limit, mark, ({ pincode }) => [pincode]);
    });
  }

  /**
   * Offers a rate card in pincodes, all or none; where it is offered already nothing changes.
   * @throws NotFound, ValidationFailed with a pointer to each unknown pincode
   */
  offer(actor: Actor, id: string, pincodes: readonly string[]): Promise<RateCardEntity> {
    return this.work.run(async (tx) => {
      const card = await this.edits.hold(tx, editableRateCard, { id });
      const known = await this.offered.knownAmong(tx, pincodes);
      const faults = pincodes.flatMap((each, at) =>
        known.has(each) ? [] : [{ pointer: `/pincodes/${at}`, detail: 'must be a pincode of ours' }],
      );
      if (faults.length > 0) throw new ValidationFailed(faults);
      const standing = await this.offered.offeredAmong(tx, id, pincodes);
      const added = [...new Set(pincodes)].filter((each) => !standing.has(each));
      if (added.length === 0) return card;
      await this.offered.insert(tx, id, added);
      await this.edits.announce(tx, actor, {
        subject: 'offered_pincode',
        subjectId: id,
        verb: 'added',
        before: null,
        after: { pincodes: added },
      });
      return card;
    });
  }

  /** @throws NotFound `offered_pincode.not_found` where it is not offered */
  stopOffering(actor: Actor, id: string, pincode: string): Promise<void> {
    return this.work.run(async (tx) => {
      await this.edits.hold(tx, editableRateCard, { id });
      if (!(await this.offered.remove(tx, id, pincode))) throw new NotFound('offered_pincode');
      await this.edits.announce(tx, actor, {
        subject: 'offered_pincode',
        subjectId: id,
        verb: 'removed',
        before: { pincodes: [pincode] },
        after: null,
      });
    });
  }
}
