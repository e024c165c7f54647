import { Injectable } from '@nestjs/common';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditLogRepository } from './audit-log.repository.js';
import type { AuditFilter } from './audit-log.repository.js';

/** Reads what was done. */
@Injectable()
export class AuditService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: AuditLogRepository,
  ) {}

  /** The newest first. */
  async list({ cursor, limit }: PageRequest, filter: AuditFilter): Promise<Page<AuditEntryEntity>> {
    const mark = ['audit', filter];
    const beforeId = decodeCursor(cursor, mark)?.[0]?.toString();
    const rows = await this.work.read((reader) => this.rows.list(reader, filter, limit + 1, beforeId));
    return toPage(rows, limit, mark, ({ id }) => [id]);
  }
}
