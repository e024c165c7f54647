import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  BookingReviewsDto,
  RateBookingDto,
  ReviewDto,
  toBookingReviewsDto,
  toReviewDto,
} from './dto/review.dto.js';
import { ReviewsService } from './reviews.service.js';

const BookingId = () => Param('id', new IdParam('booking'));

@ApiTags('Bookings')
@For('customer')
@Controller('bookings')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Post(':id/rate')
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.rate', replay: 'get' })
  @ApiOperation({ summary: 'Rate a visit that is done, and its provider' })
  @ApiCreatedResponse({ type: ReviewDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found',
    409: 'review.booking_not_completed, review.already_given',
    422: 'request.invalid, idempotency.key_reused',
  })
  async rate(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { provider: providerStars, ...verdict }: RateBookingDto,
  ): Promise<ReviewDto> {
    return toReviewDto(await this.reviews.rate(actor, id, { ...verdict, providerStars }));
  }

  @Put(':id/rate')
  @HttpCode(200)
  @OpenToKeys('bookings.write')
  @Idempotent({ name: 'bookings.rate_again', replay: 'get' })
  @ApiOperation({ summary: 'Change what you said, within a day (DI-5)' })
  @ApiOkResponse({ type: ReviewDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'booking.not_found, review.not_found',
    409: 'review.closed',
    422: 'request.invalid, idempotency.key_reused',
  })
  async edit(
    @CurrentActor() actor: Actor,
    @BookingId() id: string,
    @Body() { provider: providerStars, ...verdict }: RateBookingDto,
  ): Promise<ReviewDto> {
    return toReviewDto(await this.reviews.edit(actor, id, { ...verdict, providerStars }));
  }

  @Get(':id/reviews')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: 'What both sides said of the visit, the other as soon as it may be seen' })
  @ApiOkResponse({ type: BookingReviewsDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async list(@CurrentActor() actor: Actor, @BookingId() id: string): Promise<BookingReviewsDto> {
    return toBookingReviewsDto(await this.reviews.ofBooking(actor, id));
  }

  /** Renders a first answer again, by the review's id. */
  async get(actor: Actor, reviewId: string): Promise<ReviewDto> {
    return toReviewDto(await this.reviews.get(actor, reviewId));
  }
}
