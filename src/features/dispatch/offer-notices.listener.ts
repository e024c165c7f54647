import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { BookingFacts, NoticeWriter, noticeLanguage, slotText } from '../notifications/index.js';
import { ProvidersService } from '../providers/index.js';
import type { OfferMade } from './dispatch.events.js';

/** Tells providers by text message of what is offered to them, while there is time to answer (DI-2). */
@Injectable()
export class OfferNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly providers: ProvidersService,
    private readonly bookings: BookingFacts,
    private readonly notices: NoticeWriter,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  @OnEvent<OfferMade>('offer.made', { as: 'dispatch' })
  async made({ at, payload }: OfferMade): Promise<void> {
    const { offerId, bookingId, providerId, slotStartAt } = payload;
    const validUntil = new Date(payload.expiresAt);
    if (this.clock.now() >= validUntil) return;
    await this.work.run(async (tx) => {
      const provider = await this.providers.findContact(tx, providerId);
      const booking = await this.bookings.find(tx, bookingId);
      if (!provider || !booking) return;
      const { mobile, firstName, languages } = provider;
      await this.notices.write(tx, {
        to: { mobile, firstName, language: noticeLanguage(languages) },
        kind: 'job.offered',
        about: offerId,
        values: (language) => ({
          service: booking.serviceName,
          orderNumber: booking.orderNumber,
          slot: slotText(slotStartAt, this.app.zone, language),
          seconds: String(Math.round((validUntil.getTime() - at.getTime()) / 1_000)),
        }),
        validUntil,
      });
    });
  }
}
