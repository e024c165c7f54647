import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type as Convert } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ValidationFailed } from '../../../kernel/errors.js';
import type { QuotedItem } from '../../pricing/index.js';
import type { HeldWork } from '../holds/booking-holds.service.js';
import type { HoldEntity } from '../holds/hold.entity.js';
import { BookingItemRequestDto, instantPattern, pincodePattern } from './booking-request.dto.js';
import { SlotTimesDto } from './booking.dto.js';

export class CreateHoldDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Either this or items.' })
  @IsOptional()
  @IsUUID()
  rateCardId?: string;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 100,
    example: 1,
    description: 'With rateCardId; 1 when left out.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  quantity?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'With rateCardId, as /services/{id}/attributes lists.',
    example: {},
  })
  @IsOptional()
  @IsObject()
  attributes?: Record<string, string | number>;

  @ApiPropertyOptional({ type: [BookingItemRequestDto], minItems: 1, maxItems: 20 })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Convert(() => BookingItemRequestDto)
  items?: BookingItemRequestDto[];

  @ApiProperty({ example: '560001' })
  @Matches(pincodePattern, { message: 'must be a pincode of six digits' })
  pincode: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-11-22T05:30:00.000Z',
    description: 'A start that /slots offers.',
  })
  @Matches(instantPattern, { message: 'must be an ISO 8601 instant with a zone' })
  @IsISO8601({ strict: true })
  slotStart: string;
}

export class HeldItemDto {
  @ApiProperty({ format: 'uuid' }) rateCardId: string;
  @ApiProperty({ example: 1 }) quantity: number;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  attributes?: Record<string, string | number>;
}

export class HoldDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time', description: 'From this instant on the time is free again.' })
  expiresAt: string;
  @ApiProperty({ type: SlotTimesDto }) slot: SlotTimesDto;
  @ApiProperty({ example: '560001' }) pincode: string;
  @ApiProperty({ type: [HeldItemDto] }) items: HeldItemDto[];
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** @throws ValidationFailed unless exactly one of rateCardId and items was sent */
export function toHeldWork(body: CreateHoldDto): HeldWork {
  const { rateCardId, quantity, attributes, items, pincode, slotStart } = body;
  if ((rateCardId === undefined) === (items === undefined))
    throw new ValidationFailed([{ pointer: '/rateCardId', detail: 'send either rateCardId or items' }]);
  if (items !== undefined && (quantity !== undefined || attributes !== undefined))
    throw new ValidationFailed([
      { pointer: quantity === undefined ? '/attributes' : '/quantity', detail: 'goes with rateCardId only' },
    ]);
  const single = (id: string): QuotedItem => ({
    rateCardId: id,
    quantity: quantity ?? 1,
    ...(attributes && { attributes }),
  });
  return {
    items: rateCardId === undefined ? (items ?? []) : [single(rateCardId)],
    pincode,
    startAt: new Date(slotStart),
  };
}

export function toHoldDto(hold: HoldEntity): HoldDto {
  return {
    id: hold.id,
    expiresAt: hold.expiresAt.toISOString(),
    slot: { start: hold.slotStartAt.toISOString(), end: hold.slotEndAt.toISOString() },
    pincode: hold.pincode,
    items: hold.items.map(({ rateCardId, quantity, attributes }) => ({
      rateCardId,
      quantity,
      ...(attributes && { attributes: { ...attributes } }),
    })),
    createdAt: hold.createdAt.toISOString(),
  };
}
