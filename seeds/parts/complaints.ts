import {
  ComplaintEntity,
  ComplaintUpdateEntity,
  complaintTypes,
  priorityOf,
} from '../../src/features/complaints/index.js';
import type { ComplaintStatus, ComplaintType } from '../../src/features/complaints/index.js';
import { PoliciesService } from '../../src/features/policies/index.js';
import { HolidayEntity, dueTimes } from '../../src/features/sla/index.js';
import { newId, newOrderNumber } from '../../src/kernel/ids.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { material } from '../material.js';
import type { ComplaintMaterial } from '../material.js';
import { SeededRandom } from '../seeded-random.js';
import type { Seeding } from '../seeding.js';
import { readCustomers, readStaff } from './people.js';
import { readBookings } from './seeded-bookings.js';
import type { SeededBooking } from './seeded-bookings.js';

const complaintCount = 120;

const perType: Readonly<Record<ComplaintType, number>> = {
  service_quality: 22,
  provider_behavior: 12,
  billing: 14,
  delay: 16,
  cancellation_issue: 10,
  refund_issue: 12,
  damage: 10,
  no_show: 10,
  safety: 4,
  other: 10,
};

/**
 * How complaints stand, the newest first, and which of the material's updates have been written on them; the
 * material's are an answer, a question, the customer's reply, the outcome, and two notes among staff. All together
 * 24 + 20 + 16 + 40 + 80 = 180.
 */
const standings: readonly { count: number; status: ComplaintStatus; updates: readonly number[] }[] = [
  { count: 18, status: 'open', updates: [] },
  { count: 24, status: 'in_progress', updates: [0] },
  { count: 10, status: 'waiting_customer', updates: [0, 1] },
  { count: 8, status: 'waiting_provider', updates: [0, 4] },
  { count: 20, status: 'resolved', updates: [0, 3] },
  { count: 4, status: 'closed', updates: [0, 3] },
  { count: 10, status: 'closed', updates: [0, 1, 2, 3] },
  { count: 2, status: 'closed', updates: [0, 5, 2, 3] },
  { count: 24, status: 'closed', updates: [3] },
];

const handlers = ['EMP008', 'EMP009', 'EMP010', 'EMP005', 'EMP011', 'EMP004'];
const oldestMinutes = 45 * 24 * 60;
const youngestMinutes = 12;
/** New ones are many and old ones few: age grows with this power of the place in the row. */
const ageing = 3.2;
const reopenDays = 7;
const minuteMs = 60_000;

interface Drafted {
  readonly complaint: ComplaintEntity;
  readonly updates: readonly ComplaintUpdateEntity[];
}

/** 120 complaints of the last 45 days with what has been written on them, their deadlines from the SLA clock. */
export async function seedComplaints(seeding: Seeding): Promise<void> {
  const { days, get, steps } = seeding;
  const customers = (await readCustomers(seeding)).filter(({ hasHistory }) => hasHistory);
  const bookings = await readBookings(seeding);
  const staff = await readStaff(seeding);
  await steps.write('complaints', async (tx) => {
    const random = new SeededRandom(20_265);
    const texts = material.complaints();
    const holidays = await tx.getRepository(HolidayEntity).find();
    const holidaysOn = holidays.map(({ onDay }) => onDay);
    const types = random.shuffle(
      complaintTypes.flatMap((type) => Array<ComplaintType>(perType[type]).fill(type)),
    );
    const places = standings.flatMap(({ count, ...standing }) =>
      Array.from({ length: count }, () => standing),
    );
    const used = new Map<ComplaintType, number>();
    const drafted: Drafted[] = [];
    for (const [at, type] of types.entries()) {
      const share = (at + 0.5) / complaintCount;
      const createdAt = days.ago(
        youngestMinutes + Math.round((oldestMinutes - youngestMinutes) * share ** ageing),
      );
      const policy = await get(PoliciesService).resolve(tx, 'sla', {}, createdAt);
      const about = bookingFor(random, type, createdAt, bookings);
      const nth = used.get(type) ?? 0;
      used.set(type, nth + 1);
      const standing = places[at];
      if (!standing) throw new Error('More complaints than standings.');
      const isTaken = standing.status !== 'open';
      const draft = complaintRow({
        type,
        createdAt,
        bookingId: about?.booking.id ?? null,
        customerId: about?.booking.customerId ?? random.pick(customers).id,
        assignedToId: isTaken ? (staff.get(random.pick(handlers)) ?? null) : null,
        text: texts[type].complaints[nth % texts[type].complaints.length],
        due: dueTimes({ priority: priorityOf(type), createdAt, policy, holidaysOn }),
      });
      drafted.push(handle(random, draft, standing, texts[type], days.seededAt));
    }
    // The oldest first, so that ids follow the order of creation.
    const inOrder = drafted.toReversed();
    await insertRows(tx, ComplaintEntity, ...inOrder.map(({ complaint }) => complaint));
    await insertRows(tx, ComplaintUpdateEntity, ...inOrder.flatMap(({ updates }) => updates));
  });
}

