import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import type { FieldFault } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { CatalogueService } from '../services/index.js';
import type { ProviderHoursEntity } from './provider-hours.entity.js';
import type { ProviderLeaveEntity } from './provider-leave.entity.js';
import type { ProviderEntity } from './provider.entity.js';
import { providerUnavailable } from './provider.events.js';
import { ProvidersService } from './providers.service.js';
import type { RatedProvider } from './providers.service.js';
import { ProviderAlreadyExists } from './roster.errors.js';
import { RosterRepository } from './roster.repository.js';
import { weeklyHoursFaults } from './weekly-hours.rule.js';
import type { WeeklyStretch } from './weekly-hours.rule.js';

type Person = Pick<
  ProviderEntity,
  'firstName' | 'lastName' | 'mobile' | 'email' | 'city' | 'pincode' | 'gstNumber' | 'languages'
>;

/** Somebody who is to work here: what is left out is unknown, and they have no skills, places or hours yet. */
export type NewProvider = Omit<Person, 'pincode' | 'gstNumber'> & Partial<Person> & Partial<Abilities>;

interface Abilities {
  skills: readonly string[];
  pincodes: readonly string[];
  hours: readonly WeeklyStretch[];
}

/** What staff see of a provider. */
export interface RosterEntry extends RatedProvider {
  readonly id: string;
  readonly pincodes: readonly string[];
  readonly hours: readonly ProviderHoursEntity[];
  /** Not yet over. */
  readonly leave: readonly ProviderLeaveEntity[];
}

/**
 * Who works here, what they can do, where and when. What changes here decides what is offered from then on; visits that
 * are booked stay booked, save those of somebody who is let go.
 */
