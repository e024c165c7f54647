import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { addDays, atMinute, datesBetween, dayInterval, localDate } from '../../kernel/calendar.js';
import type { LocalDate } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { intersect, subtract } from '../../kernel/intervals.js';
import type { Interval } from '../../kernel/intervals.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueService, groupBy, pageInMemory } from '../services/index.js';
import { plansOf } from './provider-schedule.js';
import type { ProviderSchedule } from './provider-schedule.js';
import type { ProviderEntity } from './provider.entity.js';
import { ProvidersRepository } from './providers.repository.js';
import type { ProvidersFilter, SlotProvidersQuery } from './providers.repository.js';
import { addStars, ratingOf } from './rating.rule.js';
import type { StarTotals } from './rating.rule.js';
import { SchedulesRepository } from './schedules.repository.js';

export const providerOrders = ['rating', 'name', 'experience'] as const;
export type ProviderOrder = (typeof providerOrders)[number];

export interface ProviderSearch {
  city?: string;
  pincode?: string;
  /** Id or slug of a service. */
  service?: string;
  minRating?: number;
  /** Best rated first unless said otherwise; `experience` is by number of ratings. */
  sort?: ProviderOrder;
}

export interface StaffProviderFilter extends Omit<ProviderSearch, 'minRating'> {
  isActive?: boolean;
  isVerified?: boolean;
}

/** A provider with what is worked out of other rows. */
export interface RatedProvider {
  readonly provider: ProviderEntity;
  readonly skills: readonly string[];
  /** DI-5; null where nobody of the trade has been rated. */
  readonly rating: number | null;
}

export interface DayAvailability {
  readonly on: LocalDate;
  /** Working time that is neither leave nor taken, from now on. */
  readonly free: readonly Interval[];
}

/** No slot is ever offered further ahead (AV-1). */
const horizonDays = 90;
const nextMidnight = 1440;

/** `languages` are codes, the best spoken first. */
export type ProviderContact = Pick<ProviderEntity, 'id' | 'mobile' | 'email' | 'firstName' | 'languages'>;

