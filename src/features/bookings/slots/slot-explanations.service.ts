import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ProvidersService } from '../../providers/index.js';
import { AvailabilityService, jobOf } from './availability.service.js';
import type { SlotsRequest } from './availability.service.js';
import { checkProvider, offerSlots, placeJob } from './slot-engine.js';
import type { Slot, SlotReason } from './slot-engine.js';

export interface ExplainedSlot extends Slot {
  /** Everybody who serves the place, by name; no reasons for those who can come. */
  readonly providers: readonly ProviderAnswer[];
}

export interface ProviderAnswer {
  readonly id: string;
  readonly name: string;
  readonly reasons: readonly SlotReason[];
}

/** Why a start is offered or refused, provider by provider (AV-4); for staff, since it tells of their day. */
@Injectable()
export class SlotExplanations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly availability: AvailabilityService,
    private readonly providers: ProvidersService,
  ) {}

  /**
   * The starts of one local day as customers are offered them, each with every provider's answer.
   * @throws NotFound `service.not_found`, PincodeNotServiceable, BookingTooLong, ValidationFailed
   */
  explain({ on, ...request }: Omit<SlotsRequest, 'from' | 'to'> & { on?: string }): Promise<ExplainedSlot[]> {
    return this.work.read(async (reader) => {
      const asked = await this.availability.asked(reader, { ...request, ...(on && { from: on, to: on }) });
      const { wanted, window, from, to, now } = asked;
      const schedules = await this.availability.whoCouldCome(reader, wanted, { from, to, now });
      const job = { ...jobOf(wanted), zone: window.zone };
      const rated = await this.providers.rated(
        reader,
        schedules.map(({ id }) => id),
      );
      const names = new Map(
        rated.map(({ provider }) => [provider.id, `${provider.firstName} ${provider.lastName}`.trim()]),
      );
      const known = schedules
        .map((schedule) => ({ schedule, name: names.get(schedule.id) ?? '' }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      return offerSlots({ ...window, ...job, from, to, providers: schedules }).map((slot) => {
        const placed = placeJob(job, slot.startAt);
        return {
          ...slot,
          providers: known.map(({ schedule, name }) => ({
            id: schedule.id,
            name,
            reasons: checkProvider(schedule, placed),
          })),
        };
      });
    });
  }
}
