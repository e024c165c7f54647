import type { Language } from '../../chat/index.js';
import { english } from './english.js';
import { hindi } from './hindi.js';
import { hinglish } from './hinglish.js';
import type { Phrasebook } from './phrasebook.js';

export const phrasebooks: Readonly<Record<Language, Phrasebook>> = { en: english, hi: hindi, hinglish };
