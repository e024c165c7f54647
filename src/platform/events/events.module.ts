import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DomainEvents } from './domain-events.js';
import { EventSubscribers } from './event-subscribers.js';

/** Domain events on top of jobs. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [DomainEvents, EventSubscribers],
  exports: [DomainEvents],
})
export class EventsModule {}
