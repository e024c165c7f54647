import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { GiveBackDto, GivenBackDto } from './dto/offer.dto.js';
import { JobReturnsService } from './job-returns.service.js';

@ApiTags('For providers: bookings')
@For('provider')
@Controller('provider/bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class JobReturnsController {
  constructor(private readonly returns: JobReturnsService) {}

  @Post(':id/decline')
  @HttpCode(200)
  @Idempotent({ name: 'provider_bookings.decline', replay: 'givenBack' })
  @ApiOperation({ summary: 'Give back a job you had taken, before setting out; late ones cost (CX-7)' })
  @ApiOkResponse({ type: GivenBackDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'booking.illegal_transition, booking.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async decline(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
    @Body() { reason }: GiveBackDto,
  ): Promise<GivenBackDto> {
    return this.returns.giveBack(actor, id, reason);
  }

  /** Renders a first answer again: the booking is no longer theirs to look at. */
  givenBack(_actor: Actor, id: string): Promise<GivenBackDto> {
    return Promise.resolve({ id });
  }
}
