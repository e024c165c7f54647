import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueEdits } from './catalogue-edits.service.js';
import type { CategoryEntity } from './category.entity.js';
import { editableCategory } from './editables.js';

export type CategoryDraft = Omit<CategoryEntity, 'id'>;
/** The slug names a category for good: addresses, links and bookmarks hold it. */
export type CategoryChange = Partial<Omit<CategoryDraft, 'slug'>>;

/** Staff write the categories. What bookings may refer to is never removed, only no longer offered. */
@Injectable()
export class CategoryEdits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly edits: CatalogueEdits,
  ) {}

  list(filter: { isActive?: boolean }, page: PageRequest): Promise<Page<CategoryEntity>> {
    return this.edits.list(editableCategory, filter, page);
  }

  /** @throws NotFound `category.not_found` */
  get(id: string): Promise<CategoryEntity> {
    return this.edits.get(editableCategory, { id });
  }

  /** @throws AlreadyInCatalogue */
  add(actor: Actor, draft: CategoryDraft): Promise<CategoryEntity> {
    return this.work.run((tx) => this.edits.add(tx, actor, editableCategory, { id: newId(), ...draft }));
  }

  /**
   * @param revision of the category as the writer saw it
   * @throws NotFound, CatalogueChangedMeanwhile
   */
  change(actor: Actor, id: string, change: CategoryChange, revision: string): Promise<CategoryEntity> {
    return this.work.run(async (tx) => {
      const before = await this.edits.hold(tx, editableCategory, { id });
      return this.edits.change(tx, actor, editableCategory, before, change, revision);
    });
  }

  /** Offers none of its services any longer; those booked are done. @throws NotFound */
  withdraw(actor: Actor, id: string): Promise<CategoryEntity> {
    return this.work.run(async (tx) => {
      const before = await this.edits.hold(tx, editableCategory, { id });
      return this.edits.change(tx, actor, editableCategory, before, { isActive: false }, null);
    });
  }
}
