import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { CatalogueService } from '../services/index.js';
import type { CatalogueSnapshot } from '../services/index.js';
import type { Language } from '../chat/index.js';
import type { Flow } from './dialog.js';
import { readChoice } from './nlu/choice/read-choice.js';
import type { ChoiceReading } from './nlu/choice/read-choice.js';
import { readAnswer } from './nlu/confirmation/read-answer.js';
import type { AnswerReading } from './nlu/confirmation/read-answer.js';
import { readEntities } from './nlu/entities/entities.js';
import type { Entities } from './nlu/entities/entities.js';
import { recogniseIntents } from './nlu/intents/intent-recogniser.js';
import type { RecognisedIntent } from './nlu/intents/intent-recogniser.js';
import { detectLanguage } from './nlu/script/normalise.js';
import { readSentiment } from './nlu/sentiment/sentiment.js';
import type { Sentiment } from './nlu/sentiment/sentiment.js';
import { ServiceMatcher } from './nlu/services/service-matcher.js';
import type { ServiceMatch } from './nlu/services/service-matcher.js';
import { readTimes } from './nlu/time/read-times.js';
import type { TimeReading } from './nlu/time/read-times.js';

/** What one message says, read by the local engine; nothing of it has been acted on. */
export interface Understood {
  readonly text: string;
  readonly language: Language;
  readonly intents: readonly RecognisedIntent[];
  readonly entities: Entities;
  readonly sentiment: Sentiment;
  readonly service: ServiceMatch;
  readonly times: TimeReading;
  /** As an answer to what was proposed, or to a question. */
  readonly answer: AnswerReading;
  /** Which of the options last shown. */
  readonly choice: ChoiceReading;
}

/** Reads messages: language, intents, services, times, answers. The catalogue's own words are part of the language. */
@Injectable()
export class Understanding {
  private known: { snapshot: CatalogueSnapshot; matcher: ServiceMatcher } | null = null;

  constructor(
    private readonly catalogue: CatalogueService,
    private readonly app: AppConfig,
  ) {}

  /**
   * @param flow the open task, whose question decides how a bare "11" or "the first" is read
   * @param at when the message was sent: relative days count from it
   */
  async read(
    text: string,
    { flow, language, at }: { flow: Flow | null; language: Language; at: Date },
  ): Promise<Understood> {
    const { zone } = this.app;
    const awaiting = flow?.awaiting ?? null;
    const expecting =
      awaiting === 'date' ? 'date' : awaiting === 'time' || awaiting === 'slot' ? 'time' : undefined;
    const service = (await this.matcher()).match(text);
    return {
      text,
      language: detectLanguage(text, language),
      intents: recogniseIntents(text, { service: service.decision }),
      entities: readEntities(text),
      sentiment: readSentiment(text),
      service,
      times: readTimes(text, { now: at, zone, expecting }),
      answer: readAnswer(text, flow?.kind),
      choice: flow ? choiceIn(text, flow, { now: at, zone }) : null,
    };
  }

  /** Reads the catalogue's words now, so that the first message does not wait for it. */
  async warmUp(): Promise<void> {
    await this.matcher();
    recogniseIntents('hello');
  }

  private async matcher(): Promise<ServiceMatcher> {
    const snapshot = await this.catalogue.snapshot();
    if (this.known?.snapshot !== snapshot) this.known = { snapshot, matcher: matcherOf(snapshot) };
    return this.known.matcher;
  }
}

/** A client may send an option's id, as a button does, instead of words. */
function choiceIn(text: string, { options }: Flow, when: { now: Date; zone: string }): ChoiceReading {
  const pressed = options.find(({ id }) => id === text.trim());
  return pressed ? { id: pressed.id } : readChoice(text, options, when);
}

function matcherOf({ services, categories }: CatalogueSnapshot): ServiceMatcher {
  return new ServiceMatcher(
    services.map(({ id, slug, name, nameHi, categoryId, category, phrases }) => ({
      id,
      slug,
      name,
      categoryId,
      categoryName: category.name,
      phrases: [nameHi, ...phrases],
    })),
    categories.map(({ id, name, nameHi, phrases }) => ({ id, name, phrases: [nameHi, ...phrases] })),
  );
}
