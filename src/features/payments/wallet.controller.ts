import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { WalletDto, toWalletDto } from './dto/ledger.dto.js';
import { WalletService } from './wallet.service.js';

@ApiTags('Identity')
@Controller('users/me/wallet')
@For('customer')
export class WalletController {
  constructor(private readonly wallet: WalletService) {}

  @Get()
  @OpenToKeys('payments.read')
  @ApiOperation({ summary: 'What I have with you, and what I owe' })
  @ApiOkResponse({ type: WalletDto })
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  async get(@CurrentActor() actor: Actor): Promise<WalletDto> {
    return toWalletDto(await this.wallet.getOwn(actor));
  }
}
