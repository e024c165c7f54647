import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, OpenToKeys } from '../../platform/auth/decorators.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { LedgerEntryDto, LedgerQuery, toLedgerEntryDto } from './dto/ledger.dto.js';
import { PayoutDto, PayoutListQuery, toPayoutDto } from './dto/payout.dto.js';
import { LedgerService } from './ledger.service.js';
import { PayoutsService } from './payouts.service.js';

@ApiTags('Operations: money')
@Controller('ops')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
  422: 'request.invalid, page.cursor_invalid',
})
export class OpsLedgerController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly payouts: PayoutsService,
  ) {}

  @Get('ledger')
  @Allow('payments.view')
  @OpenToKeys('payments.read')
  @ApiOperation({ summary: 'Entries of the journal, the newest first' })
  @ApiPage(LedgerEntryDto)
  async listEntries(@Query() { cursor, limit, ...filter }: LedgerQuery): Promise<Page<LedgerEntryDto>> {
    return mapPage(await this.ledger.list({ cursor, limit }, filter), toLedgerEntryDto);
  }

  @Get('payouts')
  @Allow('payments.settle')
  @OpenToKeys('payments.read')
  @ApiOperation({ summary: 'What providers were paid, the newest first' })
  @ApiPage(PayoutDto)
  async listPayouts(@Query() { cursor, limit, ...filter }: PayoutListQuery): Promise<Page<PayoutDto>> {
    return mapPage(await this.payouts.list({ cursor, limit }, filter), toPayoutDto);
  }
}
