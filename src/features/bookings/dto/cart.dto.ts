import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsObject, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { PriceDto, toPriceDto } from '../../pricing/index.js';
import type { CartView } from '../carts/carts.service.js';
import { BookedServiceDto } from './booking.dto.js';
import { pincodePattern } from './booking-request.dto.js';

export class CartQuery {
  @ApiPropertyOptional({
    example: '560001',
    description: 'Where it would be done; your default address when left out.',
  })
  @IsOptional()
  @Matches(pincodePattern, { message: 'must be a pincode of six digits' })
  pincode?: string;
}

export class ChangeCartItemDto {
  @ApiProperty({ minimum: 1, maximum: 100, example: 2 })
  @IsInt()
  @Min(1)
  @Max(100)
  quantity: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'As /services/{id}/attributes lists; as they were when left out.',
    example: {},
  })
  @IsOptional()
  @IsObject()
  attributes?: Record<string, string | number>;
}

export class AddCartItemDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  rateCardId: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 1, example: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  quantity?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'As /services/{id}/attributes lists.',
    example: {},
  })
  @IsOptional()
  @IsObject()
  attributes?: Record<string, string | number>;

  @ApiPropertyOptional({ description: 'Empties a cart of another category first.', example: false })
  @IsOptional()
  @IsBoolean()
  replace?: boolean;
}

export class CartCategoryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'appliance-repair' }) slug: string;
  @ApiProperty({ example: 'Appliance Repair' }) name: string;
}

export class CartItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) rateCardId: string;
  @ApiProperty({ type: BookedServiceDto, nullable: true, description: 'Null once it is no longer sold.' })
  service: BookedServiceDto | null;
  @ApiProperty({ type: String, nullable: true, example: 'Split AC' }) variant: string | null;
  @ApiProperty({ example: 1 }) quantity: number;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  attributes?: Record<string, string | number>;
  @ApiProperty({ type: Number, nullable: true, example: 59_900, description: 'At the price of now.' })
  unitPaise: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 59_900 }) amountPaise: number | null;
}

export class CartRefusalDto {
  @ApiProperty({ example: 'pincode.not_serviceable' }) code: string;
  @ApiProperty({ example: 'We do not come to 110099 yet.' }) detail: string;
}

export class CartDto {
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Null while nothing was put in.',
  })
  id: string | null;
  @ApiProperty({ type: CartCategoryDto, nullable: true }) category: CartCategoryDto | null;
  @ApiProperty({ type: [CartItemDto] }) items: CartItemDto[];
  @ApiProperty({ type: String, nullable: true, example: '560001', description: 'Where it was priced for.' })
  pincode: string | null;
  @ApiProperty({ type: PriceDto, nullable: true, description: 'As it stands now; a quote fixes it.' })
  price: PriceDto | null;
  @ApiProperty({ type: Number, nullable: true, example: 60 }) durationMinutes: number | null;
  @ApiProperty({ type: CartRefusalDto, nullable: true, description: 'Why it has no price there.' })
  refusal: CartRefusalDto | null;
}

export function toCartDto(cart: CartView | null, pincode: string | null = null): CartDto {
  if (!cart)
    return {
      ...{ id: null, category: null, items: [], pincode },
      ...{ price: null, durationMinutes: null, refusal: null },
    };
  const { id, category, lines, price, durationMinutes, refusal } = cart;
  return {
    id,
    category: category && { id: category.id, slug: category.slug, name: category.name },
    items: lines.map(({ item, offer }, at) => ({
      id: item.id,
      rateCardId: item.rateCardId,
      service: offer && { id: offer.service.id, slug: offer.service.slug, name: offer.service.name },
      variant: offer && offer.rateCard.name,
      quantity: item.quantity,
      ...(item.attributes && { attributes: { ...item.attributes } }),
      unitPaise: price?.lines[at]?.unitPaise ?? null,
      amountPaise: price?.lines[at]?.amountPaise ?? null,
    })),
    pincode: cart.pincode,
    price: price && toPriceDto(price),
    durationMinutes,
    refusal: refusal && { code: refusal.code, detail: refusal.message },
  };
}
