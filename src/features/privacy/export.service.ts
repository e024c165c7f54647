import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { UsersService } from '../users/index.js';
import { PersonalRowsRepository } from './personal-rows.repository.js';
import { personalTables } from './registry/table-registry.js';

export interface PersonalExport {
  exportedAt: Date;
  userId: string;
  /** Rows by table; secrets and what others wrote for themselves are left out. */
  tables: Record<string, Record<string, unknown>[]>;
}

/** Hands people everything that is stored about them (ID-9). */
@Injectable()
export class ExportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: PersonalRowsRepository,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  make(actor: Actor): Promise<PersonalExport> {
    return this.work.read(async (reader) => {
      const { id: userId } = await this.users.getWithin(reader, actor.id);
      const tables: PersonalExport['tables'] = {};
      for (const [table, { hidden = [], withheld }] of personalTables) {
        const rows = await this.rows.list(reader, table, userId);
        tables[table] = rows
          .filter((row) => !withheld || row[withheld[0]] !== withheld[1])
          .map((row) =>
            Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.includes(column))),
          );
      }
      return { exportedAt: this.clock.now(), userId, tables };
    });
  }
}