@Injectable()
export class RosterService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly roster: RosterRepository,
    private readonly providers: ProvidersService,
    private readonly catalogue: CatalogueService,
    private readonly sessions: Sessions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound `provider.not_found` */
  get(id: string): Promise<RosterEntry> {
    return this.work.read((reader) => this.entry(reader, id));
  }

  /**
   * Takes somebody on. Customers see them once they are verified.
   * @throws ProviderAlreadyExists, ValidationFailed
   */
  enrol({ skills = [], pincodes = [], hours = [], ...person }: NewProvider): Promise<RosterEntry> {
    return this.work.run(async (tx) => {
      await this.check(tx, { ...person, skills, pincodes, hours });
      const provider: ProviderEntity = {
        pincode: null,
        gstNumber: null,
        ...person,
        id: newId(),
        ...(await this.baseOf(tx, person.pincode)),
        ratingSum: 0,
        ratingCount: 0,
        isVerified: false,
        isActive: true,
        createdAt: this.clock.now(),
      };
      if (!(await this.roster.insertUnlessTaken(tx, provider))) throw new ProviderAlreadyExists();
      await this.roster.setSkills(tx, provider.id, skills);
      await this.roster.setPincodes(tx, provider.id, pincodes);
      await this.roster.setHours(tx, provider.id, hours);
      return this.entry(tx, provider.id);
    });
  }

  /** Changes what is given. @throws NotFound, ProviderAlreadyExists, ValidationFailed */
  change(id: string, change: Partial<Person>): Promise<RosterEntry> {
    return this.changing(id, async (tx) => {
      await this.check(tx, change);
      const base = change.pincode === undefined ? {} : await this.baseOf(tx, change.pincode);
      if (Object.keys(change).length === 0) return;
      if (!(await this.roster.changeUnlessTaken(tx, id, { ...change, ...base })))
        throw new ProviderAlreadyExists();
    });
  }

  /** Their papers have been seen, or turned out not to hold. @throws NotFound */
  setVerified(id: string, isVerified: boolean): Promise<RosterEntry> {
    return this.changing(id, async (tx) => {
      await this.roster.changeUnlessTaken(tx, id, { isVerified });
    });
  }

  /**
   * Lets somebody go: nothing more is offered with them, they are signed out, and others are found for what they were
   * booked for, by a job of this commit.
   * @throws NotFound
   */
  deactivate(id: string, reason: string): Promise<RosterEntry> {
    return this.changing(id, async (tx, { isActive }) => {
      if (!isActive) return;
      const now = this.clock.now();
      await this.roster.changeUnlessTaken(tx, id, { isActive: false });
      await this.sessions.revokeAll(tx, { audience: 'provider', id }, 'revoked');
      await this.events.publish(tx, providerUnavailable(id, { fromAt: now, toAt: null, reason }, now));
    });
  }

  /** Takes somebody back. @throws NotFound */
  activate(id: string): Promise<RosterEntry> {
    return this.changing(id, async (tx) => {
      await this.roster.changeUnlessTaken(tx, id, { isActive: true });
    });
  }

  /** @throws NotFound, ValidationFailed for a skill no service asks for */
  setSkills(id: string, skills: readonly string[]): Promise<RosterEntry> {
    return this.changing(id, async (tx) => {
      await this.check(tx, { skills });
      await this.roster.setSkills(tx, id, skills);
    });
  }

  /** @throws NotFound, ValidationFailed for a pincode that is none of ours */
  setPincodes(id: string, pincodes: readonly string[]): Promise<RosterEntry> {
    return this.changing(id, async (tx) => {
      await this.check(tx, { pincodes });
      await this.roster.setPincodes(tx, id, pincodes);
    });
  }

  /** @throws NotFound, ValidationFailed for stretches that are none or lie over each other */
  setHours(id: string, hours: readonly WeeklyStretch[]): Promise<RosterEntry> {
    return this.changing(id, async (tx) => {
      await this.check(tx, { hours });
      await this.roster.setHours(tx, id, hours);
    });
  }

  /** As `get`, inside a transaction or a read that is open already. */
  async entry(reader: Reader, id: string): Promise<RosterEntry> {
    const [rated] = await this.providers.rated(reader, [id]);
    if (!rated) throw new NotFound('provider');
    return {
      id,
      ...rated,
      pincodes: await this.roster.listPincodes(reader, id),
      hours: await this.roster.listHours(reader, id),
      leave: await this.roster.listLeave(reader, id, this.clock.now()),
    };
  }

  private changing(
    id: string,
    change: (tx: Tx, provider: ProviderEntity) => Promise<void>,
  ): Promise<RosterEntry> {
    return this.work.run(async (tx) => {
      const provider = await this.roster.hold(tx, id);
      if (!provider) throw new NotFound('provider');
      await change(tx, provider);
      return this.entry(tx, id);
    });
  }

  private async check(tx: Tx, given: Partial<Person & Abilities>): Promise<void> {
    const { city, pincode, skills = [], pincodes = [], hours = [] } = given;
    const snapshot = await this.catalogue.snapshot(tx);
    const asked = new Set(snapshot.services.map(({ skill }) => skill));
    const wanted = [...pincodes, ...(pincode ? [pincode] : [])];
    const known = new Set((await this.roster.knownPincodes(tx, wanted)).map((each) => each.pincode));
    const faults: FieldFault[] = [
      ...skills.flatMap((skill, at) =>
        asked.has(skill)
          ? []
          : { pointer: `/skills/${at}`, detail: 'must be a skill that a service asks for' },
      ),
      ...pincodes.flatMap((each, at) =>
        known.has(each) ? [] : { pointer: `/pincodes/${at}`, detail: 'must be a pincode of ours' },
      ),
      ...weeklyHoursFaults(hours),
    ];
    if (pincode && !known.has(pincode))
      faults.push({ pointer: '/pincode', detail: 'must be a pincode of ours' });
    if (city !== undefined && !(await this.roster.hasCity(tx, city)))
      faults.push({ pointer: '/city', detail: 'must be a city of ours' });
    if (faults.length > 0) throw new ValidationFailed(faults);
  }

  /** Where the working day begins. */
  private async baseOf(
    tx: Tx,
    pincode: string | null | undefined,
  ): Promise<Pick<ProviderEntity, 'baseLat' | 'baseLng'>> {
    const [place] = pincode ? await this.roster.knownPincodes(tx, [pincode]) : [];
    return { baseLat: place?.lat ?? null, baseLng: place?.lng ?? null };
  }
}
