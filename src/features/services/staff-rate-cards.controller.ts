import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, CurrentActor, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateCardEdits } from './rate-card-edits.service.js';
import { PincodeDto } from './dto/service.dto.js';
import { toPincodeDto } from './dto/service.mapper.js';
import {
  AddRateCardDto,
  ChangeRateCardDto,
  OfferInPincodesDto,
  StaffRateCardDto,
  StaffRateCardsQuery,
  toStaffRateCardDto,
} from './dto/staff-rate-card.dto.js';

const RateCardId = () => Param('id', new IdParam('rate_card'));

@ApiTags('Staff: catalogue')
@Controller('ops/catalogue/rate-cards')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffRateCardsController {
  constructor(private readonly edits: RateCardEdits) {}

  @Get()
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'Every rate card, also what is not offered' })
  @ApiPage(StaffRateCardDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @Query() { cursor, limit, serviceId, ...filter }: StaffRateCardsQuery,
  ): Promise<Page<StaffRateCardDto>> {
    return mapPage(
      await this.edits.list(
        { ...filter, ...(serviceId !== undefined && { subcategoryId: serviceId }) },
        { cursor, limit },
      ),
      toStaffRateCardDto,
    );
  }

  @Post()
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.rate_card.add', replay: 'replayed' })
  @ApiOperation({ summary: 'Add a rate card' })
  @ApiCreatedResponse({ type: StaffRateCardDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    409: 'catalogue.already_there',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(
    @CurrentActor() actor: Actor,
    @Body() { serviceId, ...draft }: AddRateCardDto,
  ): Promise<StaffRateCardDto> {
    return toStaffRateCardDto(
      await this.edits.add(actor, { isActive: true, ...draft, subcategoryId: serviceId }),
    );
  }

  @Get(':id')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'One rate card' })
  @ApiOkResponse({ type: StaffRateCardDto })
  @ApiProblems({ 404: 'rate_card.not_found' })
  async get(@RateCardId() id: string): Promise<StaffRateCardDto> {
    return toStaffRateCardDto(await this.edits.get(id));
  }

  @Put(':id')
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.rate_card.change', replay: 'replayed' })
  @ApiOperation({ summary: 'Change a rate card as you saw it; what is left out stays' })
  @ApiOkResponse({ type: StaffRateCardDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'rate_card.not_found',
    409: 'catalogue.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @RateCardId() id: string,
    @Body() { revision, ...change }: ChangeRateCardDto,
  ): Promise<StaffRateCardDto> {
    return toStaffRateCardDto(await this.edits.change(actor, id, change, revision));
  }

  @Delete(':id')
  @HttpCode(200)
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.rate_card.withdraw', replay: 'replayed' })
  @ApiOperation({ summary: 'Offer a rate card no longer; it stays for the bookings that name it' })
  @ApiOkResponse({ type: StaffRateCardDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'rate_card.not_found',
    422: 'idempotency.key_reused',
  })
  async withdraw(@CurrentActor() actor: Actor, @RateCardId() id: string): Promise<StaffRateCardDto> {
    return toStaffRateCardDto(await this.edits.withdraw(actor, id));
  }

  @Get(':id/pincodes')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'Where a rate card is offered' })
  @ApiPage(PincodeDto)
  @ApiProblems({ 404: 'rate_card.not_found', 422: 'request.invalid, page.cursor_invalid' })
  async pincodes(@RateCardId() id: string, @Query() page: PageQuery): Promise<Page<PincodeDto>> {
    return mapPage(await this.edits.listPincodes(id, page), toPincodeDto);
  }

  @Post(':id/pincodes')
  @HttpCode(200)
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.rate_card.offer', replay: 'replayed' })
  @ApiOperation({ summary: 'Offer a rate card in pincodes too, in all of them or in none' })
  @ApiOkResponse({ type: StaffRateCardDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'rate_card.not_found',
    422: 'request.invalid, idempotency.key_reused',
  })
  async offer(
    @CurrentActor() actor: Actor,
    @RateCardId() id: string,
    @Body() { pincodes }: OfferInPincodesDto,
  ): Promise<StaffRateCardDto> {
    return toStaffRateCardDto(await this.edits.offer(actor, id, pincodes));
  }

  @Delete(':id/pincodes/:pincode')
  @HttpCode(204)
  @OpenToKeys('catalogue.write')
  @ApiOperation({ summary: 'Offer a rate card in a pincode no longer' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'rate_card.not_found, offered_pincode.not_found' })
  stopOffering(
    @CurrentActor() actor: Actor,
    @RateCardId() id: string,
    @Param('pincode') pincode: string,
  ): Promise<void> {
    return this.edits.stopOffering(actor, id, pincode);
  }

  /** Renders a first answer again. */
  replayed(_actor: Actor, id: string): Promise<StaffRateCardDto> {
    return this.get(id);
  }
}