@Injectable()
export class ProvidersService {
  /** By transaction; gone with it, or when it writes stars. */
  private readonly readRated = new WeakMap<Reader, ReadonlyMap<string, RatedProvider>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly providers: ProvidersRepository,
    private readonly schedules: SchedulesRepository,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
    private readonly app: AppConfig,
  ) {}

  /** Those customers may see: active and verified. @throws NotFound `service.not_found` */
  async search(wish: ProviderSearch, page: PageRequest): Promise<Page<RatedProvider>> {
    const { minRating = 0 } = wish;
    const found = await this.listRated({ ...(await this.filterOf(wish)), isActive: true, isVerified: true });
    const good = found.filter(({ rating }) => minRating === 0 || (rating !== null && rating >= minRating));
    return pageInMemory(good, page, wish, (each) => keyOf(each, wish.sort));
  }

  /** All of them, for staff. */
  async listForStaff(wish: StaffProviderFilter, page: PageRequest): Promise<Page<RatedProvider>> {
    const { isActive, isVerified } = wish;
    const found = await this.listRated({ ...(await this.filterOf(wish)), isActive, isVerified });
    return pageInMemory(found, page, wish, (each) => keyOf(each, wish.sort ?? 'name'));
  }

  /** @throws NotFound `provider.not_found`, also for one who is not active and verified */
  async getPublic(id: string): Promise<RatedProvider> {
    const [found] = await this.work.read((reader) => this.rated(reader, [id]));
    if (!found?.provider.isActive || !found.provider.isVerified) throw new NotFound('provider');
    return found;
  }

  /**
   * Those of the ids that exist, active or not, e.g. to name the provider of a booking. A transaction that has ranked
   * them asks again for the one who was chosen, and is answered from what it has read.
   */
  async rated(reader: Reader, ids: readonly string[]): Promise<RatedProvider[]> {
    if (ids.length === 0) return [];
    const known = this.readRated.get(reader);
    const found = ids.flatMap((id) => known?.get(id) ?? []);
    if (found.length === ids.length) return found;
    const rated = await this.rate(reader, await this.providers.listByIds(reader, ids));
    if (reader.queryRunner !== undefined)
      this.readRated.set(reader, new Map(rated.map((each) => [each.provider.id, each])));
    return rated;
  }

  /** How a provider is written to; null when there is no such provider at work. */
  async findContact(reader: Reader, id: string): Promise<ProviderContact | null> {
    const found = await this.providers.findById(reader, id);
    return found?.isActive ? found : null;
  }

  /** Counts what a customer gave, or sets it right (DI-5). */
  addStars(tx: Tx, providerId: string, stars: StarTotals): Promise<void> {
    this.readRated.delete(tx);
    return this.providers.addStars(tx, providerId, stars);
  }

  /** Who serves a pincode, with the days of those who have the skill, as the slot engine takes them. */
  async listForSlots(reader: Reader, query: Omit<SlotProvidersQuery, 'cityOf'>): Promise<ProviderSchedule[]> {
    const snapshot = await this.catalogue.snapshot(reader);
    const cityOf = (pincode: string) => snapshot.findPincode(pincode)?.city;
    return this.providers.listForSlots(reader, { ...query, cityOf });
  }

  /**
   * When a provider could still come, by local day. It says nothing about travel or notice: slots do.
   * @param days local dates, both included; default today and the six days after
   * @throws NotFound `provider.not_found`, ValidationFailed for days in the wrong order, past or over 90 days ahead
   */
  async availability(id: string, days: { from?: LocalDate; to?: LocalDate }): Promise<DayAvailability[]> {
    const { zone } = this.app;
    const now = this.clock.now();
    const today = localDate(now, zone);
    const last = addDays(today, horizonDays);
    const from = days.from ?? today;
    if (from < today || from > last)
      throw new ValidationFailed([
        { pointer: '#query/from', detail: `must lie between ${today} and ${last}` },
      ]);
    const to = days.to ?? earlier(addDays(from, 6), last);
    if (to < from || to > last)
      throw new ValidationFailed([{ pointer: '#query/to', detail: `must lie between ${from} and ${last}` }]);
    await this.getPublic(id);
    const window = {
      fromAt: new Date(atMinute(from, 0, zone)),
      toAt: new Date(atMinute(to, nextMidnight, zone)),
      zone,
      bufferMinutes: 0,
    };
    const rows = await this.work.read((reader) => this.schedules.read(reader, [id], { ...window, now }));
    const { hours, leave, engagements } = plansOf(rows, window, () => undefined)(id);
    const past = { startAt: 0, endAt: now.getTime() };
    const free = subtract(hours, [...leave, ...engagements, past]);
    return datesBetween(from, to).map((on) => ({ on, free: intersect(free, [dayInterval(on, zone)]) }));
  }

  private async filterOf({ city, pincode, service }: ProviderSearch): Promise<ProvidersFilter> {
    const skill = service === undefined ? undefined : (await this.catalogue.getService(service)).skill;
    return { city, pincode, skill };
  }

  private listRated(filter: ProvidersFilter): Promise<RatedProvider[]> {
    return this.work.read(async (reader) => this.rate(reader, await this.providers.list(reader, filter)));
  }

  private async rate(reader: Reader, rows: readonly ProviderEntity[]): Promise<RatedProvider[]> {
    const held = await this.providers.listSkills(
      reader,
      rows.map(({ id }) => id),
    );
    const skills = groupBy(held, ({ providerId }) => providerId);
    const stars = await this.providers.starsBySkill(reader, [...new Set(held.map(({ skill }) => skill))]);
    return rows.map((provider) => {
      const own = (skills.get(provider.id) ?? []).map(({ skill }) => skill);
      const trade = addStars(own.flatMap((skill) => stars.get(skill) ?? []));
      return { provider, skills: own, rating: ratingOf(provider, trade) };
    });
  }
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

function keyOf(
  { provider, rating }: RatedProvider,
  sort: ProviderOrder = 'rating',
): [string | number, string] {
  switch (sort) {
    case 'rating':
      return [-(rating ?? 0), provider.id];
    case 'experience':
      return [-provider.ratingCount, provider.id];
    case 'name':
      return [`${provider.firstName} ${provider.lastName.slice(0, 1)}`, provider.id];
  }
}
