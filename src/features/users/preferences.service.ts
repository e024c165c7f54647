import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { UserEntity } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

export interface Preferences {
  language: string;
  /** Whether they want to hear of offers; consent is theirs to give and take (ID-9). */
  marketing: boolean;
  theme: string;
}

export type PreferencesChange = Partial<Preferences>;

/** How a customer likes things done. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async get(actor: Actor): Promise<Preferences> {
    const user = await this.work.read((reader) => this.users.find(reader, actor.id));
    if (!user) throw new NotFound('user');
    return preferencesOf(user);
  }

  /**
   * Changes what is given and leaves the rest. The race: the row is held, so that two changes at once are both kept.
   * @throws NotFound
   */
  change(actor: Actor, { language, ...given }: PreferencesChange): Promise<Preferences> {
    return this.work.run(async (tx) => {
      await this.users.hold(tx, actor.id);
      const user = await this.users.find(tx, actor.id);
      if (!user) throw new NotFound('user');
      const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
      const changed = {
        language: language ?? user.language,
        preferences: { ...user.preferences, ...Object.fromEntries(chosen) },
        updatedAt: this.clock.now(),
      };
      await this.users.change(tx, user.id, changed);
      return preferencesOf({ ...user, ...changed });
    });
  }
}

function preferencesOf({ language, preferences }: UserEntity): Preferences {
  const { marketing, theme } = preferences;
  return {
    language,
    marketing: marketing === true,
    theme: typeof theme === 'string' ? theme : 'system',
  };
}