/** A booking such a complaint can be about: over by then and not long ago; none when there is none. */
function bookingFor(
  random: SeededRandom,
  type: ComplaintType,
  createdAt: Date,
  bookings: readonly SeededBooking[],
): SeededBooking | null {
  if (type === 'other' || type === 'no_show') return null;
  const wanted = type === 'cancellation_issue' || type === 'refund_issue' ? 'cancelled' : 'completed';
  const since = createdAt.getTime() - 14 * 24 * 60 * minuteMs;
  const fitting = bookings.filter(
    ({ booking }) =>
      booking.state === wanted && booking.updatedAt < createdAt && booking.updatedAt.getTime() > since,
  );
  return fitting.length === 0 ? null : random.pick(fitting);
}

function complaintRow({
  text,
  due,
  type,
  createdAt,
  ...links
}: Pick<ComplaintEntity, 'type' | 'createdAt' | 'bookingId' | 'customerId' | 'assignedToId'> & {
  text: { subject: string; description: string } | undefined;
  due: ReturnType<typeof dueTimes>;
}): ComplaintEntity {
  return {
    id: newId(),
    ticketNumber: newOrderNumber().replace(/^NX/, 'TK'),
    ...links,
    type,
    priority: priorityOf(type),
    status: 'open',
    subject: text?.subject ?? type,
    description: text?.description ?? type,
    firstReplyDueAt: due.firstReplyDueAt,
    resolutionDueAt: due.resolutionDueAt,
    legalAckDueAt: due.legalAcknowledgeDueAt,
    legalResolveDueAt: due.legalRedressDueAt,
    firstRepliedAt: null,
    resolvedAt: null,
    closedAt: null,
    createdAt,
    updatedAt: createdAt,
  };
}

/** Lets staff deal with a complaint as far as it stands, most within the targets and some late. */
function handle(
  random: SeededRandom,
  draft: ComplaintEntity,
  { status, updates: wanted }: { status: ComplaintStatus; updates: readonly number[] },
  { updates: texts }: ComplaintMaterial,
  seededAt: Date,
): Drafted {
  const { createdAt, firstReplyDueAt, resolutionDueAt } = draft;
  const pace = random.chance(0.85) ? random.int(20, 90) / 100 : random.int(110, 150) / 100;
  const until = (due: Date): number => (due.getTime() - createdAt.getTime()) * pace;
  const firstMs = until(firstReplyDueAt);
  const lastMs = Math.max(until(resolutionDueAt), firstMs + minuteMs);
  const available = seededAt.getTime() - createdAt.getTime() - minuteMs;
  const spanMs = wanted.length > 1 ? lastMs : firstMs;
  // What would lie ahead of the day of the seeding is drawn together so that it has all happened.
  const shrink = Math.min(1, available / spanMs);
  const updates = wanted.flatMap((which, nth): ComplaintUpdateEntity[] => {
    const text = texts[which];
    if (!text) return [];
    const passed = nth === 0 ? firstMs : firstMs + ((lastMs - firstMs) * nth) / (wanted.length - 1);
    const { comment, authorKind, isInternal } = text;
    return [
      {
        id: newId(),
        complaintId: draft.id,
        authorKind,
        authorId: authorKind === 'staff' ? draft.assignedToId : draft.customerId,
        comment,
        isInternal,
        createdAt: new Date(Math.floor(createdAt.getTime() + passed * shrink)),
      },
    ];
  });
  const isSettled = status === 'resolved' || status === 'closed';
  const lastAt = updates.at(-1)?.createdAt ?? createdAt;
  const closedAt =
    status === 'closed'
      ? new Date(Math.min(lastAt.getTime() + reopenDays * 24 * 60 * minuteMs, seededAt.getTime() - minuteMs))
      : null;
  const complaint: ComplaintEntity = {
    ...draft,
    status,
    firstRepliedAt:
      updates.find(({ authorKind, isInternal }) => authorKind === 'staff' && !isInternal)?.createdAt ?? null,
    resolvedAt: isSettled ? lastAt : null,
    closedAt,
    updatedAt: closedAt ?? lastAt,
  };
  return { complaint, updates };
}
