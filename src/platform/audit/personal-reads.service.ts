import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { JobHandler } from '../jobs/job.decorators.js';
import { declareJob } from '../jobs/job-names.js';
import { Jobs } from '../jobs/jobs.js';
import { AuditLog } from './audit-log.js';
import { subjectsOf } from './answer-subjects.js';

interface PersonalRead {
  staffId: string;
  sessionId: string | null;
  area: string;
  subjectId: string | null;
  subjectIds: string[];
  fields: string[];
  readAt: string;
}

interface Sight {
  area: string;
  subjectId: string | null;
  fields: readonly string[];
  answer: unknown;
}

const recordPersonalRead = declareJob<PersonalRead>('audit.record-personal-read');

/** Records which staff have read which personal values: by a job, so that the read itself writes no audit (ID-5). */
@Injectable()
export class PersonalReads {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Promises the record before the answer leaves the house. One's own values are nobody else's matter.
   * @param fields those of the answer that are personal and in clear
   */
  async note(actor: Actor, { area, subjectId, fields, answer }: Sight): Promise<void> {
    if (fields.length === 0) return;
    const subjectIds = subjectsOf(answer);
    if (subjectIds.length > 0 && subjectIds.every((each) => each === actor.id)) return;
    const read: PersonalRead = {
      staffId: actor.id,
      sessionId: actor.sessionId ?? null,
      area,
      subjectId: subjectId ?? (subjectIds.length === 1 ? (subjectIds[0] ?? null) : null),
      subjectIds,
      fields: [...fields],
      readAt: this.clock.now().toISOString(),
    };
    await this.work.run((tx) => this.jobs.add(tx, recordPersonalRead, read));
  }

  @JobHandler(recordPersonalRead)
  async record(read: PersonalRead): Promise<void> {
    const { staffId, sessionId, area, subjectId, subjectIds, fields, readAt } = read;
    const reader: Actor = { kind: 'staff', id: staffId, channel: 'rest', ...(sessionId && { sessionId }) };
    // In pieces: what is masked is cut off after 50 items.
    const pieces = Object.fromEntries(
      Array.from({ length: Math.ceil(subjectIds.length / 50) }, (_, at) => [
        `subjects${at + 1}`,
        subjectIds.slice(at * 50, at * 50 + 50),
      ]),
    );
    await this.work.run((tx) =>
      this.audit.write(tx, reader, {
        action: 'personal.read',
        subjectKind: area,
        subjectId: (subjectId ?? 'many').slice(0, 64),
        after: { fields, readAt, ...pieces },
      }),
    );
  }
}
