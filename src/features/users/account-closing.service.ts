import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { accountClosed } from './user.events.js';
import { deleteAvatar } from './users.jobs.js';
import { UsersRepository } from './users.repository.js';

/** Gives accounts up. */
@Injectable()
export class AccountClosingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly sessions: Sessions,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes the caller's account: every session ends, and email and mobile are free for a new account (ID-7). What the
   * law has us keep stays under the person's id; erasing the rest is asked for by itself (ID-9).
   * @throws NotFound
   */
  close(actor: Actor): Promise<void> {
    return this.work.run((tx) => this.closeWithin(tx, actor.id));
  }

  /** As `close`, within the act that calls for it; the account's row is held from here on. */
  async closeWithin(tx: Tx, id: string): Promise<void> {
    await this.users.hold(tx, id);
    const user = await this.users.find(tx, id);
    if (!user) throw new NotFound('user');
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
