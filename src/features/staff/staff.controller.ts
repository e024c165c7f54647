import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, CurrentActor, For } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { StaffDto, toStaffDto } from './dto/staff.dto.js';
import { StaffService } from './staff.service.js';

@ApiTags('Staff')
@Controller('ops/users')
export class StaffController {
  constructor(private readonly staff: StaffService) {}

  @Get('me')
  @For('staff')
  @ApiOperation({ summary: 'My own staff profile' })
  @ApiOkResponse({ type: StaffDto })
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  async getProfile(@CurrentActor() actor: Actor): Promise<StaffDto> {
    return toStaffDto(await this.staff.getProfile(actor));
  }

  @Get()
  @Allow('staff.view')
  @ApiOperation({ summary: 'Staff, by employee id' })
  @ApiPage(StaffDto)
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience, auth.permission_missing',
    422: 'request.invalid, page.cursor_invalid',
  })
  async list(@Query() query: PageQuery): Promise<Page<StaffDto>> {
    return mapPage(await this.staff.list(query), toStaffDto);
  }

  @Get(':id')
  @Allow('staff.view')
  @ApiOperation({ summary: 'One staff member' })
  @ApiOkResponse({ type: StaffDto })
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience, auth.permission_missing',
    404: 'staff.not_found',
  })
  async get(@Param('id', new IdParam('staff')) id: string): Promise<StaffDto> {
    return toStaffDto(await this.staff.get(id));
  }
}
