import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction.js';
import { Jobs } from '../jobs/jobs.js';
import type { DomainEvent } from './domain-event.js';
import { EventSubscribers } from './event-subscribers.js';

/** Tells subscribers what has happened: one job each, in the transaction that makes it true. */
@Injectable()
export class DomainEvents {
  constructor(
    private readonly jobs: Jobs,
    private readonly subscribers: EventSubscribers,
  ) {}

  /** A subscriber that fails is tried again on its own, and holds up nobody else. */
  async publish(tx: Tx, event: DomainEvent): Promise<void> {
    const { name, aggregateId, payload } = event;
    const stored = { name, aggregateId, at: event.at.toISOString(), payload };
    for (const { subscriber, job } of this.subscribers.of(name))
      await this.jobs.add(tx, job, stored, { orderKey: `${subscriber}:${aggregateId}` });
  }
}
