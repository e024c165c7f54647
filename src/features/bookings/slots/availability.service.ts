import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/sections.js';
import { addDays, atMinute, localDate, minutesPerDay } from '../../../kernel/calendar.js';
import type { LocalDate } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../../kernel/errors.js';
import type { Reader } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { PoliciesService } from '../../policies/index.js';
import { durationMinutesOf } from '../../pricing/index.js';
import { ProvidersService } from '../../providers/index.js';
import type { ProviderSchedule } from '../../providers/index.js';
import { CatalogueService } from '../../services/index.js';
import type { ListedCategory, ListedPincode } from '../../services/index.js';
import type { Alternative } from '../booking.errors.js';
import { defaultBufferMinutes } from './cells.js';
import { ProviderBlocksRepository } from '../providers/provider-blocks.repository.js';
import { offerSlots } from './slot-engine.js';
import type { BookingWindow, Slot, WantedJob } from './slot-engine.js';

export interface SlotsRequest {
  /** Id or slug. */
  service: string;
  pincode: string;
  /** Local dates, both included; today when left out. */
  from?: string;
  to?: string;
  /** The service's first rate when left out. */
  rateCardId?: string;
  quantity: number;
  /** Who asks, when signed in: slots are not offered with whom they are not to meet (AV-2). */
  customerId?: string;
}

/** The work somebody wants done, as far as free time depends on it. */
export interface WantedWork {
  category: Pick<ListedCategory, 'id' | 'minNoticeMinutes'>;
  /** Everything the items need; one provider does them all. */
  skill: string;
  place: Pick<ListedPincode, 'pincode' | 'city'>;
  durationMinutes: number;
  /** Whom the customer is not to meet (AV-2); left out where no customer is known. */
  blockedProviderIds?: ReadonlySet<string>;
  /** Only by these, e.g. by whoever did the work that is done again (DI-6). */
  onlyProviderIds?: readonly string[];
}

export interface AskedSlots {
  wanted: WantedWork;
  window: BookingWindow;
  /** Local dates, both included. */
  from: LocalDate;
  to: LocalDate;
  now: Date;
}

/** No list of slots is longer, whatever the horizon. */
const longestSpanDays = 31;
/** A provider's jobs on one local day (AV-2). */
const dailyCap = 8;

