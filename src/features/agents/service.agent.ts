import { Injectable } from '@nestjs/common';
import { isWithinScopes } from '../../kernel/actor.js';
import { addDays, localDate } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { formatInr } from '../../kernel/money.js';
import { AvailabilityService } from '../bookings/index.js';
import { CatalogueService } from '../services/index.js';
import type { CatalogueSnapshot, ListedPincode, ListedService } from '../services/index.js';
import { AddressesService } from '../users/index.js';
import { nameOf } from './booking.agent.js';
import { spread, within } from './booking-offer.js';
import type { Topic } from './dialog.js';
import type { Patch } from './graph/channels.js';
import { understoodOf } from './turn-state.js';
import type { Said, TurnContext, TurnState } from './turn-state.js';
import { sayDay, sayTime } from './words.js';

type Words = Omit<Said, 'agent'>;

/** Answers what is asked of the catalogue: prices and free times at a place, and what a service is. */
@Injectable()
export class ServiceAgent {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly availability: AvailabilityService,
    private readonly addresses: AddressesService,
  ) {}

  async run(state: Readonly<TurnState>, context: TurnContext): Promise<Patch<TurnState>> {
    const snapshot = await this.catalogue.snapshot();
    const { service: match, entities } = understoodOf(state);
    const [best] = match.best;
    const meant =
      match.decision === 'one' && best
        ? best.id
        : match.decision === 'none'
          ? (flowService(state) ?? state.topic.serviceId)
          : null;
    const service = meant ? snapshot.findService(meant) : null;
    const pincode =
      entities.pincode ?? flowPincode(state) ?? state.topic.pincode ?? (await this.homePincode(context));
    const topic = topicAfter(state, service, pincode);
    const words = service
      ? await this.answer(service, pincode, snapshot, state, context)
      : askWhich(
          match.best.flatMap(({ id }) => snapshot.findService(id) ?? []),
          context,
        );
    return { topic, said: [{ agent: 'service', ...words }] };
  }

  private async answer(
    service: ListedService,
    pincode: string | null,
    snapshot: CatalogueSnapshot,
    state: Readonly<TurnState>,
    context: TurnContext,
  ): Promise<Words> {
    const { phrases } = context;
    const { warrantyDays, description } = service;
    if (state.plan.service === 'about')
      return {
        text: phrases.about({ service: nameOf(service, context), description, warrantyDays }),
        suggestions: offers(context),
      };
    if (pincode === null) return { text: phrases.askPincode, awaiting: 'pincode' };
    const place = snapshot.findPincode(pincode);
    if (!place?.isServiceable) return { text: phrases.unknownPincode(pincode), awaiting: 'pincode' };
    try {
      return state.plan.service === 'price'
        ? prices(service, place, snapshot, context)
        : await this.freeTimes(service, place, state, context);
    } catch (refusal) {
      if (refusal instanceof DomainError) return { text: phrases.refused(refusal.message) };
      throw refusal;
    }
  }

  private async freeTimes(
    service: ListedService,
    { pincode }: ListedPincode,
    state: Readonly<TurnState>,
    context: TurnContext,
  ): Promise<Words> {
    const { phrases, at, zone } = context;
    const { times } = understoodOf(state);
    const today = localDate(at, zone);
    const on = times.date?.on ?? times.instant?.on ?? today;
    const days = times.date || times.instant ? [on] : [today, addDays(today, 1)];
    const slots = await this.availability.listSlots({
      service: service.id,
      pincode,
      quantity: 1,
      from: on,
      to: days.at(-1) ?? on,
    });
    const wanted = times.window ? within(slots, times.window, zone) : slots;
    const lines = days.map((day) => {
      const free = spread(wanted.filter(({ startAt }) => localDate(startAt, zone) === day));
      const said = sayDay(day, at, context);
      if (free.length === 0) return phrases.noSlots(said);
      return phrases.availability({
        service: nameOf(service, context),
        day: said,
        times: free.map(({ startAt }) => sayTime(startAt, context)).join(', '),
      });
    });
    return { text: `${lines.join('\n')}\n${phrases.offerBooking}`, suggestions: offers(context) };
  }

  private async homePincode({ actor }: TurnContext): Promise<string | null> {
    if (!isWithinScopes(actor, 'addresses.read')) return null;
    return (await this.addresses.listAll(actor.id)).find(({ isDefault }) => isDefault)?.pincode ?? null;
  }
}

function prices(
  service: ListedService,
  place: ListedPincode,
  snapshot: CatalogueSnapshot,
  context: TurnContext,
): Words {
  const { phrases, at } = context;
  const rates = snapshot.ratesAt(service, place, at);
  const name = nameOf(service, context);
  if (rates.length === 0) return { text: phrases.notServedThere(name, place.pincode), awaiting: 'pincode' };
  const from = formatInr(Math.min(...rates.map(({ pricePaise }) => pricePaise)));
  const lines = rates.map(({ rateCard, pricePaise }) =>
    phrases.priceLine({
      variant: rateCard.name,
      price: formatInr(pricePaise),
      minutes: rateCard.durationMinutes,
    }),
  );
  const text = [
    phrases.price({ service: name, pincode: place.pincode, from }),
    ...lines,
    phrases.beforeTaxNote,
  ].join('\n');
  return { text, suggestions: offers(context) };
}

function askWhich(candidates: readonly ListedService[], context: TurnContext): Words {
  const { phrases } = context;
  const options = candidates.map((each) => ({ id: each.id, label: nameOf(each, context) }));
  const list = options.map(({ label }) => `\n• ${label}`).join('');
  const question = options.length > 0 ? phrases.askWhichService : phrases.askService;
  return { text: `${question}${list}`, awaiting: 'service', options };
}

function offers({ phrases }: TurnContext): string[] {
  return [phrases.suggestions.book];
}

/** What "book it at 3" will mean. */
function topicAfter(
  state: Readonly<TurnState>,
  service: ListedService | null,
  pincode: string | null,
): Topic {
  const { serviceId, pincode: place, on } = state.topic;
  return {
    serviceId: service?.id ?? serviceId,
    pincode: pincode ?? place,
    on: understoodOf(state).times.date?.on ?? on,
  };
}

function flowService({ flow }: Readonly<TurnState>): string | null {
  return flow?.kind === 'booking' ? flow.serviceId : null;
}

function flowPincode({ flow }: Readonly<TurnState>): string | null {
  return flow?.kind === 'booking' ? flow.pincode : null;
}
