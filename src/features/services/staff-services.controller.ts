import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, CurrentActor, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { ServiceEdits } from './service-edits.service.js';
import {
  AddServiceDto,
  ChangeServiceDto,
  StaffServiceDto,
  StaffServicesQuery,
  toStaffServiceDto,
} from './dto/staff-service.dto.js';

const ServiceId = () => Param('id', new IdParam('service'));

@ApiTags('Staff: catalogue')
@Controller('ops/catalogue/services')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffServicesController {
  constructor(private readonly edits: ServiceEdits) {}

  @Get()
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'Every service, also what is not offered' })
  @ApiPage(StaffServiceDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(@Query() { cursor, limit, ...filter }: StaffServicesQuery): Promise<Page<StaffServiceDto>> {
    return mapPage(await this.edits.list(filter, { cursor, limit }), toStaffServiceDto);
  }

  @Post()
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.service.add', replay: 'replayed' })
  @ApiOperation({ summary: 'Add a service' })
  @ApiCreatedResponse({ type: StaffServiceDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    409: 'catalogue.already_there',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(@CurrentActor() actor: Actor, @Body() body: AddServiceDto): Promise<StaffServiceDto> {
    return toStaffServiceDto(
      await this.edits.add(actor, { isActive: true, isPopular: false, attributes: [], ...body }),
    );
  }

  @Get(':id')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'One service' })
  @ApiOkResponse({ type: StaffServiceDto })
  @ApiProblems({ 404: 'service.not_found' })
  async get(@ServiceId() id: string): Promise<StaffServiceDto> {
    return toStaffServiceDto(await this.edits.get(id));
  }

  @Put(':id')
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.service.change', replay: 'replayed' })
  @ApiOperation({ summary: 'Change a service as you saw it; what is left out stays' })
  @ApiOkResponse({ type: StaffServiceDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'service.not_found',
    409: 'catalogue.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @ServiceId() id: string,
    @Body() { revision, ...change }: ChangeServiceDto,
  ): Promise<StaffServiceDto> {
    return toStaffServiceDto(await this.edits.change(actor, id, change, revision));
  }

  @Delete(':id')
  @HttpCode(200)
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.service.withdraw', replay: 'replayed' })
  @ApiOperation({ summary: 'Offer a service no longer; it stays for the bookings that name it' })
  @ApiOkResponse({ type: StaffServiceDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'service.not_found',
    422: 'idempotency.key_reused',
  })
  async withdraw(@CurrentActor() actor: Actor, @ServiceId() id: string): Promise<StaffServiceDto> {
    return toStaffServiceDto(await this.edits.withdraw(actor, id));
  }

  /** Renders a first answer again. */
  replayed(_actor: Actor, id: string): Promise<StaffServiceDto> {
    return this.get(id);
  }
}
