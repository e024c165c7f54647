import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { Allow, CurrentActor, For } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { BlockProviderDto, ProviderBlocksDto, toBlocksDto } from '../dto/provider-block.dto.js';
import { ProviderBlocksService } from './provider-blocks.service.js';

const ProviderId = () => Param('providerId', new IdParam('provider'));
const CustomerId = () => Param('customerId', new IdParam('user'));
const signedOut = 'auth.required, auth.invalid_token';

/** All of these may be repeated without harm, so they take no key. */
@ApiTags('Providers')
@Controller()
export class ProviderBlocksController {
  constructor(private readonly blocks: ProviderBlocksService) {}

  @Get('users/me/blocked-providers')
  @For('customer')
  @ApiOperation({ summary: 'Providers who are not to come to you' })
  @ApiOkResponse({ type: ProviderBlocksDto })
  @ApiProblems({ 401: signedOut, 403: 'auth.wrong_audience' })
  async mine(@CurrentActor() actor: Actor): Promise<ProviderBlocksDto> {
    return toBlocksDto(await this.blocks.list(actor.id));
  }

  @Put('users/me/blocked-providers/:providerId')
  @HttpCode(204)
  @For('customer')
  @ApiOperation({ summary: 'Do not meet a provider again' })
  @ApiNoContentResponse()
  @ApiProblems({
    400: 'request.malformed_json',
    401: signedOut,
    403: 'auth.wrong_audience',
    404: 'provider.not_found',
    422: 'request.invalid',
  })
  block(
    @CurrentActor() actor: Actor,
    @ProviderId() providerId: string,
    @Body() { reason }: BlockProviderDto,
  ): Promise<void> {
    return this.blocks.block(actor, actor.id, providerId, reason ?? null);
  }

  @Delete('users/me/blocked-providers/:providerId')
  @HttpCode(204)
  @For('customer')
  @ApiOperation({ summary: 'Let a provider come again' })
  @ApiNoContentResponse()
  @ApiProblems({ 401: signedOut, 403: 'auth.wrong_audience', 404: 'provider_block.not_found' })
  unblock(@CurrentActor() actor: Actor, @ProviderId() providerId: string): Promise<void> {
    return this.blocks.unblock(actor, actor.id, providerId);
  }

  @Get('ops/customers/:customerId/blocked-providers')
  @Allow('bookings.view')
  @ApiOperation({ summary: 'Providers a customer is not to meet' })
  @ApiOkResponse({ type: ProviderBlocksDto })
  @ApiProblems({
    401: signedOut,
    403: 'auth.wrong_audience, auth.permission_missing',
    404: 'user.not_found',
  })
  async ofCustomer(@CustomerId() customerId: string): Promise<ProviderBlocksDto> {
    return toBlocksDto(await this.blocks.list(customerId));
  }

  @Put('ops/customers/:customerId/blocked-providers/:providerId')
  @HttpCode(204)
  @Allow('bookings.assign')
  @ApiOperation({ summary: 'Keep a customer and a provider apart' })
  @ApiNoContentResponse()
  @ApiProblems({
    400: 'request.malformed_json',
    401: signedOut,
    403: 'auth.wrong_audience, auth.permission_missing',
    404: 'user.not_found, provider.not_found',
    422: 'request.invalid',
  })
  blockFor(
    @CurrentActor() actor: Actor,
    @CustomerId() customerId: string,
    @ProviderId() providerId: string,
    @Body() { reason }: BlockProviderDto,
  ): Promise<void> {
    return this.blocks.block(actor, customerId, providerId, reason ?? null);
  }

  @Delete('ops/customers/:customerId/blocked-providers/:providerId')
  @HttpCode(204)
  @Allow('bookings.assign')
  @ApiOperation({ summary: 'Let a customer and a provider meet again' })
  @ApiNoContentResponse()
  @ApiProblems({
    401: signedOut,
    403: 'auth.wrong_audience, auth.permission_missing',
    404: 'provider_block.not_found',
  })
  unblockFor(
    @CurrentActor() actor: Actor,
    @CustomerId() customerId: string,
    @ProviderId() providerId: string,
  ): Promise<void> {
    return this.blocks.unblock(actor, customerId, providerId);
  }
}
