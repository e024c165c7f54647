import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/index.js';
import { TurnHandler } from '../chat/index.js';
import { PoliciesModule } from '../policies/index.js';
import { PricingModule } from '../pricing/index.js';
import { ServicesModule } from '../services/index.js';
import { UsersModule } from '../users/index.js';
import { AgentsController } from './agents.controller.js';
import { BookingAgent } from './booking.agent.js';
import { BookingStarts } from './booking-starts.js';
import { BookingTool } from './booking.tool.js';
import { BookingsAgent } from './bookings.agent.js';
import { CancellationAgent } from './cancellation.agent.js';
import { CancellationTool } from './cancellation.tool.js';
import { Concierge } from './concierge.service.js';
import { ConversationAgent } from './conversation.agent.js';
import { ProposalsRepository } from './proposals.repository.js';
import { ProposalsService } from './proposals.service.js';
import { ServiceAgent } from './service.agent.js';
import { Understanding } from './understanding.js';

@Module({
  imports: [BookingsModule, PoliciesModule, PricingModule, ServicesModule, UsersModule],
  controllers: [AgentsController],
  providers: [
    BookingAgent,
    BookingStarts,
    BookingTool,
    BookingsAgent,
    CancellationAgent,
    CancellationTool,
    Concierge,
    ConversationAgent,
    ProposalsRepository,
    ProposalsService,
    ServiceAgent,
    Understanding,
    { provide: TurnHandler, useExisting: Concierge },
  ],
  exports: [TurnHandler],
})
export class AgentsModule {}
