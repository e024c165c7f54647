import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { TurnHandler } from '../chat/index.js';
import type { TurnAnswer, TurnOutcome, TurnRequest, TurnStep } from '../chat/index.js';
import { BookingAgent } from './booking.agent.js';
import { BookingsAgent } from './bookings.agent.js';
import { CancellationAgent } from './cancellation.agent.js';
import { ConversationAgent } from './conversation.agent.js';
import { agentNames, planTurn } from './coordinator.js';
import { mostAside, readDialog } from './dialog.js';
import type { Dialog, Flow } from './dialog.js';
import type { CompiledGraph } from './graph/compiled-graph.js';
import { END, START } from './graph/graph-shape.js';
import { defineGraph } from './graph/state-graph.js';
import { withinScopes } from './key-scopes.js';
import { phrasebooks } from './replies/phrasebooks.js';
import { ServiceAgent } from './service.agent.js';
import { turnChannels } from './turn-state.js';
import type { Said, TurnContext, TurnState } from './turn-state.js';
import { Understanding } from './understanding.js';
import type { Understood } from './understanding.js';

/**
 * The built-in assistant: understands a message, lets the coordinator decide who answers, runs those agents, and
 * puts what they say together. It holds nothing between turns; the dialog goes back to the thread.
 */
@Injectable()
export class Concierge extends TurnHandler {
  readonly graph: CompiledGraph<TurnState, TurnContext>;

  constructor(
    private readonly understanding: Understanding,
    private readonly app: AppConfig,
    conversation: ConversationAgent,
    service: ServiceAgent,
    bookings: BookingsAgent,
    cancellation: CancellationAgent,
    booking: BookingAgent,
  ) {
    super();
    this.graph = defineGraph<TurnState, TurnContext>({ channels: turnChannels })
      .node('coordinator', coordinate)
      .node('conversation', (state, context) => conversation.run(state, context))
      .node('service', (state, context) => service.run(state, context))
      .node(
        'bookings',
        withinScopes('bookings', (state, context) => bookings.run(state, context)),
      )
      .node(
        'cancellation',
        withinScopes('cancellation', (state, context) => cancellation.run(state, context)),
      )
      .node(
        'booking',
        withinScopes('booking', (state, context) => booking.run(state, context)),
      )
      .node('resume', resume)
      .edge(START, 'coordinator')
      .branch('coordinator', ({ plan }) => agentNames.filter((name) => plan[name] !== undefined), [
        ...agentNames,
      ])
      .edge('conversation', 'resume')
      .edge('service', 'resume')
      .edge('bookings', 'resume')
      .edge('cancellation', 'resume')
      .edge('booking', 'resume')
      .edge('resume', END)
      .compile({ stepLimit: 8 });
  }

  /** The first message does not wait for the classifier to be trained. */
  async warmUp(): Promise<void> {
    await this.understanding.warmUp();
  }

  async handle({
    actor,
    threadId,
    turnId,
    message,
    language,
    dialog: kept,
    at,
  }: TurnRequest): Promise<TurnOutcome> {
    const dialog = readDialog(kept);
    const understood = await this.understanding.read(message, { flow: dialog.flow, language, at });
    const steps: TurnStep[] = [];
    const phrases = phrasebooks[understood.language];
    const context: TurnContext = {
      actor: { ...actor, channel: 'chat' },
      threadId,
      turnId,
      at,
      phrases,
      zone: this.app.zone,
      isHindi: understood.language === 'hi',
    };
    const { flow, aside, topic, lastOrder } = dialog;
    const run = await this.graph.run(
      { understood, plan: planTurn(dialog, understood), flow, aside, topic, lastOrder },
      { context, threadKey: threadId, onStep: ({ node, durationMs }) => steps.push({ node, durationMs }) },
    );
    if (run.status !== 'done') throw new Error(`The turn's graph ended as ${run.status}.`);
    return {
      answer: compose(run.state, understood),
      dialog: nextDialog(dialog, run.state),
      entities: { ...understood.entities },
      sentiment: understood.sentiment.score,
      steps,
    };
  }
}

/** An open task that is put aside for another waits on the stack. */
function coordinate({ plan, flow, aside }: Readonly<TurnState>): Partial<TurnState> {
  return plan.putAside && flow ? { flow: null, aside: [...aside, flow].slice(-mostAside) } : {};
}

/**
 * When the task in hand has ended, the one put aside for it is taken up again. What it had put to the person is
 * withdrawn by then, so a yes makes it be looked at and shown anew.
 */
function resume({ flow, aside, plan }: Readonly<TurnState>, { phrases }: TurnContext): Partial<TurnState> {
  const hasEnded = flow === null && (plan.cancellation !== undefined || plan.booking !== undefined);
  const last = aside.at(-1);
  if (!hasEnded || !last) return {};
  const open: Flow =
    last.awaiting === 'confirmation' ? { ...last, awaiting: 'choice', proposalId: null } : last;
  const { awaiting, options } = open;
  return {
    flow: open,
    aside: aside.slice(0, -1),
    said: [{ agent: 'booking', text: phrases.backToOther, options, ...(awaiting && { awaiting }) }],
  };
}

function nextDialog(before: Dialog, { flow, aside, topic, lastOrder, plan }: TurnState): Dialog {
  const misses = plan.conversation === 'unclear' ? before.misses + 1 : 0;
  return { schema: 1, flow: flow satisfies Flow | null, aside, topic, lastOrder, misses };
}

function compose({ said }: TurnState, { intents, language }: Understood): TurnAnswer {
  const asking = said.findLast(({ awaiting }) => awaiting !== undefined);
  const main: Said | undefined = asking ?? said.at(-1);
  const fromContext =
    asking !== undefined && intents[0]?.confidence !== undefined && intents[0].confidence < 0.5;
  return {
    reply: said.map(({ text }) => text).join('\n\n'),
    language,
    intents: intents.map(({ name, action, confidence }) => ({ name, ...(action && { action }), confidence })),
    method: fromContext ? 'context' : (intents[0]?.method ?? 'context'),
    agent: main?.agent ?? 'conversation',
    awaiting: asking?.awaiting ?? null,
    options: asking?.options ?? [],
    proposal: asking?.proposal ?? null,
    action: said.find(({ action }) => action)?.action ?? null,
    citations: [],
    grounding: null,
    suggestions: main?.suggestions ?? [],
    handoff: said.some(({ handoff }) => handoff === true),
  };
}
