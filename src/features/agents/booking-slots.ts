import { addDays, datesBetween, localDate } from '../../kernel/calendar.js';
import type { CatalogueSnapshot, ListedService } from '../services/index.js';
import { addressLineIn } from './address-line.js';
import type { BookingFlow, Topic } from './dialog.js';
import { normalise } from './nlu/script/normalise.js';
import type { TimeReading } from './nlu/time/read-times.js';
import type { Understood } from './understanding.js';

const urgent =
  /\b(asap|as soon as possible|right now|immediately|urgent(ly)?|earliest|jaldi|turant|abhi|fauran)\b|जल्दी|तुरंत|अभी|फौरन/iu;
/** What filling needs beside the message: when it was sent, and how far ahead can be booked (AV-1). */
export interface FillingContext {
  now: Date;
  zone: string;
  horizonDays: number;
}

/**
 * The booking with what the message adds or corrects. What depended on something corrected is dropped: another
 * service drops the variant, another place drops the address, and any change drops the picked start, so that
 * availability and price are looked at again.
 */
export function fillBooking(
  flow: BookingFlow,
  said: Understood,
  catalogue: CatalogueSnapshot,
  { topic, ...when }: FillingContext & { topic: Topic },
): BookingFlow {
  const steps = [picked, named, variantNamed, placed, timed, reopened] as const;
  const filled = steps.reduce((before, step) => step(before, said, catalogue, when), flow);
  const mayMeanTopic = filled.candidateIds.length === 0 && flow.serviceId === null;
  const serviceId = filled.serviceId ?? (mayMeanTopic ? topic.serviceId : null);
  const isFresh = flow.serviceId === null && flow.on === null;
  const on = filled.on ?? (isFresh && serviceId === topic.serviceId ? topic.on : null);
  return { ...filled, serviceId, pincode: filled.pincode ?? topic.pincode, on, proposalId: null };
}

type Step = (
  flow: BookingFlow,
  said: Understood,
  catalogue: CatalogueSnapshot,
  when: FillingContext,
) => BookingFlow;

/** One of the options last shown. */
const picked: Step = (flow, { choice, answer }) => {
  if (!choice || !('id' in choice) || answer.answer === 'no') return flow;
  switch (flow.awaiting) {
    case 'service':
      return withService(flow, choice.id);
    case 'variant':
      return { ...flow, rateCardId: choice.id, slotStart: null };
    case 'slot':
    case 'time':
      return { ...flow, slotStart: choice.id };
    case 'date':
      return { ...flow, on: choice.id, slotStart: null };
    case 'address':
      return { ...flow, addressId: choice.id, addressLine: null, asksAddress: false };
    default:
      return flow;
  }
};

/** A service in everyday words. */
const named: Step = (flow, said, catalogue) => {
  const { service, text } = said;
  const [best] = service.best;
  const found =
    !mayName(flow, said) || partToChange(flow, said) !== null
      ? flow
      : service.decision === 'one' && best
        ? withService(flow, best.id)
        : openQuestion(flow, said);
  const isUrgent = flow.isUrgent || urgent.test(text);
  const quantity = countOf(found, said, catalogue);
  return quantity === null ? { ...found, isUrgent } : { ...found, quantity, slotStart: null, isUrgent };
};

/** "2 ACs": a count of what the service is done to. Variants that are themselves by number have no other count. */
function countOf(
  { serviceId }: BookingFlow,
  { entities, choice }: Understood,
  catalogue: CatalogueSnapshot,
): number | null {
  const { quantity } = entities;
  const service = serviceId ? catalogue.findService(serviceId) : null;
  if (!quantity || !service || choice !== null) return null;
  const isByNumber = service.rateCards.some(({ name }) => /\d/.test(name));
  const isOfService = `${service.slug} ${service.name.toLowerCase()}`.includes(quantity.unit.toLowerCase());
  return isOfService && !isByNumber && quantity.count >= 1 && quantity.count <= 100 ? quantity.count : null;
}

/**
 * Whether the message may change the service. A street, a time or "the first one" may sound like a service, so
 * once one is settled only a plain wish for another counts.
 */
function mayName(
  flow: BookingFlow,
  { choice, text, entities, service, intents: [lead] }: Understood,
): boolean {
  if (choice !== null) return false;
  if (flow.serviceId === null || flow.awaiting === 'service') return true;
  if (entities.addressText !== undefined && service.decision !== 'one') return false;
  if (flow.awaiting === 'confirmation' || flow.awaiting === 'choice') return true;
  const isWish = lead?.name === 'booking_management' && lead.action === 'book' && lead.confidence >= 0.6;
  return isWish && text.trim().split(/\s+/).length >= 2;
}

function openQuestion(flow: BookingFlow, { service }: Understood): BookingFlow {
  const isOpen = service.decision === 'several' || service.decision === 'category';
  const ids = service.best.map(({ id }) => id);
  if (!isOpen || (flow.serviceId !== null && ids.includes(flow.serviceId))) return flow;
  return { ...flow, serviceId: null, rateCardId: null, attributes: {}, candidateIds: ids, slotStart: null };
}

function withService(flow: BookingFlow, serviceId: string): BookingFlow {
  if (flow.serviceId === serviceId) return { ...flow, candidateIds: [] };
  return { ...flow, serviceId, rateCardId: null, attributes: {}, candidateIds: [], slotStart: null };
}

