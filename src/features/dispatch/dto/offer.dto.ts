import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { About, PiiHere } from '../../../platform/telemetry/pii.js';
import { scoreParts } from '../score.rule.js';

export const offerStates = ['open', 'accepted', 'declined', 'lapsed', 'taken', 'returned', 'void'] as const;

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class OffersQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ['open', 'all'],
    default: 'open',
    description: '`open`: those that can still be accepted.',
  })
  @IsOptional()
  @IsIn(['open', 'all'])
  state: 'open' | 'all' = 'open';
}

export class DeclineOfferDto {
  @ApiPropertyOptional({ minLength: 3, maxLength: 500, example: 'Too far from my last job.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason?: string;
}

export class GiveBackDto {
  @ApiProperty({ minLength: 3, maxLength: 500, example: 'My scooter has broken down.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class GivenBackDto {
  @ApiProperty({ format: 'uuid', description: 'The booking that was given back.' }) id: string;
}

export class OfferSlotDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-22T05:30:00.000Z' }) start: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-22T06:30:00.000Z' }) end: string;
}

export class OfferedItemDto {
  @ApiProperty({ example: 'AC repair' }) service: string;
  @ApiProperty({ example: 'Split AC' }) variant: string;
  @ApiProperty({ example: 1 }) quantity: number;
}

export class OfferPlaceDto {
  @ApiProperty({ example: '560001' }) pincode: string;
  @ApiProperty({ example: 'Bangalore' }) city: string;
}

/** A job as it is held out to a provider: the door and the customer's name follow once it is theirs. */
export class OfferDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: offerStates }) state: string;
  @ApiProperty({ format: 'uuid' }) bookingId: string;
  @ApiProperty({ example: 'NX-7K2M9QXA' }) orderNumber: string;
  @ApiProperty({ type: OfferSlotDto }) slot: OfferSlotDto;
  @ApiProperty({ type: OfferPlaceDto }) place: OfferPlaceDto;
  @ApiProperty({ type: [OfferedItemDto] }) items: OfferedItemDto[];
  @ApiProperty({ description: 'Of the work before tax and charges.', example: 59_900 })
  serviceValuePaise: number;
  @ApiProperty({ format: 'date-time' }) offeredAt: string;
  @ApiProperty({ format: 'date-time', description: 'To be answered before this.' }) expiresAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  answeredAt: string | null;
}

/** Why somebody was asked when they were (DI-1). */
@About('provider')
export class BookingOfferDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) providerId: string;
  @ApiProperty({ description: 'From 1.', example: 1 }) wave: number;
  @ApiProperty({ enum: offerStates }) state: string;
  @ApiProperty({ description: '0 to 100: the sum of the parts.', format: 'double', example: 71.25 })
  score: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: false,
    required: [...scoreParts],
    properties: Object.fromEntries(scoreParts.map((part) => [part, { type: 'number', format: 'double' }])),
    example: { rating: 22.5, acceptance: 20.25, travel: 12, fairness: 7.5, onTime: 9, preference: 0 },
  })
  parts: Record<string, number>;
  @ApiProperty({ example: 'Number 1 of 6 with 71.3 of 100 points: rating 22.5, acceptance 20.3.' })
  explanation: string;
  @ApiProperty({ format: 'date-time' }) offeredAt: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  answeredAt: string | null;
  @PiiHere('words')
  @ApiProperty({ type: String, nullable: true, example: null })
  reason: string | null;
}

export class BookingOffersDto {
  @ApiProperty({ type: [BookingOfferDto] }) data: BookingOfferDto[];
}
