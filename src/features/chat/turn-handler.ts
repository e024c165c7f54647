import type { Actor } from '../../kernel/actor.js';

export type Language = 'en' | 'hi' | 'hinglish';

/** What the assistant waits for (API.md, a turn answer). */
export type Awaiting =
  | 'service'
  | 'variant'
  | 'address'
  | 'pincode'
  | 'date'
  | 'time'
  | 'slot'
  | 'booking'
  | 'complaintType'
  | 'description'
  | 'confirmation'
  | 'choice';

export interface AnswerOption {
  id: string;
  label: string;
}

/** The exact change a yes would make. */
export interface AnswerProposal {
  id: string;
  kind: string;
  details: Readonly<Record<string, unknown>>;
  pricePaise?: number;
  feePaise?: number;
  expiresAt: string;
}

export interface AnswerIntent {
  name: string;
  action?: string;
  confidence: number;
}

/** What one turn says and did (API.md, "A turn answer"), without the ids that chat adds. */
export interface TurnAnswer {
  reply: string;
  language: Language;
  intents: readonly AnswerIntent[];
  method: 'pattern' | 'classifier' | 'model' | 'context';
  agent: string;
  awaiting: Awaiting | null;
  options: readonly AnswerOption[];
  proposal: AnswerProposal | null;
  action: { kind: string; id: string; summary: string } | null;
  citations: readonly { n: number; documentId: string; title: string; quote: string }[];
  grounding: number | null;
  suggestions: readonly string[];
  handoff: boolean;
}

export interface TurnStep {
  node: string;
  durationMs: number;
}

export interface TurnRequest {
  actor: Actor;
  threadId: string;
  turnId: string;
  message: string;
  /** The language of the thread so far. */
  language: Language;
  /** What the handler left on the turn before; null at the start, or when it could not be read. */
  dialog: unknown;
  /** When the person sent the message: relative dates count from here, also when the turn is resumed. */
  at: Date;
}

export interface TurnOutcome {
  answer: TurnAnswer;
  /** Kept on the thread in the transaction that stores the answer. */
  dialog: unknown;
  entities: Readonly<Record<string, unknown>>;
  sentiment: number;
  steps: readonly TurnStep[];
}

/**
 * What thinks. Chat keeps the conversation and calls this once a turn; it may be called again with the same turn
 * after a crash, so its writes are commands and happen once.
 */
export abstract class TurnHandler {
  abstract handle(request: TurnRequest): Promise<TurnOutcome>;

  /** Makes ready what the first turn would else wait for; who answers messages calls it before it listens. */
  abstract warmUp(): Promise<void>;
}