/** The variant, where the words of exactly one are in the message; and attributes likewise. */
const variantNamed: Step = (flow, { text }, catalogue) => {
  const service = flow.serviceId ? catalogue.findService(flow.serviceId) : null;
  if (!service || flow.awaiting === 'address') return flow;
  const spoken = ` ${normalise(text)} `;
  const [only, ...others] = service.rateCards.filter(({ name }) =>
    distinctWords(name, service).some((word) => spoken.includes(` ${word} `)),
  );
  const rateCardId = only && others.length === 0 ? only.id : flow.rateCardId;
  const attributes = { ...flow.attributes, ...attributesIn(spoken, service) };
  return { ...flow, rateCardId, attributes };
};

/** The words that only this variant has, whole names included: "split" of Split AC, "2 bhk". */
function distinctWords(name: string, { rateCards }: ListedService): string[] {
  const own = normalise(name);
  const elsewhere = new Set(
    rateCards.filter((each) => each.name !== name).flatMap((each) => normalise(each.name).split(' ')),
  );
  return [own, ...own.split(' ').filter((word) => word.length > 3 && !elsewhere.has(word))];
}

function attributesIn(spoken: string, { attributes }: ListedService): Record<string, string> {
  const chosen = attributes.flatMap(({ key, options = [] }) => {
    const said = options.filter(({ label }) => spoken.includes(` ${normalise(label)} `));
    return said.length === 1 && said[0] ? [[key, said[0].value]] : [];
  });
  return Object.fromEntries(chosen) as Record<string, string>;
}

const anyVariant =
  /^(?:(?:any|anything|whatever|whichever|either|normal|standard|basic|regular|default|usual|not sure|don'?t know|no idea|you choose|cheapest|koi bhi|jo bhi|pata nahi|nahi pata|sasta|sasta wala|koi sa bhi|कोई भी|पता नहीं|जो भी|साधारण)[\s.,!]*(?:one|is fine|will do|ok|chalega|wala|चलेगा)?[\s.,!]*)+$/iu;

/** Whether the person leaves the variant to us: then it is the service's first. */
export function leavesVariant({ text, answer }: Understood): boolean {
  return anyVariant.test(text.trim()) || answer.answer === 'yes';
}

const placed: Step = (flow, said) => {
  const { pincode } = said.entities;
  const elsewhere = pincode !== undefined && pincode !== flow.pincode;
  const moved = elsewhere ? { ...flow, pincode, addressId: null, addressLine: null, slotStart: null } : flow;
  const addressLine = addressLineIn(said, flow.awaiting);
  return addressLine === null ? moved : { ...moved, addressLine, addressId: null, asksAddress: false };
};

function saysWhen({ date, time, window, instant }: TimeReading): boolean {
  return (date ?? time ?? window ?? instant) !== undefined;
}

const timed: Step = (flow, { times, choice }, _catalogue, when) => {
  const isPick = choice !== null && 'id' in choice && (flow.awaiting === 'slot' || flow.awaiting === 'time');
  if (isPick || !(saysWhen(times) || times.dateRange)) return flow;
  if (flow.awaiting === 'address' && flow.slotStart !== null && !times.date && !times.time) return flow;
  const { instant, date, time, window, dateRange } = times;
  const on =
    instant?.on ?? (date ? withinHorizon(date.on, times, when) : null) ?? (dateRange ? null : flow.on);
  const minuteOfDay = instant?.minuteOfDay ?? time?.minuteOfDay ?? (window ? null : flow.minuteOfDay);
  const stretch = window
    ? { fromMinute: window.fromMinute, toMinute: window.toMinute }
    : time || instant
      ? null
      : flow.window;
  const isUrgent = flow.isUrgent && minuteOfDay === null && stretch === null;
  return { ...flow, on, minuteOfDay, window: stretch, isUrgent, slotStart: null };
};

const parts = {
  time: /\b(?:time|timing|hour|samay|waqt|baje)\b|समय|टाइम|बजे/iu,
  day: /\b(?:day|date|din|tareekh|tarikh|taarikh)\b|दिन|तारीख/iu,
  address: /\b(?:address|place|location|pata|jagah)\b|पता|जगह/iu,
  service: /\b(?:service|seva)\b|सेवा|सर्विस/iu,
} as const;

type Part = keyof typeof parts;

/** The part of a proposal that is to be different, when the message names the part and not what it shall be. */
export function partToChange(
  flow: BookingFlow,
  { text, times, service, entities, choice }: Understood,
): Part | null {
  const isShown = flow.awaiting === 'confirmation' || flow.awaiting === 'choice';
  const saysMore = saysWhen(times) || service.decision === 'one' || entities.addressText !== undefined;
  if (!isShown || saysMore || choice !== null || text.includes('?')) return null;
  const named = (Object.keys(parts) as Part[]).filter((part) => parts[part].test(text));
  return named.length === 1 ? (named[0] ?? null) : null;
}

const reopened: Step = (flow, said) => {
  switch (partToChange(flow, said)) {
    case 'time':
      return { ...flow, minuteOfDay: null, window: null, slotStart: null };
    case 'day':
      return { ...flow, on: null, minuteOfDay: null, window: null, slotStart: null };
    case 'address':
      return { ...flow, addressId: null, addressLine: null, asksAddress: true };
    case 'service':
      return {
        ...flow,
        serviceId: null,
        rateCardId: null,
        attributes: {},
        candidateIds: [],
        slotStart: null,
      };
    case null:
      return flow;
  }
};

/** "Next Sunday" may mean either Sunday: the one that can be booked is meant. */
function withinHorizon(
  on: string,
  { ambiguous }: TimeReading,
  { now, zone, horizonDays }: FillingContext,
): string {
  const today = localDate(now, zone);
  const bookable = new Set(datesBetween(today, addDays(today, horizonDays)));
  if (bookable.has(on)) return on;
  const others = (ambiguous ?? []).flatMap((each) => (each.of === 'date' ? each.on : []));
  return others.find((other) => bookable.has(other)) ?? on;
}
