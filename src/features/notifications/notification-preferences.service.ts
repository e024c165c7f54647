import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isMandatory } from './notice-kinds.js';
import { NoticeIsMandatory } from './notifications.errors.js';
import { NotificationPreferencesRepository } from './notification-preferences.repository.js';
import { preferencesOf } from './notification-preferences.rule.js';
import type { Choice, Preference } from './notification-preferences.rule.js';

/** What people want to be told of, and by which channel (NT-5). */
@Injectable()
export class NotificationPreferences {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: NotificationPreferencesRepository,
    private readonly clock: Clock,
  ) {}

  /** Every category on every channel, as it stands for the person. */
  async list(actor: Actor): Promise<Preference[]> {
    return preferencesOf(await this.work.read((reader) => this.rows.listOf(reader, actor.id)));
  }

  /**
   * Changes what was given and leaves the rest.
   * @throws NoticeIsMandatory for a category that is owed to the person, when it is switched off
   */
  change(actor: Actor, choices: readonly Choice[]): Promise<{ id: string; preferences: Preference[] }> {
    return this.work.run(async (tx) => {
      const owed = choices.find(({ category, isOn }) => !isOn && isMandatory(category));
      if (owed) throw new NoticeIsMandatory(owed.category);
      for (const choice of choices.filter(({ category }) => !isMandatory(category)))
        await this.rows.set(tx, actor.id, choice, this.clock.now());
      return { id: actor.id, preferences: preferencesOf(await this.rows.listOf(tx, actor.id)) };
    });
  }
}
