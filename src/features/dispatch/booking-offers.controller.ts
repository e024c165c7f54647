import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Allow, CurrentActor } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { BookingOffersDto } from './dto/offer.dto.js';
import { toBookingOfferDto } from './dto/offer.mapper.js';
import { OfferAnswersService } from './offer-answers.service.js';

@ApiTags('Operations: bookings')
@Controller('ops/bookings')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class BookingOffersController {
  constructor(private readonly offers: OfferAnswersService) {}

  @Get(':id/offers')
  @Allow('bookings.view')
  @ApiOperation({ summary: 'Whom a booking was offered to, why in that order, and what they said' })
  @ApiOkResponse({ type: BookingOffersDto })
  @ApiProblems({ 404: 'booking.not_found' })
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
  ): Promise<BookingOffersDto> {
    return { data: (await this.offers.listOfBooking(actor, id)).map(toBookingOfferDto) };
  }
}
