import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { newId } from '../../kernel/ids.js';
import { isUniqueViolation } from '../database/database-errors.js';
import { insertRows } from '../database/rows.js';
import type { Reader, Tx } from '../database/transaction.js';
import { JobEntity } from './job.entity.js';

export type NewJob = Pick<
  JobEntity,
  'name' | 'payload' | 'key' | 'orderKey' | 'maxAttempts' | 'runAt' | 'correlationId' | 'createdAt'
>;

/** A job in somebody's hands. `leaseToken` proves whose. */
export type ClaimedJob = Pick<
  JobEntity,
  'id' | 'name' | 'payload' | 'attempts' | 'maxAttempts' | 'correlationId'
> & { leaseToken: string };

type Held = Pick<ClaimedJob, 'id' | 'leaseToken'>;

/** Rows of the `jobs` table. Every change to a claimed job compares the lease token, so a late holder changes nothing. */
@Injectable()
export class JobsRepository {
  /** @returns false when a job with that key is there already. */
  async insert(tx: Tx, job: NewJob): Promise<boolean> {
    try {
      await insertRows(tx, JobEntity, {
        ...job,
        id: newId(),
        state: 'waiting',
        attempts: 0,
        leaseUntil: null,
        leaseToken: null,
        lastError: null,
        finishedAt: null,
      });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  find(reader: Reader, id: string): Promise<JobEntity | null> {
    return reader.getRepository(JobEntity).findOneBy({ id });
  }

  /**
   * Jobs that may be claimed at `now`, longest due first: waiting ones whose line has nobody before them, and
   * running ones whose lease has run out. A dead job does not hold up its line.
   */
  async listDue(reader: Reader, now: Date, limit: number): Promise<JobEntity[]> {
    const rows = reader.getRepository(JobEntity);
    const lost = await rows
      .createQueryBuilder('job')
      .where('job.state = :running AND job.leaseUntil <= :now', { running: 'running', now })
      .orderBy('job.leaseUntil')
      .take(limit)
      .getMany();
    if (lost.length === limit) return lost;
    const waiting = await rows
      .createQueryBuilder('job')
      .where('job.state = :waiting AND job.runAt <= :now', { waiting: 'waiting', now })
      .andWhere((query) => {
        const before = query
          .subQuery()
          .select('1')
          .from(JobEntity, 'earlier')
          .where(
            'earlier.orderKey = job.orderKey AND earlier.state IN (:...unfinished) AND earlier.id < job.id',
          )
          .getQuery();
        return `(job.orderKey IS NULL OR NOT EXISTS ${before})`;
      })
      .setParameter('unfinished', ['waiting', 'running'])
      .orderBy('job.runAt')
      .addOrderBy('job.id')
      .take(limit - lost.length)
      .getMany();
    return [...lost, ...waiting];
  }

  /** Takes the job, unless another runner has taken it since it was listed. */
  async claim(tx: Tx, seen: JobEntity, now: Date, leaseMs: number): Promise<ClaimedJob | null> {
    const leaseToken = newId();
    const attempts = seen.attempts + 1;
    const changes = {
      state: 'running' as const,
      attempts,
      leaseToken,
      leaseUntil: new Date(now.getTime() + leaseMs),
    };
    // Every claim raises `attempts`: equal attempts and state mean that nobody came between.
    const { affected } = await tx
      .getRepository(JobEntity)
      .createQueryBuilder()
      .update()
      .set(changes)
      .where('id = :id AND state = :state AND attempts = :seen', {
        id: seen.id,
        state: seen.state,
        seen: seen.attempts,
      })
      .andWhere(seen.state === 'running' ? 'leaseUntil <= :now' : 'runAt <= :now', { now })
      .execute();
    if (affected !== 1) return null;
    const { id, name, payload, maxAttempts, correlationId } = seen;
    return { id, name, payload, maxAttempts, correlationId, attempts, leaseToken };
  }

  /** @returns false when the lease is lost. */
  finish(tx: Tx, held: Held, now: Date): Promise<boolean> {
    return this.change(tx, held, { state: 'done', finishedAt: now, leaseUntil: null, lastError: null });
  }

  /** @returns false when the lease is lost. */
  retry(tx: Tx, held: Held, runAt: Date, lastError: string): Promise<boolean> {
    return this.change(tx, held, { state: 'waiting', runAt, leaseUntil: null, lastError });
  }

  /** Puts it among the dead letters, where it stays until a person decides. @returns false when the lease is lost. */
  bury(tx: Tx, held: Held, now: Date, lastError: string): Promise<boolean> {
    return this.change(tx, held, { state: 'dead', finishedAt: now, leaseUntil: null, lastError });
  }

  /** @returns false when the lease is lost. */
  renew(tx: Tx, held: Held, leaseUntil: Date): Promise<boolean> {
    return this.change(tx, held, { leaseUntil });
  }

  /** Forgets jobs done before that instant, at most `limit`; dead letters stay. @returns how many. */
  async deleteDone(tx: Tx, before: Date, limit: number): Promise<number> {
    const rows = tx.getRepository(JobEntity);
    const old = await rows.find({
      select: { id: true },
      where: { state: 'done', finishedAt: LessThan(before) },
      order: { finishedAt: 'ASC' },
      take: limit,
    });
    if (old.length > 0) await rows.delete({ id: In(old.map(({ id }) => id)) });
    return old.length;
  }

  private async change(tx: Tx, { id, leaseToken }: Held, changes: Partial<JobEntity>): Promise<boolean> {
    const { affected } = await tx
      .getRepository(JobEntity)
      .update({ id, leaseToken, state: 'running' }, changes);
    return affected === 1;
  }
}
