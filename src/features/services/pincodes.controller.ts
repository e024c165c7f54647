import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/auth/decorators.js';
import { CachedResponse } from '../../platform/http/cached-response.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { CatalogueService, catalogueTag } from './catalogue.service.js';
import { PincodeDto } from './dto/service.dto.js';
import { toPincodeDto } from './dto/service.mapper.js';

@ApiTags('Catalogue')
@Public()
@Controller('pincodes')
export class PincodesController {
  constructor(private readonly catalogue: CatalogueService) {}

  @Get(':pincode')
  @CachedResponse(catalogueTag)
  @ApiOperation({ summary: 'Where a pincode lies, and whether we work there' })
  @ApiOkResponse({ type: PincodeDto })
  @ApiProblems({ 404: 'pincode.not_found' })
  async pincode(@Param('pincode') pincode: string): Promise<PincodeDto> {
    return toPincodeDto(await this.catalogue.getPincode(pincode));
  }
}
