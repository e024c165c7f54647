import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { EarningsDto, toEarningsDto } from './dto/payout.dto.js';
import { PayoutsService } from './payouts.service.js';

@ApiTags('Provider')
@Controller('provider/earnings')
@For('provider')
export class EarningsController {
  constructor(private readonly payouts: PayoutsService) {}

  @Get()
  @ApiOperation({ summary: 'My statement: what I earned, what was taken off and what was paid' })
  @ApiOkResponse({ type: EarningsDto })
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    422: 'request.invalid, page.cursor_invalid',
  })
  async get(@CurrentActor() actor: Actor, @Query() { cursor, limit }: PageQuery): Promise<EarningsDto> {
    return toEarningsDto(await this.payouts.earningsOf(actor.id, { cursor, limit }));
  }
}
