import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../platform/database/commands.js';
import { DomainError } from '../../kernel/errors.js';
import { formatInr } from '../../kernel/money.js';
import type { AnswerOption } from '../chat/index.js';
import { CatalogueService } from '../services/index.js';
import type { CatalogueSnapshot, ListedPincode, ListedService } from '../services/index.js';
import { AddressesService } from '../users/index.js';
import { BookingTool } from './booking.tool.js';
import { fillBooking, leavesVariant } from './booking-slots.js';
import { BookingStarts } from './booking-starts.js';
import type { Settled } from './booking-starts.js';
import { newBookingFlow } from './dialog.js';
import type { BookingFlow } from './dialog.js';
import type { Patch } from './graph/channels.js';
import { understoodOf } from './turn-state.js';
import type { Said, TurnContext, TurnState } from './turn-state.js';
import type { Understood } from './understanding.js';
import { sayInstant } from './words.js';

/** A step's outcome: the booking as it now stands, and what is said. */
interface Reply {
  flow: BookingFlow | null;
  said: Omit<Said, 'agent'>;
  lastOrder?: string;
}

/**
 * Puts a booking together: fills slots from what is said, asks for what is missing in the order of the trade, offers
 * real free starts, and puts the exact change with its price before booking it on a yes.
 */
@Injectable()
export class BookingAgent {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly starts: BookingStarts,
    private readonly addresses: AddressesService,
    private readonly tool: BookingTool,
  ) {}

  async run(state: Readonly<TurnState>, context: TurnContext): Promise<Patch<TurnState>> {
    const flow = state.flow?.kind === 'booking' ? state.flow : newBookingFlow();
    const reply = await this.answer(flow, state, context);
    const topic = {
      serviceId: reply.lastOrder ? null : (reply.flow?.serviceId ?? flow.serviceId ?? state.topic.serviceId),
      pincode: reply.flow?.pincode ?? flow.pincode ?? state.topic.pincode,
      on: null,
    };
    return {
      flow: reply.flow,
      topic,
      said: [{ agent: 'booking', ...reply.said }],
      ...(reply.lastOrder && { lastOrder: reply.lastOrder }),
    };
  }

  private async answer(flow: BookingFlow, state: Readonly<TurnState>, context: TurnContext): Promise<Reply> {
    const { phrases } = context;
    switch (state.plan.booking) {
      case 'commit':
        return this.commit(flow, state, context);
      case 'decline': {
        await this.tool.withdraw(context);
        const open: BookingFlow = { ...flow, proposalId: null, awaiting: 'choice', options: [] };
        return { flow: open, said: { text: phrases.notBooked, awaiting: 'choice', options: [] } };
      }
      case 'drop':
        await this.tool.withdraw(context);
        return { flow: null, said: { text: phrases.dropped, suggestions: [phrases.suggestions.book] } };
      case 'remind':
        return this.remind(flow, context);
      default:
        return this.goOn(flow, state, context);
    }
  }

  /** The next question, or the proposal. */
  private async goOn(flow: BookingFlow, state: Readonly<TurnState>, context: TurnContext): Promise<Reply> {
    const snapshot = await this.catalogue.snapshot();
    const window = await this.tool.window(context.at);
    const when = { now: context.at, zone: context.zone, horizonDays: window.horizonDays, topic: state.topic };
    const said = understoodOf(state);
    const filled = withDefaultVariant(fillBooking(flow, said, snapshot, when), flow, said, snapshot);
    const reply = await this.ask(filled, snapshot, context, window.horizonDays);
    const isMissed =
      state.plan.booking === 'continue' &&
      reply.flow?.awaiting === flow.awaiting &&
      saysNothingNew(flow, filled);
    if (!isMissed || !reply.flow) return reply;
    return {
      flow: { ...reply.flow, misses: flow.misses + 1 },
      said: { ...reply.said, text: `${context.phrases.unclear} ${reply.said.text}` },
    };
  }

  private async remind(flow: BookingFlow, context: TurnContext): Promise<Reply> {
    const shown = flow.proposalId ? await this.tool.show(flow.proposalId, context) : null;
    if (shown) return { flow, said: { ...shown, text: context.phrases.askAgain, awaiting: 'confirmation' } };
    const snapshot = await this.catalogue.snapshot();
    const { horizonDays } = await this.tool.window(context.at);
    return this.ask({ ...flow, proposalId: null }, snapshot, context, horizonDays);
  }

  private async ask(
    flow: BookingFlow,
    snapshot: CatalogueSnapshot,
    context: TurnContext,
    horizonDays: number,
  ): Promise<Reply> {
    const service = flow.serviceId ? snapshot.findService(flow.serviceId) : null;
    if (!service) return this.askService(flow, snapshot, context);
    const place = await this.placeOf(flow, snapshot, context);
    if ('said' in place) return place;
    const variant = this.variantOf(place.flow, service, place.place, snapshot, context);
    if ('said' in variant) return variant;
    const settled: Settled = { service, place: place.place, rateCardId: variant.rateCardId };
    const known: BookingFlow = { ...place.flow, rateCardId: variant.rateCardId };
    try {
      const start = await this.starts.find(known, settled, context, horizonDays);
      if (!('slot' in start)) return asking(start.flow, start.awaiting, start.text, start.options);
      const timed: BookingFlow = { ...known, slotStart: start.slot.startAt.toISOString() };
      if (context.actor.kind !== 'customer')
        return asking(timed, 'choice', this.offer(timed, settled, snapshot, context), []);
      const address = await this.addressOf(timed, settled, context);
      if ('said' in address) return address;
      return await this.propose(address.flow, settled, context);
    } catch (refusal) {
      return this.refused(refusal, known, context);
    }
  }

  /** What a guest would book: to book it they have to sign in (ID-7). */
  private offer(
    flow: BookingFlow,
    settled: Settled,
    snapshot: CatalogueSnapshot,
    context: TurnContext,
  ): string {
    const { service, place, rateCardId } = settled;
    const rate = snapshot
      .ratesAt(service, place, context.at)
      .find(({ rateCard }) => rateCard.id === rateCardId);
    return context.phrases.signInToBook({
      service: nameOf(service, context),
      when: sayInstant(new Date(flow.slotStart ?? context.at), context),
      price: formatInr((rate?.pricePaise ?? 0) * flow.quantity),
    });
  }

  private askService(flow: BookingFlow, snapshot: CatalogueSnapshot, context: TurnContext): Reply {
    const { phrases } = context;
    const candidates = flow.candidateIds.flatMap((id) => snapshot.findService(id) ?? []);
    const offered =
      candidates.length > 0 ? candidates : snapshot.services.filter(({ isPopular }) => isPopular).slice(0, 6);
    const options = offered.map((each) => ({ id: each.id, label: nameOf(each, context) }));
    const text = candidates.length > 0 ? phrases.askWhichService : phrases.askService;
    return asking({ ...flow, candidateIds: candidates.map(({ id }) => id) }, 'service', text, options);
  }

  /** The pincode said, that of the address picked, or that of the account's default address. */
  private async placeOf(
    flow: BookingFlow,
    snapshot: CatalogueSnapshot,
    { actor, phrases }: TurnContext,
  ): Promise<Reply | { flow: BookingFlow; place: ListedPincode }> {
    const pincode = flow.pincode ?? (await this.defaultPincode(actor.id));
    if (pincode === null) return asking(flow, 'pincode', phrases.askPincode, []);
    const place = snapshot.findPincode(pincode);
    if (!place?.isServiceable)
      return asking({ ...flow, pincode: null }, 'pincode', phrases.unknownPincode(pincode), []);
    return { flow: { ...flow, pincode }, place };
  }

  private async defaultPincode(userId: string): Promise<string | null> {
    return (await this.addresses.listAll(userId)).find(({ isDefault }) => isDefault)?.pincode ?? null;
  }

  private variantOf(
    flow: BookingFlow,
    service: ListedService,
    place: ListedPincode,
    snapshot: CatalogueSnapshot,
    context: TurnContext,
  ): Reply | { rateCardId: string } {
    const { phrases, at } = context;
    const rates = snapshot.ratesAt(service, place, at);
    const name = nameOf(service, context);
    if (rates.length === 0)
      return asking({ ...flow, pincode: null }, 'pincode', phrases.notServedThere(name, place.pincode), []);
    const [only] = rates;
    const chosen =
      rates.find(({ rateCard }) => rateCard.id === flow.rateCardId) ??
      (rates.length === 1 ? only : undefined);
    if (chosen) return { rateCardId: chosen.rateCard.id };
    const options = rates.map(({ rateCard, pricePaise }) => ({
      id: rateCard.id,
      label: `${rateCard.name}, ${formatInr(pricePaise)}`,
    }));
    return asking(flow, 'variant', phrases.askVariant(name), options);
  }

  /** What the person wrote, the address they picked, or the one kept for this place. */
  private async addressOf(
    flow: BookingFlow,
    { place }: Settled,
    { actor, phrases }: TurnContext,
  ): Promise<Reply | { flow: BookingFlow }> {
    if (flow.addressLine !== null) return { flow };
    const kept = (await this.addresses.listAll(actor.id)).filter(({ pincode }) => pincode === place.pincode);
    const chosen = kept.find(({ id }) => id === flow.addressId) ?? kept.find(({ isDefault }) => isDefault);
    const only = kept.length === 1 ? kept[0] : undefined;
    const address = flow.asksAddress ? undefined : (chosen ?? only);
    if (address) return { flow: { ...flow, addressId: address.id } };
    const options = kept.map(({ id, line1, line2 }) => ({
      id,
      label: [line1, line2].filter(Boolean).join(', '),
    }));
    return asking(flow, 'address', phrases.askAddress(place.pincode, place.city), options);
  }

  private async propose(flow: BookingFlow, settled: Settled, context: TurnContext): Promise<Reply> {
    const { proposal, text } = await this.tool.prepare(flow, settled, context);
    const { suggestions } = context.phrases;
    const open: BookingFlow = { ...flow, proposalId: proposal.id, awaiting: 'confirmation', options: [] };
    return {
      flow: open,
      said: {
        text,
        proposal,
        awaiting: 'confirmation',
        suggestions: [suggestions.yes, suggestions.otherTime, suggestions.no],
      },
    };
  }

  private async commit(flow: BookingFlow, state: Readonly<TurnState>, context: TurnContext): Promise<Reply> {
    const { phrases } = context;
    if (flow.proposalId === null) return this.goOn(flow, state, context);
    const outcome = await this.tool.commit(flow.proposalId, context);
    switch (outcome.kind) {
      case 'booked':
        return {
          flow: null,
          said: { text: outcome.text, action: outcome.action, suggestions: [phrases.suggestions.myBookings] },
          lastOrder: outcome.action.summary,
        };
      case 'taken': {
        const options = outcome.alternatives.map(({ start }) => ({
          id: start,
          label: sayInstant(new Date(start), context),
        }));
        const open: BookingFlow = { ...flow, proposalId: null, slotStart: null, on: null, minuteOfDay: null };
        return asking(open, 'slot', outcome.text, options);
      }
      case 'again': {
        const next = await this.remind({ ...flow, proposalId: null }, context);
        return { ...next, said: { ...next.said, text: `${outcome.text}\n\n${next.said.text}` } };
      }
    }
  }

  /** What the services refuse is said to the person; a fault stays a fault. */
  private refused(refusal: unknown, flow: BookingFlow, { phrases }: TurnContext): Reply {
    if (!(refusal instanceof DomainError)) throw refusal;
    const text = refusal.code === 'booking.too_long' ? phrases.tooLong : phrases.refused(refusal.message);
    return asking({ ...flow, slotStart: null, quantity: 1 }, 'choice', text, []);
  }
}

