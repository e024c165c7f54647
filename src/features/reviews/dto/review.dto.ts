import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { BookingReviews, PublicReview, ReviewView } from '../reviews.service.js';
import { editableUntil, reviewSides } from '../review.rule.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class RateCustomerDto {
  @ApiProperty({ minimum: 1, maximum: 5, example: 5 })
  @IsInt()
  @Min(1)
  @Max(5)
  stars: number;

  @ApiPropertyOptional({ maxLength: 2000, example: 'On time, tidy, explained what was broken.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(2000)
  text?: string;
}

export class RateBookingDto extends RateCustomerDto {
  @ApiPropertyOptional({
    minimum: 1,
    maximum: 5,
    example: 5,
    description: 'Stars of the provider, where they differ from those of the visit; these count.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  provider?: number;
}

export class ReviewDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) bookingId: string;
  @ApiProperty({ enum: reviewSides, description: 'Who wrote it.' }) side: string;
  @ApiProperty({ example: 5 }) stars: number;
  @ApiProperty({ example: 5, description: 'Of the provider.' }) provider: number;
  @ApiProperty({ type: String, nullable: true, example: 'On time, tidy.' }) text: string | null;
  @ApiProperty({ description: 'Hidden until both sides have rated, or seven days have passed (DI-5).' })
  isVisible: boolean;
  @ApiProperty({ format: 'date-time' }) visibleAt: string;
  @ApiProperty({ format: 'date-time' }) editableUntil: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export class BookingReviewsDto {
  @ApiProperty({ type: ReviewDto, nullable: true }) mine: ReviewDto | null;
  @ApiProperty({ type: ReviewDto, nullable: true, description: 'Null also while it is hidden.' })
  theirs: ReviewDto | null;
}

export class PublicReviewDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 5 }) stars: number;
  @ApiProperty({ type: String, nullable: true, example: 'On time, tidy.' }) text: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Asha',
    description: 'Null when the account is gone.',
  })
  firstName: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export function toReviewDto({ review, isVisible }: ReviewView): ReviewDto {
  const { id, bookingId, side, stars, providerStars, text, visibleAt, createdAt } = review;
  return {
    ...{ id, bookingId, side, stars, provider: providerStars, text, isVisible },
    visibleAt: visibleAt.toISOString(),
    editableUntil: editableUntil(createdAt).toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

export function toBookingReviewsDto({ mine, theirs }: BookingReviews): BookingReviewsDto {
  return { mine: mine && toReviewDto(mine), theirs: theirs && toReviewDto(theirs) };
}

export function toPublicReviewDto({ review, firstName }: PublicReview): PublicReviewDto {
  const { id, providerStars, text, createdAt } = review;
  return { id, stars: providerStars, text, firstName, createdAt: createdAt.toISOString() };
}
