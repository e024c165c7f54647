import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { CurrentActor, For } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { ProposeRescheduleDto, RescheduleProposalDto, toProposalDto } from '../dto/reschedule.dto.js';
import { RescheduleProposalsService } from './reschedule-proposals.service.js';

const BookingId = () => Param('id', new IdParam('booking'));

@ApiTags('Providers: own bookings')
@For('provider')
@Controller('provider/bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class ProviderProposalsController {
  constructor(private readonly proposals: RescheduleProposalsService) {}

  @Post(':id/propose-reschedule')
  @Idempotent({ name: 'provider.propose_reschedule', replay: 'replay' })
  @ApiOperation({ summary: 'Ask the customer for another time' })
  @ApiCreatedResponse({ type: RescheduleProposalDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'slot.taken, reschedule_proposal.already_open, booking.illegal_transition, booking.slot_has_begun',
    422: 'request.invalid, slot.invalid, idempotency.key_reused',
  })
  async propose(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { slotStart, reason }: ProposeRescheduleDto,
  ): Promise<RescheduleProposalDto> {
    const wanted = { startAt: new Date(slotStart), reason };
    return toProposalDto(await this.proposals.propose(actor, id, wanted));
  }

  @Get(':id/reschedule-proposal')
  @ApiOperation({ summary: 'What you asked for, while the customer has not answered' })
  @ApiOkResponse({ type: RescheduleProposalDto })
  @ApiProblems({ 404: 'booking.not_found, reschedule_proposal.not_found' })
  async open(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<RescheduleProposalDto> {
    return toProposalDto(await this.proposals.getOpen(actor, id));
  }

  async replay(actor: Actor, proposalId: string): Promise<RescheduleProposalDto> {
    return toProposalDto(await this.proposals.getAsked(actor, proposalId));
  }
}
