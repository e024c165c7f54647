import { isMandatory, noticeCategories } from './notice-kinds.js';
import type { NoticeCategory } from './notice-kinds.js';
import type { NoticeChannel } from './notification-template.entity.js';

/** One choice of a person. */
export interface Choice {
  readonly category: NoticeCategory;
  readonly channel: NoticeChannel;
  readonly isOn: boolean;
}

export interface Preference extends Choice {
  /** Owed to the person, and so never off. */
  readonly isMandatory: boolean;
}

export const noticeChannels: readonly NoticeChannel[] = ['email', 'sms', 'in_app'];

/**
 * Whether notices of a category go to a person by a channel (NT-5). What is mandatory always does; the rest as the
 * person chose. Without a choice it does, also promotions, which wait for the consent apart from this (NT-4).
 */
export function isOn(choices: readonly Choice[], category: NoticeCategory, channel: NoticeChannel): boolean {
  if (isMandatory(category)) return true;
  return choices.find((each) => each.category === category && each.channel === channel)?.isOn ?? true;
}

/** Every category on every channel, as it stands for somebody with these choices. */
export function preferencesOf(choices: readonly Choice[]): Preference[] {
  return noticeCategories.flatMap((category) =>
    noticeChannels.map((channel) => ({
      category,
      channel,
      isOn: isOn(choices, category, channel),
      isMandatory: isMandatory(category),
    })),
  );
}
