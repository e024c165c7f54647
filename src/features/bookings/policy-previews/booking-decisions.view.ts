import { Injectable } from '@nestjs/common';
import type { Reader } from '../../../platform/database/transaction.js';
import type { PolicyKind, PolicyScopeKind } from '../../policies/index.js';
import { BookingEntity, BookingEventEntity, BookingItemEntity } from '../booking.entity.js';
import type { PastDecision } from './policy-preview.rule.js';

export interface DecisionFilter {
  kind: PolicyKind;
  scopeKind: PolicyScopeKind;
  scopeId: string | null;
  /** When it was decided, `[from, to)`. */
  from?: Date;
  to?: Date;
}

/** Which events a kind of policy justifies. */
const eventsOf: Readonly<Partial<Record<PolicyKind, BookingEventEntity['event'][]>>> = {
  cancellation: ['cancel', 'no_show', 'reschedule', 'waive_fee'],
  reschedule: ['reschedule'],
  penalty: ['cancel', 'no_show', 'decline'],
  compensation: ['no_show', 'cancel'],
  pricing: ['create'],
  tax: ['create'],
};

/** Kinds of policy whose decisions about bookings can be replayed. */
export function isReplayable(kind: PolicyKind): boolean {
  return eventsOf[kind] !== undefined;
}

export interface DecisionPage {
  decisions: PastDecision[];
  /** Where the next page goes on; null when this was the last. */
  after: string | null;
}

/** Past decisions with their receipts: plain rows, for replays (PO-5). */
@Injectable()
export class BookingDecisionsView {
  /** The newest first, by the event's id, which is made in the order of time. */
  async page(
    reader: Reader,
    { kind, scopeKind, scopeId, from, to }: DecisionFilter,
    after: string | null,
    take: number,
  ): Promise<DecisionPage> {
    const query = reader
      .getRepository(BookingEventEntity)
      .createQueryBuilder('event')
      .where('event.event IN (:...events)', { events: eventsOf[kind] ?? [] })
      .andWhere('event.receipts IS NOT NULL')
      .orderBy('event.id', 'DESC')
      .limit(take);
    if (from) query.andWhere('event.at >= :from', { from });
    if (to) query.andWhere('event.at < :to', { to });
    if (after !== null) query.andWhere('event.id < :after', { after });
    if (scopeKind === 'category')
      query
        .innerJoin(BookingEntity, 'booking', 'booking.id = event.bookingId')
        .andWhere('booking.categoryId = :scopeId', { scopeId });
    if (scopeKind === 'service') {
      const item = query
        .subQuery()
        .select('1')
        .from(BookingItemEntity, 'item')
        .where('item.bookingId = event.bookingId AND item.serviceId = :scopeId');
      query.andWhere(`EXISTS ${item.getQuery()}`, { scopeId });
    }
    const rows = await query.getMany();
    const decisions = rows.map(({ bookingId, event, at, receipts }) => ({
      ...{ bookingId, event, at },
      receipts: receipts ?? [],
    }));
    return { decisions, after: rows.length < take ? null : (rows.at(-1)?.id ?? null) };
  }
}
