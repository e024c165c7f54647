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
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { AddressesService } from './addresses.service.js';
import { AddressDto, AddressInputDto, toAddressDto } from './dto/address.dto.js';

const unauthenticated = 'auth.required, auth.invalid_token';

@ApiTags('Identity')
@Controller('addresses')
@For('customer')
export class AddressesController {
  constructor(private readonly addresses: AddressesService) {}

  @Get()
  @OpenToKeys('addresses.read')
  @ApiOperation({ summary: 'My addresses, the oldest first' })
  @ApiPage(AddressDto)
  @ApiProblems({
    401: unauthenticated,
    403: 'auth.wrong_audience',
    422: 'request.invalid, page.cursor_invalid',
  })
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<AddressDto>> {
    return mapPage(await this.addresses.list(actor, query), toAddressDto);
  }

  @Post()
  @OpenToKeys('addresses.write')
  @Idempotent({ name: 'addresses.add', replay: 'get' })
  @ApiOperation({ summary: 'Add an address; the first one is the default' })
  @ApiCreatedResponse({ type: AddressDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    401: unauthenticated,
    403: 'auth.wrong_audience',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(@CurrentActor() actor: Actor, @Body() body: AddressInputDto): Promise<AddressDto> {
    return toAddressDto(await this.addresses.add(actor, body));
  }

  @Get(':id')
  @OpenToKeys('addresses.read')
  @ApiOperation({ summary: 'One of my addresses' })
  @ApiOkResponse({ type: AddressDto })
  @ApiProblems({ 401: unauthenticated, 403: 'auth.wrong_audience', 404: 'address.not_found' })
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('address')) id: string,
  ): Promise<AddressDto> {
    return toAddressDto(await this.addresses.get(actor, id));
  }

  @Put(':id')
  @OpenToKeys('addresses.write')
  @ApiOperation({ summary: 'Replace one of my addresses' })
  @ApiOkResponse({ type: AddressDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: unauthenticated,
    403: 'auth.wrong_audience',
    404: 'address.not_found',
    422: 'request.invalid',
  })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('address')) id: string,
    @Body() body: AddressInputDto,
  ): Promise<AddressDto> {
    return toAddressDto(await this.addresses.replace(actor, id, body));
  }

  @Delete(':id')
  @OpenToKeys('addresses.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove one of my addresses' })
  @ApiNoContentResponse()
  @ApiProblems({ 401: unauthenticated, 403: 'auth.wrong_audience', 404: 'address.not_found' })
  remove(@CurrentActor() actor: Actor, @Param('id', new IdParam('address')) id: string): Promise<void> {
    return this.addresses.remove(actor, id);
  }
}
