import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { differenceOf, revisionOf } from './catalogue-row.rule.js';
import { CatalogueRowsRepository } from './catalogue-rows.repository.js';
import type { CatalogueRow, CatalogueTable, RowFilter } from './catalogue-rows.repository.js';
import { catalogueChanged } from './catalogue.events.js';
import type { CatalogueChange, CatalogueSubject } from './catalogue.events.js';
import { CatalogueChangedMeanwhile } from './services.errors.js';

/** A kind of thing that staff edit. */
export interface Editable<E extends CatalogueRow> extends CatalogueTable<E> {
  readonly subject: CatalogueSubject;
}

/**
 * What every change of the catalogue has in common: it is refused when the row is no longer as the writer saw it, and
 * it is told in the same commit, which has every process read the catalogue again.
 */
@Injectable()
export class CatalogueEdits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: CatalogueRowsRepository,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** In the order of their keys, which for all but pincodes is that of their making. */
  list<E extends CatalogueRow>(
    editable: Editable<E>,
    filter: RowFilter<E>,
    { cursor, limit }: PageRequest,
  ): Promise<Page<E>> {
    const mark = [editable.subject, filter];
    return this.work.read(async (reader) => {
      const rows = await this.rows.list(reader, editable, filter, decodeCursor(cursor, mark), limit + 1);
      return toPage(rows, limit, mark, (row) => [String(row[editable.key])]);
    });
  }

  /** @throws NotFound */
  get<E extends CatalogueRow>(editable: Editable<E>, where: RowFilter<E>): Promise<E> {
    return this.work.read(async (reader) => {
      const found = await this.rows.find(reader, editable, where);
      if (!found) throw new NotFound(editable.subject);
      return found;
    });
  }

  /**
   * The row, held until the transaction ends.
   * @throws NotFound
   */
  async hold<E extends CatalogueRow>(tx: Tx, editable: Editable<E>, where: RowFilter<E>): Promise<E> {
    const held = await this.rows.hold(tx, editable, where);
    if (!held) throw new NotFound(editable.subject);
    return held;
  }

  /** @throws AlreadyInCatalogue */
  async add<E extends CatalogueRow>(tx: Tx, actor: Actor, editable: Editable<E>, row: E): Promise<E> {
    await this.rows.insert(tx, editable, row);
    await this.tell(tx, actor, editable, null, row);
    return row;
  }

  /**
   * Changes a row that the caller holds. A change that changes nothing is told to nobody.
   * @param revision of the row as the writer saw it; null where the change overwrites nothing of anybody's
   * @throws CatalogueChangedMeanwhile, AlreadyInCatalogue
   */
  async change<E extends CatalogueRow>(
    tx: Tx,
    actor: Actor,
    editable: Editable<E>,
    before: E,
    change: Partial<NoInfer<E>>,
    revision: string | null,
  ): Promise<E> {
    const present = revisionOf(before);
    if (revision !== null && revision !== present) throw new CatalogueChangedMeanwhile(present);
    const after: E = { ...before, ...withoutAbsent<Partial<E>>(change) };
    if (differenceOf(before, after) === null) return before;
    await this.rows.update(tx, editable, whereIs(editable, before), withoutAbsent<Partial<E>>(change));
    await this.tell(tx, actor, editable, before, after);
    return after;
  }

  /** Takes away a row that the caller holds and nothing refers to. */
  async remove<E extends CatalogueRow>(tx: Tx, actor: Actor, editable: Editable<E>, row: E): Promise<void> {
    await this.rows.remove(tx, editable, whereIs(editable, row));
    await this.tell(tx, actor, editable, row, null);
  }

  /** Tells of one row that was written by other hands. */
  async tell<E extends CatalogueRow>(
    tx: Tx,
    actor: Actor,
    { subject, key }: Editable<E>,
    before: E | null,
    after: E | null,
  ): Promise<void> {
    const difference = differenceOf(before, after);
    if (difference === null) return;
    const subjectId = String((after ?? before)?.[key]);
    const verb = before === null ? 'added' : after === null ? 'removed' : 'changed';
    await this.announce(tx, actor, { subject, subjectId, verb, ...difference });
  }

  /** Tells of a change that is more than one row's. */
  announce(tx: Tx, actor: Actor, change: Omit<CatalogueChange, 'by'>): Promise<void> {
    return this.events.publish(tx, catalogueChanged(this.clock.now(), { ...change, by: actor.id }));
  }
}

function whereIs<E extends CatalogueRow>({ key }: Editable<E>, row: E): RowFilter<E> {
  return { [key]: row[key] as unknown } as RowFilter<E>;
}

/** What was left out of a request stays as it is. */
function withoutAbsent<T extends object>(change: T): T {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T;
}
