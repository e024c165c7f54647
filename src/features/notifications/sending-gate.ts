import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import type { Reader } from '../../platform/database/transaction.js';
import { BookingFacts } from './booking-facts.js';
import { ConsentBook } from './consent-book.js';
import { categoryOf, isMandatory } from './notice-kinds.js';
import { isAwaited } from './notice-schedule.rule.js';
import { NotificationPreferencesRepository } from './notification-preferences.repository.js';
import { isOn } from './notification-preferences.rule.js';
import type { NoticeChannel } from './notification-template.entity.js';
import type { NotificationEntity } from './notification.entity.js';
import { judgeDeparture } from './sending.rule.js';
import type { Verdict } from './sending.rule.js';

/** Looks at the world before a notice leaves: what was true when it was written may not be any more. */
@Injectable()
export class SendingGate {
  constructor(
    private readonly preferences: NotificationPreferencesRepository,
    private readonly consents: ConsentBook,
    private readonly bookings: BookingFacts,
    private readonly app: AppConfig,
  ) {}

  async judge(reader: Reader, notification: NotificationEntity, now: Date): Promise<Verdict> {
    const { kind, channel, userId, validUntil } = notification;
    return judgeDeparture({
      ...{ category: categoryOf(kind), now, validUntil, zone: this.app.zone },
      ...(await this.wishesOf(reader, userId, kind, channel)),
      isOverdue: await this.isOverdue(reader, notification),
    });
  }

  /** Whether the notice may stand in the person's list in the app, where it disturbs nobody at any hour. */
  async mayList(reader: Reader, userId: string, kind: string): Promise<boolean> {
    const { isOn, hasAgreedToOffers } = await this.wishesOf(reader, userId, kind, 'in_app');
    return isOn && (categoryOf(kind) !== 'promotions' || hasAgreedToOffers);
  }

  /** Somebody who is no user has chosen nothing and agreed to nothing. */
  private async wishesOf(
    reader: Reader,
    userId: string | null,
    kind: string,
    channel: NoticeChannel,
  ): Promise<{ isOn: boolean; hasAgreedToOffers: boolean }> {
    const category = categoryOf(kind);
    if (isMandatory(category) || userId === null) return { isOn: true, hasAgreedToOffers: false };
    return {
      isOn: isOn(await this.preferences.listOf(reader, userId), category, channel),
      hasAgreedToOffers: category === 'promotions' && (await this.consents.hasAgreedToOffers(reader, userId)),
    };
  }

  private async isOverdue(
    reader: Reader,
    { kind, bookingId, scheduleVersion }: NotificationEntity,
  ): Promise<boolean> {
    if (bookingId === null || scheduleVersion === null) return false;
    const booking = await this.bookings.find(reader, bookingId);
    return !booking || !isAwaited(kind, booking, scheduleVersion);
  }
}
