import { Injectable } from '@nestjs/common';
import type { Audience, KeyInHand } from '../../kernel/actor.js';
import type { Permission } from '../../kernel/permissions.js';
import type { Reader } from '../database/transaction.js';

/** What a principal may do, as it stands at the moment of the request. */
export interface Rights {
  permissions: ReadonlySet<Permission>;
  /** Of the role: higher outranks lower. */
  level: number;
  /** Of the audience `api` only. */
  key?: KeyInHand;
}

/** Finds a principal's rights, or null when the principal may not act at all any more. */
export type FindRights = (reader: Reader, principalId: string) => Promise<Rights | null>;

/**
 * Where features say how the rights of their audience are found: sessions know ids only. An audience whose
 * principals have no rights beyond being themselves needs no entry; staff does, and is refused without one.
 */
@Injectable()
export class Principals {
  private readonly sources = new Map<Audience, FindRights>();

  register(audience: Audience, find: FindRights): void {
    if (this.sources.has(audience)) throw new Error(`The rights of ${audience} are registered twice.`);
    this.sources.set(audience, find);
  }

  /** The rights of a principal; `none` where the audience has none to look up; null when they may not act. */
  async findRights(reader: Reader, audience: Audience, principalId: string): Promise<Rights | 'none' | null> {
    const find = this.sources.get(audience);
    if (find) return find(reader, principalId);
    return audience === 'staff' ? null : 'none';
  }
}
