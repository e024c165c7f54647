import { normaliseWithOffsets } from '../script/normalise.js';
import { timeSpans } from '../time/read-times.js';
import { foldAnswerWord, phraseAt } from './answer-words.js';
import type { Role } from './answer-words.js';

/** What was proposed, when it matters: "cancel it" agrees to a cancellation and refuses anything else. */
export type ProposalKind = 'booking' | 'cancellation' | 'reschedule';

export interface AnswerReading {
  /** `correction`: the proposal is not agreed to as it stands; `rest` says what is to be different. */
  readonly answer: 'yes' | 'no' | 'correction' | 'unclear';
  /** 0 to 1. A `yes` is given only when it is safe to act on. */
  readonly confidence: number;
  /** The words as written that are more than the answer itself, to be understood like any message. */
  readonly rest?: string;
}

type Part = Role | 'pause' | 'time' | 'other';

interface Piece {
  readonly part: Part;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{M}][\p{L}\p{M}']*|\d+|\p{Extended_Pictographic}|[^\s]/gu;
const CONTENT: readonly Part[] = ['time', 'change', 'want', 'other'];

/**
 * Yes, no, or something else, from the whole utterance, in English, Hindi and Hinglish. A false yes is the worst
 * mistake, since money moves on it: an answer that also asks, doubts, negates, sets a condition or says something not
 * understood is never a yes. A time or a change named with the answer makes it a correction, even where it may repeat
 * what was proposed: the caller compares.
 */
export function readAnswer(text: string, proposal?: ProposalKind): AnswerReading {
  const normalised = normaliseWithOffsets(text);
  const pieces = piecesOf(normalised.text);
  const parts = settle(pieces.map(({ part }) => roleFor(part, proposal)));
  const decision = decide(parts, /(?:^| )(?:ji+|jee+)(?: |$|[.!])/.test(normalised.text));
  const content = pieces.findIndex(({ part }) => CONTENT.includes(part));
  if (decision.answer === 'yes' || content < 0) return decision;
  // "my address is different" is easier understood with its "my".
  const lead = pieces
    .slice(0, content)
    .reverse()
    .findIndex(({ part }) => part !== 'filler');
  const start = pieces[lead < 0 ? 0 : content - lead]?.start ?? 0;
  return { ...decision, rest: text.slice(normalised.offsets[start]).trim() };
}

function piecesOf(text: string): Piece[] {
  const times = timeSpans(text);
  const words = [...text.matchAll(WORD)].map((found) => ({
    word: foldAnswerWord(found[0]),
    start: found.index,
    end: found.index + found[0].length,
  }));
  const pieces: Piece[] = [];
  for (let i = 0; i < words.length;) {
    const word = words[i];
    if (word === undefined) break;
    const isTime = times.some(([start, end]) => word.start >= start && word.start < end);
    const known = isTime ? null : phraseAt(words.slice(i).map((each) => each.word));
    const length = known?.length ?? 1;
    const part =
      known?.role ??
      (isTime || /^\d/.test(word.word)
        ? 'time'
        : /^[\p{P}\p{S}]$/u.test(word.word)
          ? pauseOr(word.word)
          : 'other');
    pieces.push({ part, start: word.start, end: words[i + length - 1]?.end ?? word.end });
    i += length;
  }
  return pieces;
}

function pauseOr(mark: string): Part {
  return /\p{Extended_Pictographic}/u.test(mark) ? 'filler' : 'pause';
}

function roleFor(part: Part, proposal: ProposalKind | undefined): Part {
  if (part === 'cancel') return proposal === 'cancellation' ? 'act' : part;
  if (part === 'move') return proposal === 'reschedule' ? 'act' : 'change';
  return part;
}

/** Joins negations with what they negate, and drops fillers. */
function settle(parts: readonly Part[]): Part[] {
  const line = ` ${parts.filter((part) => part !== 'filler').join(' ')} `
    .replace(/(?: pause)+ $/, ' ')
    .replace(/ (act|yes|fine) na $/, ' $1 ')
    .replace(/ na /g, ' no ')
    // "don't stop", "don't say no": who denies a refusal has still not agreed.
    .replace(/ not (?:stop|no|nahi) /g, ' unsure ')
    .replace(/ fine (?:pause )?cancel /g, ' stop ')
    .replace(/ (?:not|nahi) cancel /g, ' keep ')
    .replace(/ cancel (?:not|nahi) /g, ' keep ')
    .replace(/ not (?:yes|fine|act|assure) /g, ' no ')
    .replace(/ fine (?:nahi|not) /g, ' no ')
    .replace(/ act (?:not|nahi) /g, ' stop ')
    // "nahi nahi, theek hai, kar do" soothes before it agrees.
    .replace(/ nahi (?:pause )?nahi (?:pause )?fine (?:pause )?act /g, ' assure act ');
  return line.trim().split(' ').filter(Boolean) as Part[];
}

function decide(parts: readonly (Part | 'keep')[], saysJi: boolean): AnswerReading {
  const heard = parts.filter((part) => part !== 'pause');
  const has = (...wanted: (Part | 'keep')[]): boolean => heard.some((part) => wanted.includes(part));
  const agrees = has('yes', 'fine', 'act', 'assure');
  const refuses = has('no', 'nahi', 'stop', 'cancel', 'keep');
  const says = has('time', 'other');
  if (has('question')) return { answer: 'unclear', confidence: 0.8 };
  if (has('stop') && !has('but', 'change') && !movesOn(heard)) return stopped(heard);
  if (has('time', 'change') || (has('want') && says && (agrees || refuses))) {
    return { answer: 'correction', confidence: agrees || refuses || has('change', 'but') ? 0.85 : 0.6 };
  }
  if (has('unsure')) return { answer: 'unclear', confidence: 0.8 };
  if (has('but')) return { answer: says && (agrees || refuses) ? 'correction' : 'unclear', confidence: 0.5 };
  if (has('not') && !refuses)
    return says ? { answer: 'unclear', confidence: 0.4 } : { answer: 'no', confidence: 0.6 };
  if (agrees && refuses) return { answer: 'unclear', confidence: 0.5 };
  if (refuses) return refused(parts);
  if (!agrees)
    return saysJi && !says && heard.length === 0
      ? { answer: 'yes', confidence: 0.7 }
      : { answer: 'unclear', confidence: 0.5 };
  if (says || (has('thanks') && !has('yes', 'act'))) return { answer: 'unclear', confidence: 0.4 };
  return { answer: 'yes', confidence: has('yes', 'act') ? 0.95 : has('fine') ? 0.85 : 0.65 };
}

/** "rehne do, kal 5 baje karo" drops one thing for another; "rehne do, kal dekhte hain" drops it. */
function movesOn(heard: readonly (Part | 'keep')[]): boolean {
  return heard.indexOf('time') > heard.lastIndexOf('stop') && !heard.includes('unsure');
}

/** "haan, rehne do" gives up; "rehne do... nahi, kar do" has changed its mind half way, and is asked again. */
function stopped(heard: readonly (Part | 'keep')[]): AnswerReading {
  const after = heard.slice(heard.lastIndexOf('stop'));
  return after.some((part) => part === 'yes' || part === 'act' || part === 'fine')
    ? { answer: 'unclear', confidence: 0.5 }
    : { answer: 'no', confidence: 0.9 };
}

/** "no, too expensive" refuses; "no fee", where the no belongs to the word after it, says something else. */
function refused(parts: readonly (Part | 'keep')[]): AnswerReading {
  const only = parts.filter((part) => part === 'other').length;
  if (only === 0) return { answer: 'no', confidence: parts.includes('keep') ? 0.7 : 0.95 };
  const belongs = parts.some((part, i) => part === 'no' && parts[i + 1] === 'other');
  return belongs ? { answer: 'unclear', confidence: 0.5 } : { answer: 'no', confidence: 0.6 };
}
