import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader } from '../../platform/database/transaction.js';
import { plansOf } from './provider-schedule.js';
import type { ProviderSchedule, ScheduleWindow } from './provider-schedule.js';
import { ProviderPincodeEntity } from './provider-pincode.entity.js';
import { ProviderSkillEntity } from './provider-skill.entity.js';
import { ProviderEntity } from './provider.entity.js';
import { SchedulesRepository } from './schedules.repository.js';

export interface SlotProvidersQuery extends ScheduleWindow {
  pincode: string;
  skill: string;
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
    return ids.length === 0
      ? Promise.resolve([])
      : reader.getRepository(ProviderEntity).findBy({ id: In([...ids]) });
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
    return providerIds.length === 0
      ? Promise.resolve([])
      : reader
          .getRepository(ProviderSkillEntity)
          .find({ where: { providerId: In([...providerIds]) }, order: { skill: 'ASC' } });
  }

  /** The stars of all providers of each skill, added up: what the mean of a category is made from (DI-5). */
  async starsBySkill(reader: Reader): Promise<Map<string, { ratingSum: number; ratingCount: number }>> {
    const rows = await reader
      .getRepository(ProviderSkillEntity)
      .createQueryBuilder('skilled')
      .innerJoin(ProviderEntity, 'provider', 'provider.id = skilled.providerId')
      .select('skilled.skill', 'skill')
      .addSelect('SUM(provider.ratingSum)', 'ratingSum')
      .addSelect('SUM(provider.ratingCount)', 'ratingCount')
      .groupBy('skilled.skill')
      .getRawMany<{ skill: string; ratingSum: number | string; ratingCount: number | string }>();
    return new Map(
      rows.map(({ skill, ratingSum, ratingCount }) => [
        skill,
        { ratingSum: Number(ratingSum), ratingCount: Number(ratingCount) },
      ]),
    );
  }

  /**
   * The providers who serve a pincode, with what the slot engine must know of each: six queries, whatever their
   * number. Those without the skill are listed too, with empty days, so that the engine can tell nobody there from
   * nobody able (AV-4).
   */
  async listForSlots(reader: Reader, query: SlotProvidersQuery): Promise<ProviderSchedule[]> {
    const { pincode, skill } = query;
    const serving = await this.list(reader, { pincode, isActive: true, isVerified: true });
    const asked = query.providerIds ? serving.filter(({ id }) => query.providerIds?.includes(id)) : serving;
    const skilled = new Set(
      (await this.listSkilled(reader, skill, asked)).map(({ providerId }) => providerId),
    );
    const planOf = plansOf(await this.schedules.read(reader, [...skilled], query), query);
    return asked.map(({ id, isActive, isVerified }) => ({
      id,
      isActive,
      isVerified,
      pincodes: new Set([pincode]),
      skills: new Set(skilled.has(id) ? [skill] : []),
      ...(skilled.has(id) ? planOf(id) : { hours: [], leave: [], engagements: [], jobsOn: new Map() }),
    }));
  }

  private listSkilled(
    reader: Reader,
    skill: string,
    providers: readonly ProviderEntity[],
  ): Promise<ProviderSkillEntity[]> {
    const ids = providers.map(({ id }) => id);
    return reader.getRepository(ProviderSkillEntity).findBy({ skill, providerId: In(ids) });
  }
}
