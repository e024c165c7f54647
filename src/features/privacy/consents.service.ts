import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Device } from '../../platform/auth/sessions.js';
import { canonicalJson } from '../../platform/database/commands.js';
import type { Reader } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { UsersService } from '../users/index.js';
import type { ConsentEntity } from './consent.entity.js';
import { consentPurposes, consentTexts } from './consent-texts.js';
import type { ConsentPurpose } from './consent-texts.js';
import { ConsentsRepository } from './consents.repository.js';
import { ConsentTextOutdated } from './privacy.errors.js';

/** What somebody says on a purpose. */
export interface ConsentWord {
  purpose: ConsentPurpose;
  isGiven: boolean;
  textVersion: string;
}

export interface ConsentStanding {
  purpose: ConsentPurpose;
  /** Null when they were never asked, which is as good as no. */
  last: ConsentEntity | null;
}

/** What customers agreed to, in which words, with proof (ID-9). */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly consents: ConsentsRepository,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /** Where a customer stands on every purpose. */
  list(actor: Actor): Promise<ConsentStanding[]> {
    return this.work.read(async (reader) => {
      const standings: ConsentStanding[] = [];
      for (const purpose of consentPurposes)
        standings.push({ purpose, last: await this.consents.findLatest(reader, actor.id, purpose) });
      return standings;
    });
  }

  /** The last word on a purpose, inside a transaction or a read that is open already. */
  findLatest(reader: Reader, userId: string, purpose: ConsentPurpose): Promise<ConsentEntity | null> {
    return this.consents.findLatest(reader, userId, purpose);
  }

  /** @throws NotFound `consent.not_found` */
  async get(actor: Actor, id: string): Promise<ConsentEntity> {
    const found = await this.work.read((reader) => this.consents.find(reader, id, actor.id));
    if (!found) throw new NotFound('consent');
    return found;
  }

  /**
   * Keeps a word beside all former ones. Giving takes the text in force; taking back takes any, so that it is never
   * harder than giving was.
   * @throws ConsentTextOutdated, NotFound
   */
  record(
    actor: Actor,
    { purpose, isGiven, textVersion }: ConsentWord,
    device: Device,
  ): Promise<ConsentEntity> {
    const text = consentTexts[purpose];
    if (isGiven && textVersion !== text.version) throw new ConsentTextOutdated(text.version);
    return this.work.run(async (tx) => {
      const user = await this.users.getWithin(tx, actor.id);
      const at = this.clock.now();
      const textHash = sha256(canonicalJson({ purpose, ...text }));
      const said = { userId: user.id, purpose, isGiven, textVersion: text.version, textHash };
      const consent: ConsentEntity = {
        id: newId(),
        ...said,
        proofHash: sha256(canonicalJson({ ...said, at: at.toISOString(), ip: device.ip })),
        ip: device.ip?.slice(0, 45) ?? null,
        userAgent: device.userAgent?.slice(0, 300) ?? null,
        at,
      };
      await this.consents.insert(tx, consent);
      if (purpose === 'marketing') await this.users.setPreference(tx, user.id, 'marketing', isGiven);
      return consent;
    });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
