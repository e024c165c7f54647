import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { MaybeActor, Public } from '../../platform/auth/decorators.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { QuoteDto, RequestPriceDto } from './dto/price.dto.js';
import { toQuoteDto, toQuoteWish } from './dto/price.mapper.js';
import { QuotesService } from './quotes.service.js';

@ApiTags('Catalogue')
@Controller('services')
export class PricingController {
  constructor(private readonly quotes: QuotesService) {}

  @Post('price')
  @HttpCode(200)
  @Public()
  @Idempotent({ name: 'services.price', replay: 'quote' })
  @ApiOperation({ summary: 'Quote a price with tax for some work at a place; it holds for ten minutes' })
  @ApiOkResponse({ type: QuoteDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    401: 'auth.required (addressId without a token), auth.invalid_token',
    404: 'address.not_found',
    422: 'request.invalid, pincode.not_serviceable, booking.mixed_categories, booking.too_long, idempotency.key_reused',
  })
  async price(@MaybeActor() actor: Actor | null, @Body() body: RequestPriceDto): Promise<QuoteDto> {
    return toQuoteDto(await this.quotes.request(actor, toQuoteWish(body)), await this.quotes.duesOf(actor));
  }

  async quote(actor: Actor, id: string): Promise<QuoteDto> {
    return toQuoteDto(await this.quotes.get(actor, id), await this.quotes.duesOf(actor));
  }
}
