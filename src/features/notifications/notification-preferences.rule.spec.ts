import fc from 'fast-check';
import { mandatoryCategories, noticeCategories } from './notice-kinds.js';
import { isOn, noticeChannels, preferencesOf } from './notification-preferences.rule.js';
import type { Choice } from './notification-preferences.rule.js';

const choice = fc.record<Choice>({
  category: fc.constantFrom(...noticeCategories),
  channel: fc.constantFrom(...noticeChannels),
  isOn: fc.boolean(),
});
const choices = fc.uniqueArray(choice, { selector: ({ category, channel }) => `${category} ${channel}` });

describe('what a person is told of (NT-5)', () => {
  it('is everything until they choose', () => {
    expect(preferencesOf([])).toHaveLength(noticeCategories.length * noticeChannels.length);
    expect(preferencesOf([]).every((each) => each.isOn)).toBe(true);
  });

  it('is what they chose, and what is owed to them', () => {
    fc.assert(
      fc.property(choices, (made) => {
        for (const { category, channel, isOn: stands, isMandatory } of preferencesOf(made)) {
          const own = made.find((each) => each.category === category && each.channel === channel);
          expect(isMandatory).toBe(mandatoryCategories.includes(category));
          expect(stands).toBe(isMandatory || (own?.isOn ?? true));
          expect(isOn(made, category, channel)).toBe(stands);
        }
      }),
    );
  });
});
