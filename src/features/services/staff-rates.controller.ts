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
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateEdits } from './rate-edits.service.js';
import {
  AddRateDto,
  EndRateDto,
  StaffRateDto,
  StaffRatesQuery,
  toStaffRateDto,
} from './dto/staff-rate.dto.js';

const RateId = () => Param('id', new IdParam('rate'));
const RateCardId = () => Param('id', new IdParam('rate_card'));

@ApiTags('Staff: catalogue')
@Controller('ops/catalogue')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffRatesController {
  constructor(private readonly edits: RateEdits) {}

  @Get('rate-cards/:id/rates')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'Every price a rate card has had, has and will have' })
  @ApiPage(StaffRateDto)
  @ApiProblems({ 404: 'rate_card.not_found', 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @RateCardId() id: string,
    @Query() { cursor, limit, ...filter }: StaffRatesQuery,
  ): Promise<Page<StaffRateDto>> {
    return mapPage(await this.edits.list(id, filter, { cursor, limit }), toStaffRateDto);
  }

  @Post('rate-cards/:id/rates')
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.rate.add', replay: 'replayed' })
  @ApiOperation({ summary: 'Add a price of a rate card in a city, or in one pincode alone' })
  @ApiCreatedResponse({ type: StaffRateDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'rate_card.not_found',
    409: 'rate.overlaps',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(
    @CurrentActor() actor: Actor,
    @RateCardId() id: string,
    @Body() { validFrom, validTo, strikePricePaise, endsPrevious, ...wish }: AddRateDto,
  ): Promise<StaffRateDto> {
    const rate = await this.edits.add(actor, id, {
      ...wish,
      ...(validFrom !== undefined && { validFrom: new Date(validFrom) }),
      validTo: validTo === undefined ? null : new Date(validTo),
      strikePricePaise: strikePricePaise ?? null,
      endsPrevious: endsPrevious ?? false,
    });
    return toStaffRateDto(rate);
  }

  @Get('rates/:id')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'One price' })
  @ApiOkResponse({ type: StaffRateDto })
  @ApiProblems({ 404: 'rate.not_found' })
  async get(@RateId() id: string): Promise<StaffRateDto> {
    return toStaffRateDto(await this.edits.get(id));
  }

  @Put('rates/:id')
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.rate.end', replay: 'replayed' })
  @ApiOperation({ summary: 'End a price, or let it hold longer; the price itself stays' })
  @ApiOkResponse({ type: StaffRateDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'rate.not_found',
    409: 'rate.ended, rate.overlaps, catalogue.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async end(
    @CurrentActor() actor: Actor,
    @RateId() id: string,
    @Body() { validTo, revision }: EndRateDto,
  ): Promise<StaffRateDto> {
    const until = validTo === null ? null : new Date(validTo);
    return toStaffRateDto(await this.edits.end(actor, id, until, revision));
  }

  @Delete('rates/:id')
  @HttpCode(204)
  @OpenToKeys('catalogue.write')
  @ApiOperation({ summary: 'Take back a price that has not begun' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'rate.not_found', 409: 'rate.in_force' })
  remove(@CurrentActor() actor: Actor, @RateId() id: string): Promise<void> {
    return this.edits.remove(actor, id);
  }

  /** Renders a first answer again. */
  replayed(_actor: Actor, id: string): Promise<StaffRateDto> {
    return this.get(id);
  }
}
