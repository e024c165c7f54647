import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { isStaff } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { NotFound } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ProvidersService } from '../../providers/index.js';
import { UsersService } from '../../users/index.js';
import type { ProviderBlockEntity } from './provider-block.entity.js';
import { ProviderBlocksRepository } from './provider-blocks.repository.js';

/**
 * Keeps a customer and a provider apart (AV-2): slots are not offered with, and bookings not given to, whom the
 * customer is not to meet. Bookings that are made already stay with who has them until they are moved.
 */
@Injectable()
export class ProviderBlocksService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly blocks: ProviderBlocksRepository,
    private readonly providers: ProvidersService,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound `user.not_found` */
  list(customerId: string): Promise<ProviderBlockEntity[]> {
    return this.work.read(async (reader) => {
      await this.users.getWithin(reader, customerId);
      return this.blocks.listOf(reader, customerId);
    });
  }

  /**
   * Blocked once, however often asked; what a customer blocked, staff may take over, not the other way about.
   * @throws NotFound `provider.not_found`, `user.not_found`
   */
  async block(actor: Actor, customerId: string, providerId: string, reason: string | null): Promise<void> {
    const blockedBy = isStaff(actor) ? 'staff' : 'customer';
    await this.work.run(async (tx) => {
      await this.users.getWithin(tx, customerId);
      const [provider] = await this.providers.rated(tx, [providerId]);
      if (!provider) throw new NotFound('provider');
      const createdAt = this.clock.now();
      const block = { id: newId(), customerId, providerId, blockedBy, reason, createdAt } as const;
      if (await this.blocks.insertUnlessThere(tx, block)) return;
      const known = await this.blocks.find(tx, customerId, providerId);
      if (known && blockedBy === 'staff') await this.blocks.change(tx, known.id, { blockedBy, reason });
    });
  }

  /** @throws NotFound `provider_block.not_found`, for customers also when staff have blocked them */
  async unblock(actor: Actor, customerId: string, providerId: string): Promise<void> {
    await this.work.run(async (tx) => {
      const known = await this.blocks.find(tx, customerId, providerId);
      if (!known || (known.blockedBy === 'staff' && !isStaff(actor))) throw new NotFound('provider_block');
      await this.blocks.remove(tx, known.id);
    });
  }
}
