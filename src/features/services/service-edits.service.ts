import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { attributeListFaults } from './attributes.rule.js';
import type { ServiceAttribute } from './attributes.rule.js';
import { CatalogueEdits } from './catalogue-edits.service.js';
import { CatalogueRowsRepository } from './catalogue-rows.repository.js';
import { editableCategory, editableService } from './editables.js';
import type { SubcategoryEntity } from './subcategory.entity.js';

export type ServiceDraft = Omit<SubcategoryEntity, 'id'>;
export type ServiceChange = Partial<Omit<ServiceDraft, 'slug' | 'categoryId'>>;

/** Staff write the services (PR-1). What bookings may refer to is never removed, only no longer offered. */
@Injectable()
export class ServiceEdits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly edits: CatalogueEdits,
    private readonly rows: CatalogueRowsRepository,
  ) {}

  list(
    filter: { categoryId?: string; isActive?: boolean },
    page: PageRequest,
  ): Promise<Page<SubcategoryEntity>> {
    return this.edits.list(editableService, filter, page);
  }

  /** @throws NotFound `service.not_found` */
  get(id: string): Promise<SubcategoryEntity> {
    return this.edits.get(editableService, { id });
  }

  /** @throws ValidationFailed for an unknown category or attributes that cannot be asked, AlreadyInCatalogue */
  add(actor: Actor, draft: ServiceDraft): Promise<SubcategoryEntity> {
    refuseFaults(draft.attributes);
    return this.work.run(async (tx) => {
      if (!(await this.rows.find(tx, editableCategory, { id: draft.categoryId })))
        throw new ValidationFailed([{ pointer: '/categoryId', detail: 'must be the id of a category' }]);
      return this.edits.add(tx, actor, editableService, { id: newId(), ...draft });
    });
  }

  /**
   * @param revision of the service as the writer saw it
   * @throws NotFound, ValidationFailed, CatalogueChangedMeanwhile
   */
  change(actor: Actor, id: string, change: ServiceChange, revision: string): Promise<SubcategoryEntity> {
    refuseFaults(change.attributes ?? []);
    return this.work.run(async (tx) => {
      const before = await this.edits.hold(tx, editableService, { id });
      return this.edits.change(tx, actor, editableService, before, change, revision);
    });
  }

  /** Offers it no longer; what is booked is done. @throws NotFound */
  withdraw(actor: Actor, id: string): Promise<SubcategoryEntity> {
    return this.work.run(async (tx) => {
      const before = await this.edits.hold(tx, editableService, { id });
      return this.edits.change(tx, actor, editableService, before, { isActive: false }, null);
    });
  }
}

function refuseFaults(attributes: readonly ServiceAttribute[]): void {
  const faults = attributeListFaults(attributes, '/attributes');
  if (faults.length > 0) throw new ValidationFailed(faults);
}
