import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueEdits } from './catalogue-edits.service.js';
import { CatalogueRowsRepository } from './catalogue-rows.repository.js';
import { editableCategory, editableService, editableSynonym } from './editables.js';
import { AlreadyInCatalogue } from './services.errors.js';
import type { SynonymEntity } from './synonym.entity.js';

/** What a phrase stands for: one service, or a whole category. Exactly one of the two. */
export type SynonymDraft = Omit<SynonymEntity, 'id'>;
export type SynonymChange = Partial<Pick<SynonymEntity, 'language' | 'phrase'>>;

/** Staff write the everyday phrases by which services are found (PR-1). */
@Injectable()
export class SynonymEdits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly edits: CatalogueEdits,
    private readonly rows: CatalogueRowsRepository,
  ) {}

  list(
    filter: { subcategoryId?: string; categoryId?: string; language?: SynonymEntity['language'] },
    page: PageRequest,
  ): Promise<Page<SynonymEntity>> {
    return this.edits.list(editableSynonym, filter, page);
  }

  /** @throws NotFound `synonym.not_found` */
  get(id: string): Promise<SynonymEntity> {
    return this.edits.get(editableSynonym, { id });
  }

  /** @throws ValidationFailed when it stands for nothing that exists, AlreadyInCatalogue */
  add(actor: Actor, draft: SynonymDraft): Promise<SynonymEntity> {
    return this.work.run(async (tx) => {
      await this.holdTarget(tx, draft);
      await this.refuseTwin(tx, draft);
      return this.edits.add(tx, actor, editableSynonym, { id: newId(), ...draft });
    });
  }

  /**
   * @param revision of the synonym as the writer saw it
   * @throws NotFound, CatalogueChangedMeanwhile, AlreadyInCatalogue
   */
  change(actor: Actor, id: string, change: SynonymChange, revision: string): Promise<SynonymEntity> {
    return this.work.run(async (tx) => {
      await this.holdTarget(tx, await this.known(tx, id));
      const before = await this.edits.hold(tx, editableSynonym, { id });
      const after = await this.edits.change(tx, actor, editableSynonym, before, change, revision);
      if (after !== before) await this.refuseTwin(tx, after);
      return after;
    });
  }

  /** @throws NotFound */
  remove(actor: Actor, id: string): Promise<void> {
    return this.work.run(async (tx) => {
      await this.holdTarget(tx, await this.known(tx, id));
      const synonym = await this.edits.hold(tx, editableSynonym, { id });
      await this.edits.remove(tx, actor, editableSynonym, synonym);
    });
  }

  private async known(tx: Tx, id: string): Promise<SynonymEntity> {
    const found = await this.rows.find(tx, editableSynonym, { id });
    if (!found) throw new NotFound('synonym');
    return found;
  }

  /** Writers of one thing's phrases take turns, so that none is written twice. */
  private async holdTarget(tx: Tx, { subcategoryId, categoryId }: SynonymDraft): Promise<void> {
    if ((subcategoryId === null) === (categoryId === null))
      throw new ValidationFailed([{ pointer: '/serviceId', detail: 'give either a service or a category' }]);
    const held =
      subcategoryId === null
        ? await this.rows.hold(tx, editableCategory, { id: categoryId ?? '' })
        : await this.rows.hold(tx, editableService, { id: subcategoryId });
    if (held) return;
    const pointer = subcategoryId === null ? '/categoryId' : '/serviceId';
    throw new ValidationFailed([{ pointer, detail: 'must be one that we know' }]);
  }

  private async refuseTwin(tx: Tx, synonym: SynonymDraft & { id?: string }): Promise<void> {
    const phrases = await this.rows.phrasesOf(tx, synonym);
    const spoken = (phrase: string) => phrase.normalize('NFC').toLowerCase();
    const isTwin = phrases.some(
      (each) => each.id !== synonym.id && spoken(each.phrase) === spoken(synonym.phrase),
    );
    if (isTwin) throw new AlreadyInCatalogue();
  }
}
