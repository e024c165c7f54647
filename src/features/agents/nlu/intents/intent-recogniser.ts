import { readFileSync } from 'node:fs';
import type { RecognisedIntent } from './intent-names.js';
import { toIntent } from './intent-names.js';
import { matchPattern, readClause } from './intent-patterns.js';
import type { LabelledText } from './text-classifier.js';
import { TextClassifier } from './text-classifier.js';

export type { BookingAction, IntentName, RecognisedIntent } from './intent-names.js';

export interface IntentContext {
  /** What the service matcher said of the text, when it was asked. */
  service?: 'one' | 'several' | 'category' | 'none';
  /** Staff may ask data questions; nobody else is understood to. */
  isStaff?: boolean;
}

const TRAINING_FILES = ['training.en.json', 'training.hinglish.json', 'training.hi.json'];
const MOST_INTENTS = 3;
const SURE = 0.6;
const LEAST_CONFIDENCE = 0.2;
const LEAST_FAMILIARITY = 0.3;
/** Measured by three-fold cross-validation over the training files. */
const TEMPERATURE = 0.8;
const CLAUSE_BREAK = /[.;?!।\n]+|,?\s+(?:and|then|plus|aur|or phir|phir|और|तथा|फिर)\s+/iu;

function readTraining(file: string): LabelledText[] {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${file} holds no training texts`);
  return Object.entries(parsed).flatMap(([label, texts]: [string, unknown]) => {
    if (!Array.isArray(texts)) throw new Error(`${file}: ${label} is not a list`);
    return texts.map((text: unknown) => ({
      text: String(text),
      label: toIntent(label, 1, 'classifier') && label,
    }));
  });
}

/**
 * Recognises what a text asks for: patterns first, else a classifier trained when this is constructed (about 300 ms,
 * always to the same model), with texts foreign to the trade rejected as out of scope.
 */
export class IntentRecogniser {
  private readonly classifier: TextClassifier;

  constructor(samples: readonly LabelledText[] = TRAINING_FILES.flatMap(readTraining)) {
    this.classifier = TextClassifier.train(samples).withTemperature(TEMPERATURE);
  }

  /** Up to three intents, the leading one first; never empty. A text of no words is `unclear`. */
  recognise(text: string, context: IntentContext = {}): RecognisedIntent[] {
    const whole = this.recogniseClause(text, context);
    const clauses = text
      .split(CLAUSE_BREAK)
      .map((clause) => clause.trim())
      .filter((clause) => clause.length > 1);
    if (clauses.length < 2) return [whole];
    const parts = clauses
      .map((clause) => this.recogniseClause(clause, { isStaff: context.isStaff }))
      .filter((intent) => intent.confidence >= SURE && intent.name !== 'unclear');
    return merge(whole, parts);
  }

  private recogniseClause(text: string, context: IntentContext): RecognisedIntent {
    const named = context.service !== undefined && context.service !== 'none';
    const clause = readClause(text, named);
    if (clause.words.length === 0) return toIntent('unclear', 0.9, 'pattern');
    const pattern = matchPattern(clause, context.isStaff ?? false);
    if (pattern) return toIntent(pattern.label, pattern.confidence, 'pattern');
    const predictions = this.classifier.predict(text);
    const [first, second] = predictions;
    if (!first) return toIntent('unclear', 0.5, 'classifier');
    const isForeign = first.label === 'out_of_scope';
    if (isForeign && named && first.probability < 0.7 && second) {
      return toIntent(second.label, second.probability, 'classifier');
    }
    const stranger = !clause.namesService && this.classifier.familiarity(text) < LEAST_FAMILIARITY;
    if (stranger && !isForeign && first.probability < SURE) {
      return toIntent('out_of_scope', Math.max(0.5, 1 - first.probability), 'classifier');
    }
    if (first.probability < LEAST_CONFIDENCE) return toIntent('unclear', 1 - first.probability, 'classifier');
    return toIntent(first.label, first.probability, 'classifier');
  }
}

const labelOf = (intent: RecognisedIntent): string => `${intent.name}.${intent.action ?? ''}`;

/** A polite word or a question for a slot beside a real request is no second request. */
function isAside(intent: RecognisedIntent, others: readonly RecognisedIntent[]): boolean {
  const rest = others.filter((other) => other !== intent);
  if (rest.length === 0) return false;
  if (intent.name === 'greeting') return true;
  if (intent.name === 'availability_check') return rest.some((other) => other.action === 'book');
  return intent.name === 'out_of_scope' && intent.method === 'classifier';
}

function merge(whole: RecognisedIntent, parts: readonly RecognisedIntent[]): RecognisedIntent[] {
  const distinct = new Map<string, RecognisedIntent>();
  for (const part of parts) {
    const before = distinct.get(labelOf(part));
    if (!before || before.confidence < part.confidence) distinct.set(labelOf(part), part);
  }
  const all = [...distinct.values()];
  const kept = all.filter((intent) => !isAside(intent, all));
  if (kept.length >= 2) return kept.slice(0, MOST_INTENTS);
  const [only] = kept;
  return only && only.confidence > whole.confidence ? [only] : [whole];
}

let shared: IntentRecogniser | undefined;

/** As `IntentRecogniser.recognise`, with one recogniser trained at the first call and kept. */
export function recogniseIntents(text: string, context: IntentContext = {}): RecognisedIntent[] {
  shared ??= new IntentRecogniser();
  return shared.recognise(text, context);
}
