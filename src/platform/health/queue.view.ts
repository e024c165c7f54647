import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/transaction.js';
import { JobEntity } from '../jobs/job.entity.js';
import type { JobState } from '../jobs/job.entity.js';

const unfinished = ['waiting', 'running', 'dead'] as const satisfies readonly JobState[];
type Unfinished = (typeof unfinished)[number];

/** How the queue stands, for those who watch it. Done jobs are not counted: they are many, and of the past. */
@Injectable()
export class QueueView {
  async countByState(reader: Reader): Promise<ReadonlyMap<Unfinished, number>> {
    const counts = new Map<Unfinished, number>();
    for (const state of unfinished)
      counts.set(state, await reader.getRepository(JobEntity).countBy({ state }));
    return counts;
  }

  /** How long the job that is due for longest has been waiting, in milliseconds; 0 when none is due. */
  async lagMs(reader: Reader, now: Date): Promise<number> {
    const first = await reader
      .getRepository(JobEntity)
      .findOne({ select: { id: true, runAt: true }, where: { state: 'waiting' }, order: { runAt: 'ASC' } });
    return first ? Math.max(0, now.getTime() - first.runAt.getTime()) : 0;
  }
}
