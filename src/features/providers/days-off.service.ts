import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { localDate } from '../../kernel/calendar.js';
import type { LocalDate, MinuteInterval } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { CityHolidayEntity, ProviderExceptionEntity } from './day-off.entity.js';
import { HolidayAlreadyThere } from './days-off.errors.js';
import { DaysOffRepository } from './days-off.repository.js';
import { workingDayFaults } from './working-day.rule.js';

/**
 * Days that are not like the others (AV-5). They decide what is offered from then on; visits that are booked already
 * stay booked, and operations move them.
 */
@Injectable()
export class DaysOffService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly daysOff: DaysOffRepository,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** From a local day on, today when left out. */
  listHolidays({ city, from }: { city?: string; from?: LocalDate }): Promise<CityHolidayEntity[]> {
    return this.work.read((reader) => this.daysOff.listHolidays(reader, city, from ?? this.today()));
  }

  /** @throws NotFound `holiday.not_found` */
  async getHoliday(id: string): Promise<CityHolidayEntity> {
    const found = await this.work.read((reader) => this.daysOff.findHoliday(reader, id));
    if (!found) throw new NotFound('holiday');
    return found;
  }

  /** @throws HolidayAlreadyThere */
  addHoliday(
    staff: Actor,
    { city, onDay, name }: Pick<CityHolidayEntity, 'city' | 'onDay' | 'name'>,
  ): Promise<CityHolidayEntity> {
    const createdAt = this.clock.now();
    const holiday = { id: newId(), city, onDay, name, createdById: staff.id, createdAt };
    return this.work.run(async (tx) => {
      if (!(await this.daysOff.insertUnlessThere(tx, holiday))) throw new HolidayAlreadyThere();
      return holiday;
    });
  }

  /** @throws NotFound `holiday.not_found` */
  async removeHoliday(id: string): Promise<void> {
    await this.work.run(async (tx) => {
      if (!(await this.daysOff.removeHoliday(tx, id))) throw new NotFound('holiday');
    });
  }

  /** From today on. @throws NotFound `provider.not_found` */
  listExceptions(providerId: string): Promise<ProviderExceptionEntity[]> {
    return this.work.read(async (reader) => {
      if (!(await this.daysOff.findProvider(reader, providerId))) throw new NotFound('provider');
      return this.daysOff.listExceptions(reader, providerId, this.today());
    });
  }

  /**
   * Says what a provider works on one date; said again it takes the place of what was said before.
   * @throws NotFound `provider.not_found`, ValidationFailed for stretches that are none or overlap
   */
  async except(
    providerId: string,
    onDay: LocalDate,
    intervals: readonly MinuteInterval[],
  ): Promise<ProviderExceptionEntity> {
    const faults = workingDayFaults(intervals);
    if (faults.length > 0) throw new ValidationFailed(faults);
    return this.work.run(async (tx) => {
      if (!(await this.daysOff.holdProvider(tx, providerId))) throw new NotFound('provider');
      const said = {
        providerId,
        onDay,
        intervals: intervals.map(({ startMinute, endMinute }) => ({ startMinute, endMinute })),
      };
      if (await this.daysOff.findException(tx, providerId, onDay))
        await this.daysOff.changeException(tx, said);
      else await this.daysOff.insertException(tx, said);
      return said;
    });
  }

  /** @throws NotFound `provider_exception.not_found` */
  async removeException(providerId: string, onDay: LocalDate): Promise<void> {
    await this.work.run(async (tx) => {
      if (!(await this.daysOff.removeException(tx, providerId, onDay)))
        throw new NotFound('provider_exception');
    });
  }

  private today(): LocalDate {
    return localDate(this.clock.now(), this.app.zone);
  }
}
