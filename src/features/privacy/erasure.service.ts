import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { SigningKeys } from '../../platform/auth/signing-keys.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AccountClosingService } from '../users/index.js';
import type { ErasureRequestEntity } from './erasure-request.entity.js';
import { ErasureRequestsRepository } from './erasure-requests.repository.js';
import { signReceipt } from './erasure-receipt.js';
import type { Erased } from './erasure-receipt.js';
import { OpenObligations } from './open-obligations.js';
import { PersonalRowsRepository } from './personal-rows.repository.js';
import { ErasureNotYet } from './privacy.errors.js';
import { laws } from './registry/table-decision.js';
import type { PersonalTable } from './registry/table-decision.js';
import { personalTables } from './registry/table-registry.js';

type Found = Awaited<ReturnType<PersonalRowsRepository['list']>>;

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
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes the account and erases the person, in one transaction; the receipt is their only proof.
   * The race: the account's row is held, so of two requests the second finds no account.
   * @throws NotFound, ErasureNotYet
   */
  async erase(actor: Actor): Promise<ErasureRequestEntity> {
    const key = await this.keys.getCurrent();
    return this.work.run(async (tx) => {
      await this.closing.closeWithin(tx, actor.id);
      const open = await this.obligations.list(tx, actor.id);
      if (open.length > 0) throw new ErasureNotYet(open);
      const outcome = await this.eraseRows(tx, actor.id);
      const request = { id: newId(), userId: actor.id, erasedAt: this.clock.now(), outcome };
      const { id: requestId, userId, erasedAt } = request;
      const receipt = signReceipt({ requestId, userId, erasedAt, outcome, issuer: this.config.issuer }, key);
      const row = { ...request, receipt };
      await this.requests.insert(tx, row);
      return row;
    });
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