function asking(
  flow: BookingFlow,
  awaiting: NonNullable<BookingFlow['awaiting']>,
  text: string,
  options: readonly AnswerOption[],
): Reply {
  const list = options.map(({ label }) => `\n• ${label}`).join('');
  return {
    flow: { ...flow, awaiting, options, proposalId: null, misses: 0 },
    said: { text: `${text}${list}`, awaiting, options },
  };
}

/** Whoever leaves the variant to us, or is asked in vain twice, gets the first, and sees it in the proposal. */
function withDefaultVariant(
  filled: BookingFlow,
  before: BookingFlow,
  said: Understood,
  snapshot: CatalogueSnapshot,
): BookingFlow {
  const isOpen =
    before.awaiting === 'variant' && filled.rateCardId === null && filled.serviceId === before.serviceId;
  if (!isOpen || filled.serviceId === null) return filled;
  const isLeft = leavesVariant(said) || (before.misses >= 1 && saysNothingNew(before, filled));
  const first = snapshot.findService(filled.serviceId)?.rateCards[0];
  return isLeft && first ? { ...filled, rateCardId: first.id } : filled;
}

/** The message added nothing to the booking. */
function saysNothingNew(before: BookingFlow, after: BookingFlow): boolean {
  return canonicalJson({ ...before, proposalId: null }) === canonicalJson({ ...after, proposalId: null });
}

export function nameOf({ name, nameHi }: ListedService, { isHindi }: Pick<TurnContext, 'isHindi'>): string {
  return isHindi ? nameHi : name;
}
