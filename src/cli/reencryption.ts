import { Injectable } from '@nestjs/common';
import { SecretUnreadable, Secrets } from '../platform/auth/secrets.js';
import { AuditHeadEntity } from '../platform/audit/audit-head.entity.js';
import { macOfHead } from '../platform/audit/audit-chain.rule.js';
import { headKeyOf, headKeysOf } from '../platform/audit/audit-sealer.js';
import type { Reader, Tx } from '../platform/database/transaction.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { sealedColumns } from './sealed-columns.js';
import type { SealedColumn } from './sealed-columns.js';

export interface Resealed {
  resealed: number;
  /** Rows, as `table.column id`, that no known key opens. */
  unreadable: string[];
}

interface SealedRow {
  id: string;
  sealed: string;
}

/**
 * Seals what other keys sealed under the current one, in batches, each a transaction of its own. Broken off anywhere it
 * goes on where it was when it is begun again, since what is done tells so itself; a value that a server writes meanwhile
 * is left alone, as each is replaced only if it is still what was read.
 */
@Injectable()
export class Reencryption {
  constructor(
    private readonly work: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  /** @param batchSize rows in one transaction */
  async sealAnew(say: (line: string) => void, batchSize = 200): Promise<Resealed> {
    const total: Resealed = { resealed: 0, unreadable: [] };
    for (const each of sealedColumns) {
      const nameOf = await this.work.read((reader) => Promise.resolve(nameIn(reader, each)));
      let done = 0;
      for (let afterId: string | undefined = ''; afterId !== undefined;) {
        const from: string = afterId;
        const batch = await this.work.run((tx) => this.sealBatch(tx, each, from, batchSize));
        total.unreadable.push(...batch.unreadable.map((id) => `${nameOf} ${id}`));
        total.resealed += batch.resealed;
        done += batch.resealed;
        if (batch.resealed > 0) say(`${nameOf}: ${done} sealed anew.`);
        afterId = batch.lastId;
      }
    }
    if (await this.work.run((tx) => this.signAuditHead(tx))) say('The end of the audit log is signed anew.');
    return total;
  }

  /** How many values the current key has not sealed. */
  countOthers(): Promise<number> {
    return this.work.read(async (reader) => {
      let count = 0;
      for (const each of sealedColumns) count += await this.others(reader, each).getCount();
      return count;
    });
  }

  private async sealBatch(
    tx: Tx,
    each: SealedColumn,
    afterId: string,
    batchSize: number,
  ): Promise<{ lastId: string | undefined; resealed: number; unreadable: string[] }> {
    const { entity, column, purposeOf } = each;
    const key = keyOf(tx, each);
    const rows = await this.others(tx, each)
      .andWhere(`row.${key} > :afterId`, { afterId })
      .orderBy(`row.${key}`)
      .limit(batchSize)
      .select([`row.${key} AS id`, `row.${column} AS sealed`])
      .getRawMany<SealedRow>();
    const unreadable: string[] = [];
    let resealed = 0;
    for (const { id, sealed } of rows)
      try {
        const anew = this.secrets.seal(this.secrets.unseal(sealed, purposeOf(id)), purposeOf(id));
        const rowsOf = tx.getRepository(entity);
        const { affected } = await rowsOf.update({ [key]: id, [column]: sealed }, { [column]: anew });
        resealed += affected ?? 0;
      } catch (error) {
        if (!(error instanceof SecretUnreadable)) throw error;
        unreadable.push(id);
      }
    return { lastId: rows.length < batchSize ? undefined : rows.at(-1)?.id, resealed, unreadable };
  }

  private others(reader: Reader, { entity, column }: SealedColumn) {
    return reader
      .getRepository(entity)
      .createQueryBuilder('row')
      .where(`row.${column} IS NOT NULL AND row.${column} NOT LIKE :mark`, {
        mark: `${this.secrets.currentMark}%`,
      });
  }

  /** One that no known key has signed is left as it is: the verification tells of it. */
  private async signAuditHead(tx: Tx): Promise<boolean> {
    const heads = tx.getRepository(AuditHeadEntity);
    let isAnew = false;
    for (const head of await heads.find()) {
      const mac = macOfHead(head, headKeyOf(this.secrets));
      const isGenuine = headKeysOf(this.secrets).some((key) => head.mac === macOfHead(head, key));
      if (head.mac === mac || !isGenuine) continue;
      const { affected } = await heads.update({ name: head.name, mac: head.mac }, { mac });
      isAnew ||= (affected ?? 0) > 0;
    }
    return isAnew;
  }
}

function nameIn(reader: Reader, { entity, column }: SealedColumn): string {
  return `${reader.dataSource.getMetadata(entity).tableName}.${column}`;
}

function keyOf(reader: Reader, { entity }: SealedColumn): string {
  const [key] = reader.dataSource.getMetadata(entity).primaryColumns;
  if (!key) throw new Error('A table without a key holds secrets.');
  return key.propertyName;
}
