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
import { CategoryEdits } from './category-edits.service.js';
import { ActiveQuery } from './dto/staff-catalogue.dto.js';
import {
  AddCategoryDto,
  ChangeCategoryDto,
  StaffCategoryDto,
  toStaffCategoryDto,
} from './dto/staff-category.dto.js';

const CategoryId = () => Param('id', new IdParam('category'));

@ApiTags('Staff: catalogue')
@Controller('ops/catalogue/categories')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffCategoriesController {
  constructor(private readonly edits: CategoryEdits) {}

  @Get()
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'Every category, also what is not offered' })
  @ApiPage(StaffCategoryDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(@Query() { cursor, limit, ...filter }: ActiveQuery): Promise<Page<StaffCategoryDto>> {
    return mapPage(await this.edits.list(filter, { cursor, limit }), toStaffCategoryDto);
  }

  @Post()
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.category.add', replay: 'replayed' })
  @ApiOperation({ summary: 'Add a category' })
  @ApiCreatedResponse({ type: StaffCategoryDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    409: 'catalogue.already_there',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(@CurrentActor() actor: Actor, @Body() body: AddCategoryDto): Promise<StaffCategoryDto> {
    return toStaffCategoryDto(await this.edits.add(actor, { isActive: true, ...body }));
  }

  @Get(':id')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'One category' })
  @ApiOkResponse({ type: StaffCategoryDto })
  @ApiProblems({ 404: 'category.not_found' })
  async get(@CategoryId() id: string): Promise<StaffCategoryDto> {
    return toStaffCategoryDto(await this.edits.get(id));
  }

  @Put(':id')
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.category.change', replay: 'replayed' })
  @ApiOperation({ summary: 'Change a category as you saw it; what is left out stays' })
  @ApiOkResponse({ type: StaffCategoryDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'category.not_found',
    409: 'catalogue.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @CategoryId() id: string,
    @Body() { revision, ...change }: ChangeCategoryDto,
  ): Promise<StaffCategoryDto> {
    return toStaffCategoryDto(await this.edits.change(actor, id, change, revision));
  }

  @Delete(':id')
  @HttpCode(200)
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.category.withdraw', replay: 'replayed' })
  @ApiOperation({ summary: 'Offer a category no longer; it stays for the bookings that name it' })
  @ApiOkResponse({ type: StaffCategoryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'category.not_found',
    422: 'idempotency.key_reused',
  })
  async withdraw(@CurrentActor() actor: Actor, @CategoryId() id: string): Promise<StaffCategoryDto> {
    return toStaffCategoryDto(await this.edits.withdraw(actor, id));
  }

  /** Renders a first answer again. */
  replayed(_actor: Actor, id: string): Promise<StaffCategoryDto> {
    return this.get(id);
  }
}
