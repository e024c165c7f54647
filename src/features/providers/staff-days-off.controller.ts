import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Allow, CurrentActor } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { DaysOffService } from './days-off.service.js';
import {
  AddHolidayDto,
  HolidayDto,
  HolidaysDto,
  HolidaysQuery,
  ProviderExceptionDto,
  ProviderExceptionsDto,
  SetExceptionDto,
  toExceptionDto,
  toHolidayDto,
} from './dto/day-off.dto.js';

@ApiTags('Staff: providers')
@Controller('ops')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffDaysOffController {
  constructor(private readonly daysOff: DaysOffService) {}

  @Get('holidays')
  @Allow('providers.view')
  @ApiOperation({ summary: 'Days on which nobody in a city works' })
  @ApiOkResponse({ type: HolidaysDto })
  @ApiProblems({ 422: 'request.invalid' })
  async holidays(@Query() query: HolidaysQuery): Promise<HolidaysDto> {
    return { data: (await this.daysOff.listHolidays(query)).map(toHolidayDto) };
  }

  @Post('holidays')
  @Allow('settings.manage')
  @Idempotent({ name: 'ops.holidays.add', replay: 'holiday' })
  @ApiOperation({ summary: 'Make a day a holiday of a city; visits booked already stay booked' })
  @ApiCreatedResponse({ type: HolidayDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    409: 'holiday.already_there',
    422: 'request.invalid, idempotency.key_reused',
  })
  async addHoliday(@CurrentActor() actor: Actor, @Body() body: AddHolidayDto): Promise<HolidayDto> {
    return toHolidayDto(await this.daysOff.addHoliday(actor, body));
  }

  @Delete('holidays/:id')
  @HttpCode(204)
  @Allow('settings.manage')
  @ApiOperation({ summary: 'Make a holiday a day like others' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'holiday.not_found' })
  removeHoliday(@Param('id', new IdParam('holiday')) id: string): Promise<void> {
    return this.daysOff.removeHoliday(id);
  }

  @Get('providers/:id/exceptions')
  @Allow('providers.view')
  @ApiOperation({ summary: 'Dates from today on when a provider works other hours' })
  @ApiOkResponse({ type: ProviderExceptionsDto })
  @ApiProblems({ 404: 'provider.not_found' })
  async exceptions(@Param('id', new IdParam('provider')) id: string): Promise<ProviderExceptionsDto> {
    return { data: (await this.daysOff.listExceptions(id)).map(toExceptionDto) };
  }

  @Put('providers/:id/exceptions')
  @Allow('providers.edit')
  @ApiOperation({ summary: 'Say what a provider works on one date; it outranks weekly hours and holidays' })
  @ApiOkResponse({ type: ProviderExceptionDto })
  @ApiProblems({
    400: 'request.malformed_json',
    404: 'provider.not_found',
    422: 'request.invalid',
  })
  async except(
    @Param('id', new IdParam('provider')) id: string,
    @Body() { onDay, intervals }: SetExceptionDto,
  ): Promise<ProviderExceptionDto> {
    return toExceptionDto(await this.daysOff.except(id, onDay, intervals));
  }

  @Delete('providers/:id/exceptions/:onDay')
  @HttpCode(204)
  @Allow('providers.edit')
  @ApiOperation({ summary: 'Let the usual hours hold again on a date' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'provider_exception.not_found' })
  removeException(
    @Param('id', new IdParam('provider')) id: string,
    @Param('onDay') onDay: string,
  ): Promise<void> {
    return this.daysOff.removeException(id, onDay);
  }

  async holiday(_actor: Actor, id: string): Promise<HolidayDto> {
    return toHolidayDto(await this.daysOff.getHoliday(id));
  }
}
