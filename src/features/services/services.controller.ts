import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Public } from '../../platform/auth/decorators.js';
import { CachedResponse } from '../../platform/http/cached-response.interceptor.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { CatalogueService, catalogueTag } from './catalogue.service.js';
import {
  toAttributeDto,
  toCategoryDto,
  toFoundServiceDto,
  toRateDto,
  toServiceDetailDto,
  toServiceDto,
} from './dto/service.mapper.js';
import {
  AttributeDto,
  CategoryDto,
  FoundServiceDto,
  RateDto,
  ServiceDetailDto,
  ServiceDto,
} from './dto/service.dto.js';
import { RatesQuery, RecommendationsQuery, SearchQuery } from './dto/service.query.js';
import { ServiceSearch } from './service-search.js';

@ApiTags('Catalogue')
@Public()
@Controller('services')
export class ServicesController {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly searching: ServiceSearch,
  ) {}

  @Get('categories')
  @CachedResponse(catalogueTag)
  @ApiOperation({ summary: 'The categories of services' })
  @ApiPage(CategoryDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async categories(@Query() page: PageQuery): Promise<Page<CategoryDto>> {
    return mapPage(await this.catalogue.listCategories(page), toCategoryDto);
  }

  @Get('categories/:id/subcategories')
  @CachedResponse(catalogueTag)
  @ApiOperation({ summary: 'The services of a category, by its id or slug' })
  @ApiPage(ServiceDto)
  @ApiProblems({ 404: 'category.not_found', 422: 'request.invalid, page.cursor_invalid' })
  async subcategories(@Param('id') id: string, @Query() page: PageQuery): Promise<Page<ServiceDto>> {
    return mapPage(await this.catalogue.listServices(id, page), toServiceDto);
  }

  @Get('search')
  @ApiOperation({ summary: 'Find services by keywords in English, Hindi or Hinglish, place and price' })
  @ApiPage(FoundServiceDto)
  @ApiProblems({
    404: 'category.not_found',
    422: 'request.invalid, pincode.not_serviceable, page.cursor_invalid',
  })
  async search(@Query() { cursor, limit, ...filter }: SearchQuery): Promise<Page<FoundServiceDto>> {
    return mapPage(await this.searching.search(filter, { cursor, limit }), toFoundServiceDto);
  }

  @Get('recommendations')
  @ApiOperation({ summary: 'Popular services, those offered in a pincode when one is given' })
  @ApiPage(FoundServiceDto)
  @ApiProblems({ 422: 'request.invalid, pincode.not_serviceable, page.cursor_invalid' })
  async recommendations(
    @Query() { cursor, limit, pincode }: RecommendationsQuery,
  ): Promise<Page<FoundServiceDto>> {
    return mapPage(await this.searching.recommend(pincode, { cursor, limit }), toFoundServiceDto);
  }

  @Get(':id')
  @CachedResponse(catalogueTag)
  @ApiOperation({ summary: 'One service, by its id or slug' })
  @ApiOkResponse({ type: ServiceDetailDto })
  @ApiProblems({ 404: 'service.not_found' })
  async service(@Param('id') id: string): Promise<ServiceDetailDto> {
    return toServiceDetailDto(await this.catalogue.getService(id));
  }

  @Get(':id/rates')
  @CachedResponse(catalogueTag)
  @ApiOperation({ summary: 'The variants of a service with their prices in a pincode' })
  @ApiPage(RateDto)
  @ApiProblems({
    404: 'service.not_found',
    422: 'request.invalid, pincode.not_serviceable, page.cursor_invalid',
  })
  async rates(@Param('id') id: string, @Query() { pincode, ...page }: RatesQuery): Promise<Page<RateDto>> {
    return mapPage(await this.catalogue.listRates(id, pincode, page), toRateDto);
  }

  @Get(':id/attributes')
  @CachedResponse(catalogueTag)
  @ApiOperation({ summary: 'What a service asks with an item, such as tonnage or number of seats' })
  @ApiPage(AttributeDto)
  @ApiProblems({ 404: 'service.not_found', 422: 'request.invalid, page.cursor_invalid' })
  async attributes(@Param('id') id: string, @Query() page: PageQuery): Promise<Page<AttributeDto>> {
    return mapPage(await this.catalogue.listAttributes(id, page), toAttributeDto);
  }
}
