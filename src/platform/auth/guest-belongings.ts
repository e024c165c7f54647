import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction.js';

/** What a guest may have when they sign in (ID-7). */
export const belongingKinds = ['threads', 'files', 'holds', 'cartItems'] as const;

export type BelongingKind = (typeof belongingKinds)[number];

/** How much of each was moved. */
export type Moved = Record<BelongingKind, number>;

/** Makes what is the guest's the customer's, and answers how much that was. Called once for a guest. */
export type MoveBelongings = (tx: Tx, guestId: string, userId: string) => Promise<number>;

/**
 * Where features say how what a guest has of theirs becomes a customer's. All of it moves in the transaction that
 * signs the guest in, in the order of the list, so that two conversions lock rows in one order.
 */
@Injectable()
export class GuestBelongings {
  private readonly movers = new Map<BelongingKind, MoveBelongings>();

  register(kind: BelongingKind, move: MoveBelongings): void {
    if (this.movers.has(kind)) throw new Error(`How a guest's ${kind} are moved is registered twice.`);
    this.movers.set(kind, move);
  }

  async move(tx: Tx, guestId: string, userId: string): Promise<Moved> {
    const moved: Moved = { threads: 0, files: 0, holds: 0, cartItems: 0 };
    for (const kind of belongingKinds)
      moved[kind] = (await this.movers.get(kind)?.(tx, guestId, userId)) ?? 0;
    return moved;
  }
}
