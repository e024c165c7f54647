import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { SigningKeys } from '../../platform/auth/signing-keys.js';
import type { SigningKey } from '../../platform/auth/signing-keys.js';
import { isReferenceViolation } from '../../platform/database/database-errors.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { AccountClosingService, OpenObligations } from '../users/index.js';
import type { ErasureRequestEntity } from './erasure-request.entity.js';
import { ErasureRequestsRepository } from './erasure-requests.repository.js';
import { signReceipt } from './erasure-receipt.js';
import type { Erased } from './erasure-receipt.js';
import { eraseClosed, eraseRemains } from './erasure.jobs.js';
import type { ErasureOf } from './erasure.jobs.js';
import { PersonalRowsRepository } from './personal-rows.repository.js';
import { laws } from './registry/table-decision.js';
import type { PersonalTable } from './registry/table-decision.js';
import { personalTables } from './registry/table-registry.js';

type Found = Awaited<ReturnType<PersonalRowsRepository['list']>>;

/** How often an erasure is begun again because something was written beside it that refers to what is to go. */
const attempts = 5;
/** Requests and jobs that were under way when somebody was erased have ended by then. */
const remainsAfterMs = 15 * 60_000;

/** Erases people who ask for it, but for what the law has us keep (ID-9). */
@Injectable()
export class ErasureService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly closing: AccountClosingService,
    private readonly obligations: OpenObligations,
    private readonly rows: PersonalRowsRepository,
    private readonly requests: ErasureRequestsRepository,
    private readonly keys: SigningKeys,
    private readonly jobs: Jobs,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes the account and erases the person, in one transaction; the receipt is their only proof.
   * The race: the account's row is held, so of two requests the second finds no account, and of a booking made at the
   * same moment either the booking is refused or it is seen here (`UsersService.enter`).
   * @throws NotFound, ObligationsOpen
   */
  async erase(actor: Actor): Promise<ErasureRequestEntity> {
    const key = await this.keys.getCurrent();
    for (let attempt = 1; ; attempt += 1)
      try {
        return await this.work.run(async (tx) => {
          await this.closing.closeWithin(tx, actor.id);
          return this.eraseWithin(tx, actor.id, key);
        });
      } catch (error) {
        if (attempt === attempts || !isReferenceViolation(error)) throw error;
      }
  }

  /** Erases somebody whose account is closed, unless they are owed something still or are erased already. */
  @JobHandler(eraseClosed)
  async eraseClosed({ userId }: ErasureOf): Promise<void> {
    const key = await this.keys.getCurrent();
    await this.work.run(async (tx) => {
      if (!(await this.closing.holdClosed(tx, userId)) || (await this.requests.existsOf(tx, userId))) return;
      if ((await this.obligations.list(tx, userId)).length > 0) return;
      await this.eraseWithin(tx, userId, key);
    });
  }

  /** A request that was let in before the erasure may write after it, a row that nobody would look for again. */
  @JobHandler(eraseRemains)
  async eraseRemains({ userId }: ErasureOf): Promise<void> {
    await this.work.run(async (tx) => {
      if (await this.requests.existsOf(tx, userId)) await this.eraseRows(tx, userId);
    });
  }

  /** The caller holds the row of the account, which is closed. */
  private async eraseWithin(tx: Tx, userId: string, key: SigningKey): Promise<ErasureRequestEntity> {
    const outcome = await this.eraseRows(tx, userId);
    const request = { id: newId(), userId, erasedAt: this.clock.now(), outcome };
    const { id: requestId, erasedAt } = request;
    const receipt = signReceipt({ requestId, userId, erasedAt, outcome, issuer: this.config.issuer }, key);
    const row = { ...request, receipt };
    await this.requests.insert(tx, row);
    await this.jobs.add(tx, eraseRemains, { userId }, { key: `erase:${userId}`, delayMs: remainsAfterMs });
    return row;
  }

  /** Everything is found before anything goes, since whose a row is may be told by one that goes too. */
  private async eraseRows(tx: Tx, userId: string): Promise<Erased> {
    const decisions = new Map<string, PersonalTable>(personalTables);
    const found = new Map<string, Found>();
    for (const table of decisions.keys()) found.set(table, await this.rows.list(tx, table, userId));
    const deleted: Record<string, number> = {};
    const anonymised: Record<string, number> = {};
    const kept: Record<string, { rows: number; law: string }> = {};
    for (const table of this.rows.childrenFirst(tx, [...decisions.keys()])) {
      const rows = found.get(table) ?? [];
      const erasure = decisions.get(table)?.erasure;
      if (!erasure || rows.length === 0) continue;
      switch (erasure.act) {
        case 'delete':
          await this.rows.delete(tx, table, rows);
          deleted[table] = rows.length;
          break;
        case 'blank':
          await this.rows.blank(tx, table, rows, erasure.columns);
          anonymised[table] = rows.length;
          kept[table] = { rows: rows.length, law: laws[erasure.keptFor] };
          break;
        case 'keep':
          kept[table] = { rows: rows.length, law: laws[erasure.keptFor] };
      }
    }
    return { deleted, anonymised, kept };
  }
}