/** Finds free time: loads who could come and asks the slot engine. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly catalogue: CatalogueService,
    private readonly policies: PoliciesService,
    private readonly providers: ProvidersService,
    private readonly blocks: ProviderBlocksRepository,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Every start of the days asked for, with how many providers can take it.
   * @throws NotFound `service.not_found`, PincodeNotServiceable, BookingTooLong, ValidationFailed
   */
  listSlots(request: SlotsRequest): Promise<Slot[]> {
    return this.work.read(async (reader) => {
      const { wanted, ...days } = await this.asked(reader, request);
      return this.offerWithin(reader, wanted, days);
    });
  }

  /** What is asked for, and of which local days. @throws as `listSlots` */
  async asked(reader: Reader, request: SlotsRequest): Promise<AskedSlots> {
    const now = this.clock.now();
    const from = request.from ?? localDate(now, this.app.zone);
    const to = request.to ?? from;
    if (to < from) throw new ValidationFailed([{ pointer: '#query/to', detail: 'must not be before from' }]);
    if (addDays(from, longestSpanDays) < to)
      throw new ValidationFailed([
        { pointer: '#query/to', detail: `must be within ${longestSpanDays} days of from` },
      ]);
    const { work, window } = await this.wanted(reader, request, now);
    return { wanted: work, window, from, to, now };
  }

  /** The starts of some local days, for the work wanted. */
  async offer(reader: Reader, wanted: WantedWork, from: string, to: string, now: Date): Promise<Slot[]> {
    const window = await this.window(reader, wanted.category, now);
    return this.offerWithin(reader, wanted, { window, from, to, now });
  }

  private async offerWithin(
    reader: Reader,
    wanted: WantedWork,
    { window, from, to, now }: { window: BookingWindow; from: LocalDate; to: LocalDate; now: Date },
  ): Promise<Slot[]> {
    const providers = await this.whoCouldCome(reader, wanted, { from, to, now });
    return offerSlots({ ...window, ...jobOf(wanted), from, to, providers });
  }

  /** The nearest free starts to one that is taken, at most three (HB-3). */
  async alternatives(reader: Reader, wanted: WantedWork, aroundAt: Date, now: Date): Promise<Alternative[]> {
    const window = await this.window(reader, wanted.category, now);
    const today = localDate(now, this.app.zone);
    const days = { from: today, to: addDays(today, window.horizonDays) };
    const slots = await this.offerWithin(reader, wanted, { window, ...days, now });
    const distanceMs = ({ startAt }: Slot) => Math.abs(startAt.getTime() - aroundAt.getTime());
    return slots
      .filter(({ available, startAt }) => available && startAt.getTime() !== aroundAt.getTime())
      .sort((a, b) => distanceMs(a) - distanceMs(b) || a.startAt.getTime() - b.startAt.getTime())
      .slice(0, 3)
      .map(({ startAt, endAt, remaining }) => ({
        start: startAt.toISOString(),
        end: endAt.toISOString(),
        remaining,
      }));
  }

  /** Notice and horizon of a category (AV-1). */
  async window(reader: Reader, category: WantedWork['category'], now: Date): Promise<BookingWindow> {
    const { body } = await this.policies.resolve(reader, 'pricing', { categoryId: category.id }, now);
    return this.windowOf(category, body, now);
  }

  private windowOf(
    { minNoticeMinutes }: WantedWork['category'],
    { horizonDays }: { horizonDays: number },
    now: Date,
  ): BookingWindow {
    return { now, zone: this.app.zone, noticeMinutes: minNoticeMinutes, horizonDays, holidaysOn: [] };
  }

  /**
   * Those who serve the place, with what they have to do on some local days.
   * @param providerIds only these, e.g. one whose day has just been locked
   * @param exceptOwnerId a hold or booking whose own cells count as free (HB-5)
   */
  whoCouldCome(
    reader: Reader,
    { place, skill, onlyProviderIds }: WantedWork,
    {
      from,
      to,
      now,
      providerIds,
      exceptOwnerId,
    }: {
      from: LocalDate;
      to: LocalDate;
      now: Date;
      providerIds?: readonly string[];
      exceptOwnerId?: string | undefined;
    },
  ): Promise<ProviderSchedule[]> {
    const { zone } = this.app;
    const asked = providerIds ?? onlyProviderIds;
    return this.providers.listForSlots(reader, {
      pincode: place.pincode,
      skill,
      now,
      zone,
      fromAt: new Date(atMinute(from, 0, zone)),
      toAt: new Date(atMinute(to, minutesPerDay, zone)),
      bufferMinutes: defaultBufferMinutes,
      ...(asked && { providerIds: asked }),
      ...(exceptOwnerId !== undefined && { exceptOwnerId }),
    });
  }

  /** The work as this customer wants it: not by whom they are not to meet (AV-2). */
  async forCustomer(reader: Reader, work: WantedWork, customerId: string): Promise<WantedWork> {
    const blocks = await this.blocks.listOf(reader, customerId);
    if (blocks.length === 0) return work;
    return { ...work, blockedProviderIds: new Set(blocks.map(({ providerId }) => providerId)) };
  }

  private async wanted(
    reader: Reader,
    { service, pincode, rateCardId, quantity, customerId }: SlotsRequest,
    now: Date,
  ): Promise<{ work: WantedWork; window: BookingWindow }> {
    const snapshot = await this.catalogue.snapshot(reader);
    const found = snapshot.findService(service);
    if (!found) throw new NotFound('service');
    const card = rateCardId ? found.rateCards.find(({ id }) => id === rateCardId) : found.rateCards[0];
    if (!card)
      throw new ValidationFailed([
        { pointer: '#query/rateCardId', detail: 'must be a rate of this service' },
      ]);
    const { categoryId, id: serviceId } = found;
    const scopes = [{ categoryId }, { categoryId, serviceId }];
    const [ofCategory, ofService] = await this.policies.resolveEach(reader, 'pricing', scopes, now);
    if (!ofCategory || !ofService) throw new NotFound('policy');
    const work = {
      category: found.category,
      skill: found.skill,
      place: snapshot.serviceablePincode(pincode),
      durationMinutes: durationMinutesOf(
        [{ durationMinutes: card.durationMinutes, quantity }],
        ofService.body,
      ),
    };
    const window = this.windowOf(found.category, ofCategory.body, now);
    if (customerId === undefined) return { work, window };
    return { work: await this.forCustomer(reader, work, customerId), window };
  }
}

/** What the engine asks of every provider for this work. */
export function jobOf({
  skill,
  place,
  durationMinutes,
  blockedProviderIds,
}: WantedWork): Omit<WantedJob, 'zone'> {
  const { pincode, city } = place;
  return {
    skill,
    pincode,
    city,
    durationMinutes,
    dailyCap,
    ...(blockedProviderIds && { blockedProviderIds }),
  };
}
