import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { CartsService } from './carts.service.js';
import { AddCartItemDto, CartDto, CartQuery, ChangeCartItemDto, toCartDto } from '../dto/cart.dto.js';

const ItemId = () => Param('id', new IdParam('cart_item'));

@ApiTags('Bookings')
@Controller('cart')
@For('customer', 'guest')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class CartsController {
  constructor(private readonly carts: CartsService) {}

  @Get()
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'Your cart, at the prices of now' })
  @ApiOkResponse({ type: CartDto })
  @ApiProblems({ 422: 'request.invalid' })
  async show(@CurrentActor() actor: Actor, @Query() { pincode }: CartQuery): Promise<CartDto> {
    return toCartDto(await this.carts.show(actor, pincode), pincode ?? null);
  }

  @Delete()
  @HttpCode(204)
  @OpenToKeys('bookings.write')
  @ApiOperation({ summary: 'Empty your cart' })
  @ApiNoContentResponse()
  clear(@CurrentActor() actor: Actor): Promise<void> {
    return this.carts.clear(actor);
  }

  @Post('items')
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'cart.add', replay: 'replay' })
  @ApiOperation({ summary: 'Put work into your cart; a cart is of one category' })
  @ApiCreatedResponse({ type: CartDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    409: 'cart.other_category, cart.full',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(@CurrentActor() actor: Actor, @Body() body: AddCartItemDto): Promise<CartDto> {
    const { replace = false, quantity = 1, ...item } = body;
    return toCartDto(await this.carts.add(actor, { ...item, quantity }, replace));
  }

  @Put('items/:id')
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'cart.change', replay: 'replay' })
  @ApiOperation({ summary: 'Change how much of some work is wanted' })
  @ApiOkResponse({ type: CartDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'cart_item.not_found',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @ItemId() id: string,
    @Body() body: ChangeCartItemDto,
  ): Promise<CartDto> {
    return toCartDto(await this.carts.change(actor, id, body));
  }

  @Delete('items/:id')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'cart.remove', replay: 'replay' })
  @ApiOperation({ summary: 'Take some work out of your cart' })
  @ApiOkResponse({ type: CartDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'cart_item.not_found',
    422: 'idempotency.key_reused',
  })
  async remove(@CurrentActor() actor: Actor, @ItemId() id: string): Promise<CartDto> {
    return toCartDto(await this.carts.remove(actor, id));
  }

  async replay(actor: Actor): Promise<CartDto> {
    return toCartDto(await this.carts.show(actor));
  }
}
