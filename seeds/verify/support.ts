import { MessageEntity, ThreadEntity } from '../../src/features/chat/index.js';
import {
  ComplaintEntity,
  ComplaintUpdateEntity,
  PriorityItemEntity,
} from '../../src/features/complaints/index.js';
import type { PriorityParts } from '../../src/features/complaints/index.js';
import type { PoliciesService } from '../../src/features/policies/index.js';
import { groupBy } from '../../src/features/services/index.js';
import { HolidayEntity, dueTimes } from '../../src/features/sla/index.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import { greatestParts, scoreOf } from '../priority-score.js';
import type { Finding } from './finding.js';

/** Whether complaints, what staff should look at, and chats agree with themselves. */
export async function supportFindings(reader: Reader, policies: PoliciesService): Promise<Finding[]> {
  const complaints = await reader.getRepository(ComplaintEntity).find();
  return [
    { claim: 'deadlines follow the priority', faults: await misdated(reader, policies, complaints) },
    { claim: 'complaints agree with their updates', faults: await misanswered(reader, complaints) },
    { claim: 'scores are the sum of their parts', faults: await misscored(reader, complaints) },
    { claim: 'messages are numbered without gaps', faults: await misnumbered(reader) },
  ];
}

async function misdated(
  reader: Reader,
  policies: PoliciesService,
  complaints: readonly ComplaintEntity[],
): Promise<string[]> {
  const holidaysOn = (await reader.getRepository(HolidayEntity).find()).map(({ onDay }) => onDay);
  const faults: string[] = [];
  for (const complaint of complaints) {
    const { priority, createdAt, ticketNumber } = complaint;
    const policy = await policies.resolve(reader, 'sla', {}, createdAt);
    const due = dueTimes({ priority, createdAt, policy, holidaysOn });
    const pairs = [
      [complaint.firstReplyDueAt, due.firstReplyDueAt],
      [complaint.resolutionDueAt, due.resolutionDueAt],
      [complaint.legalAckDueAt, due.legalAcknowledgeDueAt],
      [complaint.legalResolveDueAt, due.legalRedressDueAt],
    ] as const;
    if (pairs.some(([kept, reckoned]) => kept.getTime() !== reckoned.getTime()))
      faults.push(`${ticketNumber} (${priority}) has other deadlines than the clock`);
  }
  return faults;
}

async function misanswered(reader: Reader, complaints: readonly ComplaintEntity[]): Promise<string[]> {
  const all = await reader.getRepository(ComplaintUpdateEntity).find({ order: { createdAt: 'ASC' } });
  const updates = groupBy(all, ({ complaintId }) => complaintId);
  return complaints.flatMap((complaint) => {
    const { id, ticketNumber, status, createdAt, firstRepliedAt, resolvedAt, closedAt } = complaint;
    const own = updates.get(id) ?? [];
    const reply = own.find(({ authorKind, isInternal }) => authorKind === 'staff' && !isInternal);
    const isSettled = status === 'resolved' || status === 'closed';
    const isSound =
      (reply?.createdAt ?? null)?.getTime() === firstRepliedAt?.getTime() &&
      own.every((update) => update.createdAt >= createdAt) &&
      (resolvedAt !== null) === isSettled &&
      (closedAt !== null) === (status === 'closed') &&
      (closedAt === null || (resolvedAt !== null && resolvedAt <= closedAt));
    return isSound ? [] : [`${ticketNumber} is ${status}, and its updates say otherwise`];
  });
}

async function misscored(reader: Reader, complaints: readonly ComplaintEntity[]): Promise<string[]> {
  const safety = new Set(complaints.filter(({ type }) => type === 'safety').map(({ id }) => id));
  const items = await reader.getRepository(PriorityItemEntity).find();
  const names = Object.keys(greatestParts) as (keyof PriorityParts)[];
  return items.flatMap(({ id, parts, score, subjectId }) => {
    const isWithin = names.every((name) => parts[name] >= 0 && parts[name] <= greatestParts[name]);
    return isWithin && score === scoreOf(parts, safety.has(subjectId))
      ? []
      : [`item ${id} has a score of ${score}`];
  });
}

async function misnumbered(reader: Reader): Promise<string[]> {
  const threads = await reader.getRepository(ThreadEntity).find();
  const messages = await reader.getRepository(MessageEntity).find({
    select: { id: true, threadId: true, sequence: true },
    order: { sequence: 'ASC' },
  });
  const byThread = groupBy(messages, ({ threadId }) => threadId);
  return threads.flatMap(({ id, nextSequence }) => {
    const own = byThread.get(id) ?? [];
    const isSound = own.length === nextSequence - 1 && own.every(({ sequence }, at) => sequence === at + 1);
    return isSound ? [] : [`thread ${id} goes on at ${nextSequence} after ${own.length} messages`];
  });
}
