import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { DeclineOfferDto, OfferDto, OffersQuery } from './dto/offer.dto.js';
import { toOfferDto } from './dto/offer.mapper.js';
import { OfferAnswersService } from './offer-answers.service.js';

const OfferId = () => Param('id', new IdParam('offer'));

@ApiTags('For providers: offers')
@For('provider')
@Controller('provider/offers')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class OffersController {
  constructor(private readonly offers: OfferAnswersService) {}

  @Get()
  @ApiOperation({ summary: 'Jobs you are offered, the newest first' })
  @ApiPage(OfferDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit, state }: OffersQuery,
  ): Promise<Page<OfferDto>> {
    return mapPage(await this.offers.list(actor, { cursor, limit }, state), toOfferDto);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A job you are or were offered' })
  @ApiOkResponse({ type: OfferDto })
  @ApiProblems({ 404: 'offer.not_found' })
  async get(@CurrentActor() actor: Actor, @OfferId() id: string): Promise<OfferDto> {
    return toOfferDto(await this.offers.get(actor, id));
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Idempotent({ name: 'offers.accept', replay: 'get' })
  @ApiOperation({ summary: 'Take the job; the first to accept has it' })
  @ApiOkResponse({ type: OfferDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'offer.not_found',
    409: 'offer.taken, offer.answered, offer.not_free, booking.changed_meanwhile',
    410: 'offer.expired, offer.withdrawn',
    422: 'idempotency.key_reused',
  })
  async accept(@CurrentActor() actor: Actor, @OfferId() id: string): Promise<OfferDto> {
    return toOfferDto(await this.offers.accept(actor, id));
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Idempotent({ name: 'offers.decline', replay: 'get' })
  @ApiOperation({ summary: 'Refuse the job, so that others are asked' })
  @ApiOkResponse({ type: OfferDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'offer.not_found',
    409: 'offer.taken, offer.answered',
    410: 'offer.expired, offer.withdrawn',
    422: 'request.invalid, idempotency.key_reused',
  })
  async decline(
    @CurrentActor() actor: Actor,
    @OfferId() id: string,
    @Body() { reason }: DeclineOfferDto,
  ): Promise<OfferDto> {
    return toOfferDto(await this.offers.decline(actor, id, reason ?? null));
  }
}
