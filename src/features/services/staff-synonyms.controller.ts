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
import {
  AddSynonymDto,
  ChangeSynonymDto,
  StaffSynonymDto,
  StaffSynonymsQuery,
  toStaffSynonymDto,
} from './dto/staff-synonym.dto.js';
import { SynonymEdits } from './synonym-edits.service.js';

const SynonymId = () => Param('id', new IdParam('synonym'));

@ApiTags('Staff: catalogue')
@Controller('ops/catalogue/synonyms')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffSynonymsController {
  constructor(private readonly edits: SynonymEdits) {}

  @Get()
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'The everyday phrases by which services are found' })
  @ApiPage(StaffSynonymDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @Query() { cursor, limit, serviceId, ...filter }: StaffSynonymsQuery,
  ): Promise<Page<StaffSynonymDto>> {
    const wish = { ...filter, ...(serviceId !== undefined && { subcategoryId: serviceId }) };
    return mapPage(await this.edits.list(wish, { cursor, limit }), toStaffSynonymDto);
  }

  @Post()
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.synonym.add', replay: 'replayed' })
  @ApiOperation({ summary: 'Add a phrase that stands for a service or a whole category' })
  @ApiCreatedResponse({ type: StaffSynonymDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    409: 'catalogue.already_there',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(
    @CurrentActor() actor: Actor,
    @Body() { serviceId, categoryId, ...draft }: AddSynonymDto,
  ): Promise<StaffSynonymDto> {
    const target = { subcategoryId: serviceId ?? null, categoryId: categoryId ?? null };
    return toStaffSynonymDto(await this.edits.add(actor, { ...draft, ...target }));
  }

  @Get(':id')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'One phrase' })
  @ApiOkResponse({ type: StaffSynonymDto })
  @ApiProblems({ 404: 'synonym.not_found' })
  async get(@SynonymId() id: string): Promise<StaffSynonymDto> {
    return toStaffSynonymDto(await this.edits.get(id));
  }

  @Put(':id')
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.synonym.change', replay: 'replayed' })
  @ApiOperation({ summary: 'Change a phrase as you saw it' })
  @ApiOkResponse({ type: StaffSynonymDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'synonym.not_found',
    409: 'catalogue.changed_meanwhile, catalogue.already_there',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @SynonymId() id: string,
    @Body() { revision, ...change }: ChangeSynonymDto,
  ): Promise<StaffSynonymDto> {
    return toStaffSynonymDto(await this.edits.change(actor, id, change, revision));
  }

  @Delete(':id')
  @HttpCode(204)
  @OpenToKeys('catalogue.write')
  @ApiOperation({ summary: 'Remove a phrase' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'synonym.not_found' })
  remove(@CurrentActor() actor: Actor, @SynonymId() id: string): Promise<void> {
    return this.edits.remove(actor, id);
  }

  /** Renders a first answer again. */
  replayed(_actor: Actor, id: string): Promise<StaffSynonymDto> {
    return this.get(id);
  }
}
