import { Entity, Index } from 'typeorm';
import { NaturalKey, RefersKey } from '../../platform/database/columns.js';
import { ProviderEntity } from './provider.entity.js';

/** A provider can do the services that ask for this skill. */
@Entity('provider_skills')
@Index(['skill'])
export class ProviderSkillEntity {
  @RefersKey(() => ProviderEntity) providerId: string;
  @NaturalKey(60) skill: string;
}
