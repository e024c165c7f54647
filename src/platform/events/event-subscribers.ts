import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { decoratedMethods } from '../jobs/decorated-methods.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { jobName } from '../jobs/job-names.js';
import type { JobName } from '../jobs/job-names.js';
import type { DomainEvent } from './domain-event.js';
import { eventMarkKey } from './on-event.decorator.js';
import type { EventMark } from './on-event.decorator.js';

/** An event as a job carries it. */
export interface StoredEvent {
  name: string;
  aggregateId: string;
  /** ISO 8601. */
  at: string;
  payload: object;
}

export interface Subscription {
  subscriber: string;
  job: JobName<StoredEvent>;
}

/** Who hears which event; found at start. */
@Injectable()
export class EventSubscribers implements OnModuleInit {
  private readonly subscriptions = new Map<string, Subscription[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    for (const { mark, owner, call } of decoratedMethods<EventMark>(this.discovery, eventMarkKey)) {
      const job = jobName<StoredEvent>(`on:${mark.event}:${mark.as}`);
      this.handlers.register(job, owner, (stored, context) => call(restore(stored as StoredEvent), context));
      this.subscriptions.set(mark.event, [...this.of(mark.event), { subscriber: mark.as, job }]);
    }
  }

  of(event: string): readonly Subscription[] {
    return this.subscriptions.get(event) ?? [];
  }
}

function restore({ name, aggregateId, at, payload }: StoredEvent): DomainEvent {
  return { name, aggregateId, at: new Date(at), payload };
}
