import { ComplaintEntity, PriorityItemEntity } from '../../src/features/complaints/index.js';
import type { PriorityItemKind, PriorityParts } from '../../src/features/complaints/index.js';
import { MessageEntity, ThreadEntity } from '../../src/features/chat/index.js';
import type { SlaPriority } from '../../src/features/policies/index.js';
import { newId } from '../../src/kernel/ids.js';
import { insertRows } from '../../src/platform/database/rows.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { groupBy } from '../../src/features/services/index.js';
import { scoreOf } from '../priority-score.js';
import { SeededRandom } from '../seeded-random.js';
import type { Seeding } from '../seeding.js';
import { readStaff } from './people.js';
import { readBookings } from './seeded-bookings.js';
import type { SeededBooking } from './seeded-bookings.js';

const priorityItemCount = 100;

const chatCount = 20;
const refundCount = 10;
const bookingCount = 10;
const reviewedCount = 25;
const minuteMs = 60_000;

const severityOf: Readonly<Record<SlaPriority, number>> = { critical: 40, high: 30, medium: 18, low: 8 };

interface Candidate {
  readonly kind: PriorityItemKind;
  readonly subjectId: string;
  readonly parts: PriorityParts;
  readonly isSafety: boolean;
  readonly createdAt: Date;
}

/** What staff should look at: unsolved complaints, unhappy chats, refunds of cancellations, unassigned bookings. */
export async function seedPriorityItems(seeding: Seeding): Promise<void> {
  const { steps, days } = seeding;
  const bookings = await readBookings(seeding);
  const reviewerId = (await readStaff(seeding)).get('EMP004') ?? null;
  await steps.write('priority items', async (tx) => {
    const random = new SeededRandom(20_266);
    const candidates = [
      ...(await complaintCandidates(tx, random, bookings, days.seededAt)),
      ...(await chatCandidates(tx, random)),
      ...bookingCandidates(random, bookings),
    ];
    if (candidates.length !== priorityItemCount)
      throw new Error(`There are ${candidates.length} things to look at instead of ${priorityItemCount}.`);
    const reviewed = new Set(random.shuffle(candidates).slice(0, reviewedCount));
    const rows = candidates.map((each): PriorityItemEntity => {
      const { isSafety, ...item } = each;
      const isReviewed = reviewed.has(each);
      const leftMs = days.seededAt.getTime() - item.createdAt.getTime();
      return {
        id: newId(),
        ...item,
        score: scoreOf(item.parts, isSafety),
        status: isReviewed ? 'reviewed' : 'open',
        reviewedAt: isReviewed ? new Date(item.createdAt.getTime() + Math.floor(leftMs / 2)) : null,
        reviewedById: isReviewed ? reviewerId : null,
      };
    });
    await insertRows(tx, PriorityItemEntity, ...rows);
  });
}

async function complaintCandidates(
  tx: Tx,
  random: SeededRandom,
  bookings: readonly SeededBooking[],
  at: Date,
): Promise<Candidate[]> {
  const all = await tx.getRepository(ComplaintEntity).find({ order: { createdAt: 'ASC' } });
  const paise = new Map(bookings.map(({ booking }) => [booking.id, booking.totalPaise]));
  return all
    .filter(({ resolvedAt }) => resolvedAt === null)
    .map((each) => ({
      kind: 'complaint',
      subjectId: each.id,
      isSafety: each.type === 'safety',
      createdAt: each.createdAt,
      parts: {
        severity: severityOf[each.priority],
        sentiment: random.int(2, 10),
        money: moneyPart(paise.get(each.bookingId ?? '') ?? 0),
        repeat: all.some((other) => isRepeat(other, each)) ? 10 : 0,
        value: random.int(0, 5),
        clock: clockPart(each, at),
      },
    }));
}

function isRepeat(other: ComplaintEntity, { id, customerId, createdAt }: ComplaintEntity): boolean {
  const apartMs = createdAt.getTime() - other.createdAt.getTime();
  return (
    other.customerId === customerId && other.id !== id && apartMs >= 0 && apartMs <= 30 * 24 * 60 * minuteMs
  );
}

/** The used share of the clock that is due next. */
function clockPart(
  { createdAt, firstRepliedAt, firstReplyDueAt, resolutionDueAt }: ComplaintEntity,
  at: Date,
): number {
  const due = firstRepliedAt === null ? firstReplyDueAt : resolutionDueAt;
  const used = (at.getTime() - createdAt.getTime()) / (due.getTime() - createdAt.getTime());
  return Math.round(25 * Math.min(1, used));
}

/** The threads in which customers were least happy. */
async function chatCandidates(tx: Tx, random: SeededRandom): Promise<Candidate[]> {
  const threads = await tx.getRepository(ThreadEntity).find({ order: { createdAt: 'ASC', id: 'ASC' } });
  const said = groupBy(
    await tx.getRepository(MessageEntity).findBy({ role: 'user' }),
    ({ threadId }) => threadId,
  );
  const mood = (id: string): number =>
    Math.min(...(said.get(id) ?? []).map(({ sentiment }) => sentiment ?? 0));
  return threads
    .map((thread) => ({ thread, sentiment: mood(thread.id) }))
    .toSorted((a, b) => a.sentiment - b.sentiment)
    .slice(0, chatCount)
    .map(({ thread, sentiment }) => ({
      kind: 'chat',
      subjectId: thread.id,
      isSafety: false,
      createdAt: thread.lastMessageAt,
      parts: {
        severity: random.int(8, 18),
        sentiment: Math.round(10 * Math.min(1, Math.max(0, -sentiment))),
        money: 0,
        repeat: 0,
        value: random.int(0, 5),
        clock: random.int(0, 12),
      },
    }));
}

function bookingCandidates(random: SeededRandom, bookings: readonly SeededBooking[]): Candidate[] {
  const of = (kind: PriorityItemKind, state: string, count: number): Candidate[] =>
    bookings
      .filter(({ booking }) => booking.state === state)
      .slice(0, count)
      .map(({ booking }) => ({
        kind,
        subjectId: booking.id,
        isSafety: false,
        createdAt: booking.updatedAt,
        parts: {
          severity: random.int(8, 20),
          sentiment: 0,
          money: moneyPart(booking.totalPaise),
          repeat: 0,
          value: random.int(0, 5),
          clock: random.int(0, 20),
        },
      }));
  return [...of('refund', 'cancelled', refundCount), ...of('booking', 'confirmed', bookingCount)];
}

/** One point for every Rs 500 at stake. */
function moneyPart(paise: number): number {
  return Math.min(10, Math.floor(paise / 500_00));
}
