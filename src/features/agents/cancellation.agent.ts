import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { BookingsService } from '../bookings/index.js';
import type { BookingView } from '../bookings/index.js';
import { line } from './bookings.agent.js';
import { CancellationTool } from './cancellation.tool.js';
import { newCancellationFlow } from './dialog.js';
import type { CancellationFlow } from './dialog.js';
import type { Patch } from './graph/channels.js';
import { understoodOf } from './turn-state.js';
import type { Said, TurnContext, TurnState } from './turn-state.js';

interface Reply {
  flow: CancellationFlow | null;
  said: Omit<Said, 'agent'>;
}

/** Finds the booking meant, shows fee and refund from the cancellation quote, and cancels on a yes. */
@Injectable()
export class CancellationAgent {
  constructor(
    private readonly bookings: BookingsService,
    private readonly tool: CancellationTool,
  ) {}

  async run(state: Readonly<TurnState>, context: TurnContext): Promise<Patch<TurnState>> {
    const isOpen = state.flow?.kind === 'cancellation';
    const flow = isOpen && state.flow?.kind === 'cancellation' ? state.flow : newCancellationFlow();
    const { flow: next, said } = await this.answer(flow, state, context);
    const aside = state.flow && !isOpen ? [...state.aside, state.flow] : state.aside;
    return { flow: next, aside, said: [{ agent: 'cancellation', ...said }] };
  }

  private async answer(
    flow: CancellationFlow,
    state: Readonly<TurnState>,
    context: TurnContext,
  ): Promise<Reply> {
    const { phrases } = context;
    switch (state.plan.cancellation) {
      case 'commit':
        return this.commit(flow, context);
      case 'decline':
      case 'drop':
        await this.tool.withdraw(context);
        return { flow: null, said: { text: phrases.notCancelled } };
      case 'remind': {
        const shown = flow.proposalId ? await this.tool.show(flow.proposalId, context) : null;
        if (shown) return { flow, said: { ...shown, text: phrases.askAgain, awaiting: 'confirmation' } };
        return this.find(flow, state, context);
      }
      default:
        return this.find(flow, state, context);
    }
  }

  /** By reference, by what was picked, by service or day, or the only one there is. */
  private async find(
    flow: CancellationFlow,
    state: Readonly<TurnState>,
    context: TurnContext,
  ): Promise<Reply> {
    const { phrases, actor } = context;
    if (actor.kind !== 'customer') return { flow: null, said: { text: phrases.signInForBookings } };
    const said = understoodOf(state);
    const pickedId =
      flow.awaiting === 'booking' && said.choice && 'id' in said.choice ? said.choice.id : flow.bookingId;
    const open = await this.listCancellable(context);
    if (open.length === 0) return { flow: null, said: { text: phrases.nothingToCancel } };
    const fitting = open.filter((view) => fits(view, said, pickedId));
    const { bookingRef } = said.entities;
    if (bookingRef && fitting.length === 0) return { flow: null, said: { text: phrases.noSuchBooking } };
    const [only, ...others] = fitting.length > 0 ? fitting : open;
    if (!only || others.length > 0)
      return ask(
        flow,
        [only, ...others].filter((view) => view !== undefined),
        context,
      );
    try {
      const shown = await this.tool.prepare(await this.bookings.get(actor, only.id), context);
      const next: CancellationFlow = {
        ...flow,
        bookingId: only.id,
        awaiting: 'confirmation',
        options: [],
        proposalId: shown.proposal.id,
      };
      return {
        flow: next,
        said: { ...shown, awaiting: 'confirmation', suggestions: [phrases.suggestions.no] },
      };
    } catch (refusal) {
      if (refusal instanceof DomainError)
        return { flow: null, said: { text: phrases.refused(refusal.message) } };
      throw refusal;
    }
  }

  private async listCancellable({ actor, at }: TurnContext): Promise<BookingView[]> {
    const { data } = await this.bookings.list(actor, { limit: 50 }, {});
    return data
      .filter(({ allowedEvents, booking }) => allowedEvents.includes('cancel') && booking.slotEndAt >= at)
      .reverse();
  }

  private async commit(flow: CancellationFlow, context: TurnContext): Promise<Reply> {
    const { proposalId } = flow;
    if (proposalId === null) return { flow: null, said: { text: context.phrases.nothingOpen } };
    const outcome = await this.tool.commit(proposalId, context);
    if (outcome.kind === 'cancelled')
      return { flow: null, said: { text: outcome.text, action: outcome.action } };
    if (outcome.kind === 'refused' || flow.bookingId === null)
      return { flow: null, said: { text: outcome.text } };
    const shown = await this.tool.prepare(await this.bookings.get(context.actor, flow.bookingId), context);
    return {
      flow: { ...flow, proposalId: shown.proposal.id },
      said: { ...shown, text: `${outcome.text}\n\n${shown.text}`, awaiting: 'confirmation' },
    };
  }
}

function fits(
  { booking, items }: BookingView,
  said: ReturnType<typeof understoodOf>,
  pickedId: string | null,
): boolean {
  const { entities, service, times } = said;
  if (pickedId !== null) return booking.id === pickedId;
  if (entities.bookingRef !== undefined) return booking.orderNumber === entities.bookingRef;
  const named = new Set(service.best.map(({ id }) => id));
  const isNamed = service.decision === 'none' || items.some(({ serviceId }) => named.has(serviceId));
  return isNamed && (times.date === undefined || booking.slotOn === times.date.on);
}

function ask(flow: CancellationFlow, views: readonly BookingView[], context: TurnContext): Reply {
  const options = views.slice(0, 6).map((view) => ({ id: view.id, label: line(view, context) }));
  const text = [context.phrases.askWhichBooking, ...options.map(({ label }) => `• ${label}`)].join('\n');
  return {
    flow: { ...flow, bookingId: null, awaiting: 'booking', options, proposalId: null },
    said: { text, awaiting: 'booking', options },
  };
}
