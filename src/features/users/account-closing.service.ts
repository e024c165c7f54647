import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { TokenInvalid } from '../../platform/auth/auth.errors.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { OpenObligations } from './open-obligations.js';
import { accountClosed } from './user.events.js';
import { deleteAvatar } from './users.jobs.js';
import { ObligationsOpen } from './users.errors.js';
import { UsersRepository } from './users.repository.js';

/** Gives accounts up. */
@Injectable()
export class AccountClosingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly sessions: Sessions,
    private readonly obligations: OpenObligations,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes the caller's account: every session ends, and email and mobile are free for a new account (ID-7). What the
   * law has us keep stays under the person's id; the rest is erased with the time, or at once when that is asked for
   * instead (ID-9).
   * @throws NotFound, ObligationsOpen
   */
  close(actor: Actor): Promise<void> {
    return this.work.run(async (tx) => {
      await this.users.hold(tx, actor.id);
      // Of several requests at once the first ends the session that the others came with.
      if (!(await this.users.find(tx, actor.id))) throw new TokenInvalid();
      await this.closeWithin(tx, actor.id);
    });
  }

  /** Whether the account is closed, its row held. */
  async holdClosed(tx: Tx, id: string): Promise<boolean> {
    await this.users.hold(tx, id);
    return (await this.users.find(tx, id)) === null;
  }

  /**
   * As `close`, within the act that calls for it. The account's row is held from here on: whatever makes the customer a
   * booking holds it too (`UsersService.enter`), so that a booking made at the same moment is seen here, or refused.
   */
  async closeWithin(tx: Tx, id: string): Promise<void> {
    await this.users.hold(tx, id);
    const user = await this.users.find(tx, id);
    if (!user) throw new NotFound('user');
    const open = await this.obligations.list(tx, id);
    if (open.length > 0) throw new ObligationsOpen(open);
    const now = this.clock.now();
    await this.users.change(tx, user.id, {
      email: null,
      mobile: null,
      emailVerifiedAt: null,
      mobileVerifiedAt: null,
      avatarKey: null,
      isActive: false,
      deletedAt: now,
      updatedAt: now,
    });
    await this.sessions.revokeAll(tx, { audience: 'customer', id: user.id }, 'deactivated');
    if (user.avatarKey !== null) await this.jobs.add(tx, deleteAvatar, { avatarKey: user.avatarKey });
    await this.events.publish(tx, accountClosed(user.id, now));
  }
}
