import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
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
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { ApiKeysService } from './api-keys.service.js';
import {
  ApiKeyDto,
  IssuedKeyDto,
  NewKeyDto,
  toApiKeyDto,
  toIssuedKeyDto,
  toNewKey,
} from './dto/api-key.dto.js';

const KeyId = () => Param('id', new IdParam('api_key'));

@ApiTags('Identity')
@Controller('api-keys')
@For('customer', 'staff')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @ApiOperation({ summary: 'My API keys, the newest first' })
  @ApiPage(ApiKeyDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<ApiKeyDto>> {
    return mapPage(await this.keys.list(actor, query), toApiKeyDto);
  }

  @Post()
  @ApiOperation({ summary: 'Make an API key; its secrets are shown this once' })
  @ApiCreatedResponse({ type: IssuedKeyDto })
  @ApiProblems({ 400: 'request.malformed_json', 422: 'request.invalid' })
  async issue(@CurrentActor() actor: Actor, @Body() body: NewKeyDto): Promise<IssuedKeyDto> {
    return toIssuedKeyDto(await this.keys.issue(actor, toNewKey(body)));
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a key new secrets; the ones in use stay good for a day' })
  @ApiOkResponse({ type: IssuedKeyDto })
  @ApiProblems({ 404: 'api_key.not_found' })
  async rotate(@CurrentActor() actor: Actor, @KeyId() id: string): Promise<IssuedKeyDto> {
    return toIssuedKeyDto(await this.keys.rotate(actor, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a key, and what was begun with it' })
  @ApiNoContentResponse()
  @ApiProblems({ 404: 'api_key.not_found' })
  revoke(@CurrentActor() actor: Actor, @KeyId() id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
