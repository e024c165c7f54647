import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type as Convert } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { customerStatuses } from '../booking.state.js';
import { paymentMethods } from '../money/payment-method.js';
import type { PaymentMethod } from '../money/payment-method.js';

export const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** An instant with a zone: a time without one would be read differently by different readers. */
export const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
export const pincodePattern = /^[1-9]\d{5}$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export class BookingItemRequestDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  rateCardId: string;

  @ApiProperty({ minimum: 1, maximum: 100, default: 1, example: 1 })
  @IsInt()
  @Min(1)
  @Max(100)
  quantity: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'As /services/{id}/attributes lists.',
    example: {},
  })
  @IsOptional()
  @IsObject()
  attributes?: Record<string, string | number>;
}

export class CreateBookingDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  addressId: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-11-22T05:30:00.000Z',
    description: 'A start that /slots offers.',
  })
  @Matches(instantPattern, { message: 'must be an ISO 8601 instant with a zone' })
  @IsISO8601({ strict: true })
  slotStart: string;

  @ApiPropertyOptional({
    type: [BookingItemRequestDto],
    minItems: 1,
    maxItems: 20,
    description: 'The cart, which is empty afterwards, when left out.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Convert(() => BookingItemRequestDto)
  items?: BookingItemRequestDto[];

  @ApiProperty({ enum: paymentMethods })
  @IsIn(paymentMethods)
  paymentMethod: PaymentMethod;

  @ApiPropertyOptional({ format: 'uuid', description: 'The quote shown; the booking is charged exactly it.' })
  @IsOptional()
  @IsUUID()
  quoteId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'From POST /holds, of the same work, pincode and start; the booking takes it up.',
  })
  @IsOptional()
  @IsUUID()
  holdId?: string;

  @ApiPropertyOptional({ maxLength: 1000, example: 'The gate code is 1234.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(1000)
  instructions?: string;
}

export class CancelBookingDto {
  @ApiProperty({ format: 'uuid', description: 'From POST /bookings/{id}/cancellation-quote.' })
  @IsUUID()
  quoteId: string;

  @ApiProperty({ minLength: 3, maxLength: 500, example: 'My plans have changed.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class BookingListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: customerStatuses })
  @IsOptional()
  @IsIn(customerStatuses)
  status?: (typeof customerStatuses)[number];

  @ApiPropertyOptional({ description: 'First local day of the slot.', example: '2026-11-20' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ description: 'Last local day of the slot.', example: '2026-11-30' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  to?: string;
}

export class OpsBookingListQuery extends BookingListQuery {
  @ApiPropertyOptional({ example: 'Bangalore', maxLength: 60 })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  city?: string;

  @ApiPropertyOptional({ example: 'NX-7K2M9QXA', description: 'Order number.' })
  @IsOptional()
  @Matches(/^NX-[0-9A-HJKMNP-TV-Z]{8}$/, { message: 'must be an order number' })
  orderNumber?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  customerId?: string;

  @ApiPropertyOptional({ description: 'True: those that nobody does, the operations queue.', example: true })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  unplaced?: boolean;
}

/** What staff do in a provider's stead; moving and cancelling cost something and have routes of their own. */
const staffEvents = [
  'assign',
  'decline',
  'depart',
  'arrive',
  'contact_attempt',
  'start',
  'no_show',
  'complete',
] as const;
const absent = ['customer', 'provider'] as const;

export class TransitionDto {
  @ApiProperty({ enum: staffEvents })
  @IsIn(staffEvents)
  event: (typeof staffEvents)[number];

  @ApiPropertyOptional({ enum: absent, description: 'With `no_show`, and only there: who was missing.' })
  @ValidateIf(({ event, absent: who }: TransitionDto) => event === 'no_show' || who !== undefined)
  @IsIn(absent)
  absent?: (typeof absent)[number];

  @ApiProperty({ minLength: 3, maxLength: 500, example: 'The provider called in.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class SlotsQuery {
  @ApiProperty({ example: '560001' })
  @Matches(pincodePattern, { message: 'must be a pincode of six digits' })
  pincode: string;

  @ApiPropertyOptional({ example: '2026-11-22', description: 'First local day; today when left out.' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-23', description: 'Last local day; the first one when left out.' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  to?: string;

  @ApiPropertyOptional({ format: 'uuid', description: "The service's first rate when left out." })
  @IsOptional()
  @IsUUID()
  rateCardId?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 1 })
  @IsOptional()
  @Convert(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  quantity: number = 1;
}
