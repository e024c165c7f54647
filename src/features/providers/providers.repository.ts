import { Injectable } from '@nestjs/common';
import { askRows, placesFor, selectRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { plansOf } from './provider-schedule.js';
import type { CityOf, DayPlan, ProviderSchedule, ScheduleWindow } from './provider-schedule.js';
import { ProviderPincodeEntity } from './provider-pincode.entity.js';
import { ProviderSkillEntity } from './provider-skill.entity.js';
import { ProviderEntity } from './provider.entity.js';
import type { StarTotals } from './rating.rule.js';
import { SchedulesRepository } from './schedules.repository.js';

export interface SlotProvidersQuery extends ScheduleWindow {
  pincode: string;
  skill: string;
  /** Where other jobs are. */
  cityOf: CityOf;
  /** By which the expiry of holds is judged (HB-1). */
  now: Date;
  /** A booking or hold whose own cells count as free (HB-5). */
  exceptOwnerId?: string;
  /** Only these; all when absent. */
  providerIds?: readonly string[];
}

export interface ProvidersFilter {
  city?: string;
  pincode?: string;
  skill?: string;
  /** Both true for what customers see. */
  isActive?: boolean;
  isVerified?: boolean;
}

@Injectable()
export class ProvidersRepository {
  constructor(private readonly schedules: SchedulesRepository) {}

  findById(reader: Reader, id: string): Promise<ProviderEntity | null> {
    return reader.getRepository(ProviderEntity).findOneBy({ id });
  }

  listByIds(reader: Reader, ids: readonly string[]): Promise<ProviderEntity[]> {
    return selectRows(reader, ProviderEntity, { id: ids });
  }

  /** Every provider of the filter, by id. */
  list(reader: Reader, filter: ProvidersFilter): Promise<ProviderEntity[]> {
    const query = reader
      .getRepository(ProviderEntity)
      .createQueryBuilder('provider')
      .orderBy('provider.id', 'ASC');
    const { city, pincode, skill, isActive, isVerified } = filter;
    if (city !== undefined) query.andWhere('provider.city = :city', { city });
    if (isActive !== undefined) query.andWhere('provider.isActive = :isActive', { isActive });
    if (isVerified !== undefined) query.andWhere('provider.isVerified = :isVerified', { isVerified });
    if (pincode !== undefined)
      query.innerJoin(
        ProviderPincodeEntity,
        'served',
        'served.providerId = provider.id AND served.pincode = :pincode',
        { pincode },
      );
    if (skill !== undefined)
      query.innerJoin(
        ProviderSkillEntity,
        'skilled',
        'skilled.providerId = provider.id AND skilled.skill = :skill',
        {
          skill,
        },
      );
    return query.getMany();
  }

  listSkills(reader: Reader, providerIds: readonly string[]): Promise<ProviderSkillEntity[]> {
    return selectRows(reader, ProviderSkillEntity, { providerId: providerIds }, { order: ['skill'] });
  }

  /** The stars of all providers of some skills, added up: what the mean of a category is made from (DI-5). */
  async starsBySkill(reader: Reader, skills: readonly string[]): Promise<Map<string, StarTotals>> {
    if (skills.length === 0) return new Map();
    const rows = await askRows<{ skill: string; ratingSum: number | string; ratingCount: number | string }>(
      reader,
      `SELECT skilled.skill AS skill, SUM(provider.ratingSum) AS ratingSum, SUM(provider.ratingCount) AS ratingCount
       FROM provider_skills skilled JOIN providers provider ON provider.id = skilled.providerId
       WHERE skilled.skill IN (${placesFor(skills)}) GROUP BY skilled.skill`,
      skills,
    );
    return new Map(
      rows.map(({ skill, ratingSum, ratingCount }) => [
        skill,
        { ratingSum: Number(ratingSum), ratingCount: Number(ratingCount) },
      ]),
    );
  }

  /** Adds to what the row has by then, so that two at once are both counted. */
  async addStars(tx: Tx, providerId: string, { ratingSum, ratingCount }: StarTotals): Promise<void> {
    await tx
      .getRepository(ProviderEntity)
      .createQueryBuilder()
      .update()
      .set({ ratingSum: () => 'ratingSum + :ratingSum', ratingCount: () => 'ratingCount + :ratingCount' })
      .where({ id: providerId })
      .setParameters({ ratingSum, ratingCount })
      .execute();
  }

  /**
   * The providers who serve a pincode, with what the slot engine must know of each: two queries, whatever their
   * number, or one for those who are named. Those without the skill are listed too, with empty days, so that the engine can tell nobody there from
   * nobody able (AV-4).
   */
  async listForSlots(reader: Reader, query: SlotProvidersQuery): Promise<ProviderSchedule[]> {
    const { serving, rows } = await this.readServing(reader, query);
    const planOf = plansOf(rows, query, query.cityOf);
    const pincodes = new Set([query.pincode]);
    const skills = new Set([query.skill]);
    return serving.map(({ id, isSkilled }) => ({
      id,
      isActive: true,
      isVerified: true,
      pincodes,
      ...(isSkilled ? { skills, ...planOf(id) } : { skills: noSkills, ...emptyPlan }),
    }));
  }

  private async readServing(reader: Reader, query: SlotProvidersQuery) {
    if (query.providerIds) return this.schedules.readServing(reader, query.providerIds, query);
    const serving = await this.schedules.serving(reader, query);
    const skilled = serving.flatMap(({ id, isSkilled }) => (isSkilled ? id : []));
    return { serving, rows: await this.schedules.read(reader, skilled, query) };
  }
}

const noSkills: ReadonlySet<string> = new Set<string>();
const emptyPlan: DayPlan = { hours: [], leave: [], engagements: [], jobsOn: new Map() };
