import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { ValidationFailed } from '../../kernel/errors.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueEdits } from './catalogue-edits.service.js';
import { CatalogueRowsRepository } from './catalogue-rows.repository.js';
import { editablePincode } from './editables.js';
import type { PincodeEntity } from './pincode.entity.js';

/** The city and the state of a pincode are what its prices and taxes go by, and stay (PR-2, PR-4). */
export type PincodeChange = Partial<Pick<PincodeEntity, 'area' | 'isServiceable' | 'lat' | 'lng'>>;

/** Staff say where we work: a closed pincode takes no new bookings, and those it has are done (PR-2). */
@Injectable()
export class PincodeEdits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly edits: CatalogueEdits,
    private readonly rows: CatalogueRowsRepository,
  ) {}

  list(filter: { city?: string; isServiceable?: boolean }, page: PageRequest): Promise<Page<PincodeEntity>> {
    return this.edits.list(editablePincode, filter, page);
  }

  /** @throws NotFound `pincode.not_found` */
  get(pincode: string): Promise<PincodeEntity> {
    return this.edits.get(editablePincode, { pincode });
  }

  /** @throws AlreadyInCatalogue, ValidationFailed when its city lies in another state (PR-4) */
  add(actor: Actor, row: PincodeEntity): Promise<PincodeEntity & { id: string }> {
    return this.work.run(async (tx) => {
      const neighbour = await this.rows.find(tx, editablePincode, { city: row.city });
      if (neighbour && neighbour.state !== row.state)
        throw new ValidationFailed([
          { pointer: '/state', detail: `must be ${neighbour.state}, where ${row.city} lies` },
        ]);
      await this.edits.add(tx, actor, editablePincode, row);
      return { ...row, id: row.pincode };
    });
  }

  /**
   * @param revision of the pincode as the writer saw it
   * @throws NotFound, CatalogueChangedMeanwhile
   */
  change(
    actor: Actor,
    pincode: string,
    change: PincodeChange,
    revision: string,
  ): Promise<PincodeEntity & { id: string }> {
    return this.work.run(async (tx) => {
      const before = await this.edits.hold(tx, editablePincode, { pincode });
      const after = await this.edits.change(tx, actor, editablePincode, before, change, revision);
      return { ...after, id: pincode };
    });
  }
}
