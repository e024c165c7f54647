import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, OpenToKeys } from '../../platform/auth/decorators.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { StaffProviderDto } from './dto/provider.dto.js';
import { toStaffProviderDto } from './dto/provider.mapper.js';
import { StaffProvidersQuery } from './dto/provider.query.js';
import { ProvidersService } from './providers.service.js';

@ApiTags('Staff: providers')
@Controller('ops/providers')
export class StaffProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Get()
  @Allow('providers.view')
  @OpenToKeys('providers.read')
  @ApiOperation({ summary: 'Providers with their contact details' })
  @ApiPage(StaffProviderDto)
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience, auth.permission_missing',
    404: 'service.not_found',
    422: 'request.invalid, page.cursor_invalid',
  })
  async list(@Query() { cursor, limit, ...wish }: StaffProvidersQuery): Promise<Page<StaffProviderDto>> {
    return mapPage(await this.providers.listForStaff(wish, { cursor, limit }), toStaffProviderDto);
  }
}
