import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Public } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { AvailabilityDto, ProviderDto } from './dto/provider.dto.js';
import { toAvailabilityDto, toProviderDto } from './dto/provider.mapper.js';
import { AvailabilityQuery, ProvidersQuery } from './dto/provider.query.js';
import { ProvidersService } from './providers.service.js';

@ApiTags('Providers')
@Public()
@Controller('providers')
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Get()
  @ApiOperation({ summary: 'Providers, the best rated first' })
  @ApiPage(ProviderDto)
  @ApiProblems({ 404: 'service.not_found', 422: 'request.invalid, page.cursor_invalid' })
  list(@Query() query: ProvidersQuery): Promise<Page<ProviderDto>> {
    return this.search(query);
  }

  @Get('search')
  @ApiOperation({ summary: 'Find providers by service, place and rating' })
  @ApiPage(ProviderDto)
  @ApiProblems({ 404: 'service.not_found', 422: 'request.invalid, page.cursor_invalid' })
  async search(@Query() { cursor, limit, ...wish }: ProvidersQuery): Promise<Page<ProviderDto>> {
    return mapPage(await this.providers.search(wish, { cursor, limit }), toProviderDto);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One provider' })
  @ApiOkResponse({ type: ProviderDto })
  @ApiProblems({ 404: 'provider.not_found' })
  async provider(@Param('id', new IdParam('provider')) id: string): Promise<ProviderDto> {
    return toProviderDto(await this.providers.getPublic(id));
  }

  @Get(':id/availability')
  @ApiOperation({ summary: 'When a provider is still free, by local day' })
  @ApiOkResponse({ type: AvailabilityDto })
  @ApiProblems({ 404: 'provider.not_found', 422: 'request.invalid' })
  async availability(
    @Param('id', new IdParam('provider')) id: string,
    @Query() days: AvailabilityQuery,
  ): Promise<AvailabilityDto> {
    return toAvailabilityDto(await this.providers.availability(id, days));
  }
}
