import { wordKey, wordsOf } from '../services/sound-key.js';
import { CUE_WORDS } from './cue-words.js';

const LONGEST_CUE = 5;

const cuesByKey = new Map<string, Set<string>>();

for (const [cue, spellings] of Object.entries(CUE_WORDS)) {
  for (const spelling of spellings.split(',')) {
    const key = wordsOf(spelling).map(wordKey).join(' ');
    const cues = cuesByKey.get(key) ?? new Set<string>();
    cues.add(cue);
    cuesByKey.set(key, cues);
  }
}

/** Words that only sound like a cue: "polish" is no policy. */
const FALSE_FRIENDS: Readonly<Record<string, RegExp>> = { policy: /^p[ao]+l+i+sh/u };

/** The cues of a text, each once, in order of appearance. */
export function cuesOf(words: readonly string[]): string[] {
  const keys = words.map(wordKey);
  const found = new Set<string>();
  for (let start = 0; start < keys.length; start += 1) {
    for (let length = 1; length <= LONGEST_CUE && start + length <= keys.length; length += 1) {
      const cues = cuesByKey.get(keys.slice(start, start + length).join(' '));
      for (const cue of cues ?? []) if (!FALSE_FRIENDS[cue]?.test(words[start] ?? '')) found.add(cue);
    }
  }
  return [...found];
}
