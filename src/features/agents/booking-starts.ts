import { Injectable } from '@nestjs/common';
import { addDays, atMinute, datesBetween, localDate } from '../../kernel/calendar.js';
import { AvailabilityService } from '../bookings/index.js';
import type { Slot } from '../bookings/index.js';
import type { AnswerOption } from '../chat/index.js';
import type { ListedPincode, ListedService } from '../services/index.js';
import { nearest, spread, toOptions, within } from './booking-offer.js';
import type { BookingFlow } from './dialog.js';
import type { TurnContext } from './turn-state.js';
import { sayDay, sayInstant } from './words.js';

/** The parts of a booking that are settled before its time is. */
export interface Settled {
  service: ListedService;
  place: ListedPincode;
  rateCardId: string;
}

/** What is to be asked, with the booking as it then stands. */
export interface Question {
  flow: BookingFlow;
  awaiting: 'date' | 'time' | 'slot';
  text: string;
  options: readonly AnswerOption[];
}

/** Finds the start a person means among those that are really free, or what to ask them. */
@Injectable()
export class BookingStarts {
  constructor(private readonly availability: AvailabilityService) {}

  /** A free start that is what the person asked for, or a question with real free ones. */
  async find(
    flow: BookingFlow,
    settled: Settled,
    context: TurnContext,
    horizonDays: number,
  ): Promise<Question | { slot: Slot }> {
    const { phrases, zone, at } = context;
    const today = localDate(at, zone);
    const horizon = addDays(today, horizonDays);
    if (flow.slotStart) return this.freeAt(new Date(flow.slotStart), flow, settled, context, horizonDays);
    if (flow.isUrgent && flow.minuteOfDay === null)
      return this.offerSoonest(flow, settled, context, horizonDays);
    if (flow.on === null) {
      const days = datesBetween(today, addDays(today, 3)).map((on) => ({
        id: on,
        label: sayDay(on, at, context),
      }));
      return ask(flow, 'date', phrases.askDate, days);
    }
    if (flow.on > horizon || flow.on < today) {
      const text =
        flow.on > horizon ? phrases.beyondHorizon(horizonDays) : phrases.past(sayDay(flow.on, at, context));
      const days = datesBetween(today, addDays(today, 3)).map((on) => ({
        id: on,
        label: sayDay(on, at, context),
      }));
      return ask({ ...flow, on: null }, 'date', text, days);
    }
    if (flow.minuteOfDay !== null)
      return this.freeAt(
        new Date(atMinute(flow.on, flow.minuteOfDay, zone)),
        flow,
        settled,
        context,
        horizonDays,
      );
    return this.offerDay(flow.on, flow, settled, context, horizonDays);
  }

  /** The wanted start if it is free; else why not, with the nearest free ones. */
  private async freeAt(
    wantedAt: Date,
    flow: BookingFlow,
    settled: Settled,
    context: TurnContext,
    horizonDays: number,
  ): Promise<Question | { slot: Slot }> {
    const { phrases, zone, at } = context;
    const on = localDate(wantedAt, zone);
    const today = await this.slotsOn(on, on, flow, settled);
    const exact = today.find(({ startAt }) => startAt.getTime() === wantedAt.getTime());
    if (exact?.available) return { slot: exact };
    const asked = sayInstant(wantedAt, context);
    const text = !exact
      ? phrases.offGrid(asked)
      : wantedAt <= at
        ? phrases.past(asked)
        : exact.reasons.includes('NOTICE')
          ? phrases.tooSoon(asked)
          : phrases.askSlot(asked);
    const sameDay = nearest(today, wantedAt);
    if (sameDay.length > 0) return askSlot(flow, text, sameDay, context);
    return this.offerSoonest(flow, settled, context, horizonDays, text, on);
  }

  private async offerDay(
    on: string,
    flow: BookingFlow,
    settled: Settled,
    context: TurnContext,
    horizonDays: number,
  ): Promise<Question> {
    const { phrases, at, zone } = context;
    const slots = await this.slotsOn(on, on, flow, settled);
    const wanted = flow.window ? within(slots, flow.window, zone) : slots;
    const offered = spread(wanted);
    const day = sayDay(on, at, context);
    if (offered.length > 0) return askSlot(flow, phrases.askTime(day), offered, context, 'time');
    const sameDay = spread(slots);
    if (sameDay.length > 0)
      return askSlot({ ...flow, window: null }, phrases.noSlots(day), sameDay, context, 'time');
    return this.offerSoonest(flow, settled, context, horizonDays, phrases.noSlots(day), on);
  }

  private async offerSoonest(
    flow: BookingFlow,
    settled: Settled,
    context: TurnContext,
    horizonDays: number,
    text?: string,
    from = localDate(context.at, context.zone),
  ): Promise<Question> {
    const { phrases, zone, at } = context;
    const slots = await this.slotsOn(from, addDays(localDate(at, zone), horizonDays), flow, settled);
    const soonest = slots.filter(({ available }) => available).slice(0, 3);
    const open: BookingFlow = { ...flow, on: null, minuteOfDay: null, window: null };
    const [first] = soonest;
    if (!first) return ask(open, 'date', phrases.noSlotsAtAll, []);
    return askSlot(
      open,
      text ?? phrases.askTime(sayDay(localDate(first.startAt, zone), at, context)),
      soonest,
      context,
    );
  }

  private slotsOn(
    from: string,
    to: string,
    flow: BookingFlow,
    { service, place, rateCardId }: Settled,
  ): Promise<Slot[]> {
    return this.availability.listSlots({
      service: service.id,
      pincode: place.pincode,
      rateCardId,
      quantity: flow.quantity,
      from,
      to,
    });
  }
}

function ask(
  flow: BookingFlow,
  awaiting: Question['awaiting'],
  text: string,
  options: readonly AnswerOption[],
): Question {
  return { flow, awaiting, text, options };
}

function askSlot(
  flow: BookingFlow,
  text: string,
  slots: readonly Slot[],
  context: TurnContext,
  awaiting: 'slot' | 'time' = 'slot',
): Question {
  return ask({ ...flow, slotStart: null }, awaiting, text, toOptions(slots, context));
}
