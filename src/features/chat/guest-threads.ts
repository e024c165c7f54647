import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { GuestBelongings } from '../../platform/auth/guest-belongings.js';
import { GuestSessions } from '../../platform/auth/guest-sessions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GuestThreadsFull } from './chat.errors.js';
import { ChatRepository } from './chat.repository.js';

/** How many threads a guest may keep (ID-7). */
export const mostGuestThreads = 10;

/** Conversations of people who have not signed in (ID-7). */
@Injectable()
export class GuestThreads implements OnModuleInit {
  constructor(
    private readonly chat: ChatRepository,
    private readonly sessions: GuestSessions,
    private readonly belongings: GuestBelongings,
  ) {}

  onModuleInit(): void {
    this.belongings.register('threads', (tx, guestId, userId) => this.move(tx, guestId, userId));
  }

  /**
   * Whether whoever it is may open another thread. A guest's session is held until the transaction ends, so that of
   * two threads opened at once the eleventh is refused, and none is left behind by a conversion.
   * @throws GuestThreadsFull, TokenInvalid
   */
  async admit(tx: Tx, actor: Actor): Promise<void> {
    if (actor.kind !== 'guest') return;
    await this.sessions.enter(tx, actor);
    if ((await this.chat.countThreads(tx, actor)) >= mostGuestThreads)
      throw new GuestThreadsFull(mostGuestThreads);
  }

  private async move(tx: Tx, guestId: string, userId: string): Promise<number> {
    const [guest, customer] = [
      { kind: 'guest', id: guestId },
      { kind: 'customer', id: userId },
    ] as const;
    const kept = await this.chat.countThreads(tx, guest);
    await this.chat.changeOwner(tx, guest, customer);
    await this.chat.changePrincipal(tx, `guest:${guestId}`, `customer:${userId}`);
    return kept;
  }
}
