import type { LocalDate } from '../../../kernel/calendar.js';
import {
  addDays,
  atMinute,
  datesBetween,
  dayInterval,
  isLocalDate,
  localDate,
  minuteOfDay,
  minutesPerDay,
} from '../../../kernel/calendar.js';
import type { Interval } from '../../../kernel/intervals.js';
import { covers, overlaps } from '../../../kernel/intervals.js';
import type { ProviderEngagement, ProviderSchedule } from '../../providers/index.js';
import { cellMinutes, defaultBufferMinutes, occupiedInterval } from './cells.js';

/** Why a slot is refused (AV-4), in the order in which reasons are told. */
export const slotReasons = [
  'HORIZON',
  'NOTICE',
  'CLOSED',
  'NO_PROVIDER',
  'NO_SKILL',
  'LEAVE',
  'BUSY',
  'BUFFER',
  'CAP',
] as const;
export type SlotReason = (typeof slotReasons)[number];

/** The starts of a day in wall-clock minutes (AV-1). */
export interface SlotGrid {
  readonly firstMinute: number;
  /** The last start, included. */
  readonly lastMinute: number;
  readonly stepMinutes: number;
}

/** AV-1: every 30 minutes, 08:00 to 19:30. */
export const defaultSlotGrid: SlotGrid = { firstMinute: 480, lastMinute: 1_170, stepMinutes: 30 };

/** Minutes between two jobs of one provider (AV-3); another city on the same day is incompatible. */
export interface TravelTimes {
  readonly samePincodeMinutes: number;
  readonly sameCityMinutes: number;
}

export const defaultTravelTimes: TravelTimes = { samePincodeMinutes: 10, sameCityMinutes: 30 };

/** The job a provider is wanted for, the same at every start. */
export interface WantedJob {
  readonly skill: string;
  readonly pincode: string;
  readonly city: string;
  readonly durationMinutes: number;
  readonly dailyCap: number;
  readonly zone: string;
  readonly bufferMinutes?: number;
  readonly travel?: TravelTimes;
  /** Providers blocked by or for this customer. */
  readonly blockedProviderIds?: ReadonlySet<string>;
}

/** A job at a start, with what every provider's check needs worked out once. */
export interface PlacedJob extends WantedJob {
  readonly service: Interval;
  readonly occupied: Interval;
  /** The local day of the start, on which the cap and the neighbours are looked at. */
  readonly on: LocalDate;
  readonly day: Interval;
  /** Outside it an engagement does not touch the cells of the job. */
  readonly crowd: Interval;
  /** Outside it an engagement touches neither the cells of the job nor the travel of its day. */
  readonly reach: Interval;
}

const minuteMs = 60_000;
const noReasons: readonly SlotReason[] = [];

/** A local day and its instants; looking one up costs more than checking a provider, so it is shared. */
interface LocalDay {
  readonly on: LocalDate;
  readonly day: Interval;
}

function localDay(on: LocalDate, zone: string): LocalDay {
  return { on, day: dayInterval(on, zone) };
}

/** @param startAt epoch milliseconds or a `Date` */
export function placeJob(job: WantedJob, startAt: Date | number): PlacedJob {
  return placeOn(localDay(localDate(startAt, job.zone), job.zone), job, Number(startAt));
}

function placeOn({ on, day }: LocalDay, job: WantedJob, startAt: number): PlacedJob {
  const { bufferMinutes = defaultBufferMinutes } = job;
  const occupied = occupiedInterval(startAt, job.durationMinutes, bufferMinutes);
  const crowd = {
    startAt: occupied.startAt - (bufferMinutes + cellMinutes) * minuteMs,
    endAt: occupied.endAt,
  };
  return {
    ...job,
    service: { startAt, endAt: startAt + job.durationMinutes * minuteMs },
    occupied,
    on,
    day,
    crowd,
    reach: {
      startAt: Math.min(day.startAt - (bufferMinutes + cellMinutes) * minuteMs, crowd.startAt),
      endAt: Math.max(day.endAt, crowd.endAt),
    },
  };
}

/**
 * Why a provider cannot take a job at its start (AV-2, AV-3); empty when they can. The slot engine and the
 * transaction that wins the cells both ask this function, so an offered slot and a bookable one cannot differ.
 *
 * Buffer and travel are two conditions and both must hold; they are not added up. Cells: the occupied intervals,
 * which hold the buffer after each job, may not overlap. Travel: from the end of the earlier *service* to the
 * start of the later one there must be the travel time. The buffer is therefore time the provider may travel in:
 * with 15 minutes of buffer a neighbour in the same pincode (10 min) asks for nothing more, one elsewhere in the
 * city for 30 minutes between services. Travel looks only at the nearest job before and after on the same local
 * day, the day whose `provider_days` row is locked (HB-2); a neighbour in another city is incompatible.
 *
 * Hours and leave are held against the whole service `[start, start + duration)`, not against the buffer.
 */
export function checkProvider(provider: ProviderSchedule, job: PlacedJob): readonly SlotReason[] {
  return reasonsIn(faultsOf(provider, job));
}

/** As `checkProvider`; a reason is the bit of its place, since of thousands of starts most are refused. */
function faultsOf(provider: ProviderSchedule, job: PlacedJob): number {
  return standingFaults(provider, job) || dayFaults(provider, job.on, job) | timeFaults(provider, job);
}

/** What is in the way at any time; then nothing else is told. */
function standingFaults(provider: ProviderSchedule, job: Omit<WantedJob, 'zone'>): number {
  const isOffered = provider.isActive && provider.isVerified && provider.pincodes.has(job.pincode);
  if (!isOffered || job.blockedProviderIds?.has(provider.id) === true) return bit.NO_PROVIDER;
  return provider.skills.has(job.skill) ? 0 : bit.NO_SKILL;
}

/** What is in the way all day. */
function dayFaults({ jobsOn }: ProviderSchedule, on: LocalDate, job: Omit<WantedJob, 'zone'>): number {
  return (jobsOn.get(on) ?? 0) >= job.dailyCap ? bit.CAP : 0;
}

/** What is in the way at the job's time. */
function timeFaults(
  provider: Pick<ProviderSchedule, 'hours' | 'leave' | 'engagements'>,
  job: PlacedJob,
): number {
  let faults = clashWith(provider.engagements, job);
  if (!covers(provider.hours, job.service)) faults |= bit.CLOSED;
  for (const leave of provider.leave) if (overlaps(leave, job.service)) faults |= bit.LEAVE;
  return faults;
}

const bit = Object.fromEntries(slotReasons.map((reason, at) => [reason, 1 << at])) as Record<
  SlotReason,
  number
>;
const reasonsOfFaults = new Map<number, readonly SlotReason[]>([[0, noReasons]]);

/** The reasons of some bits, in the order in which they are told. */
function reasonsIn(faults: number): readonly SlotReason[] {
  const known = reasonsOfFaults.get(faults);
  if (known) return known;
  const reasons = slotReasons.filter((reason) => (faults & bit[reason]) !== 0);
  reasonsOfFaults.set(faults, reasons);
  return reasons;
}

function clashWith(engagements: readonly ProviderEngagement[], job: PlacedJob): number {
  let isCrowded = false;
  let before: ProviderEngagement | null = null;
  let after: ProviderEngagement | null = null;
  const { service, occupied, day, reach, bufferMinutes } = job;
  for (const each of engagements) {
    if (!overlaps(each, reach)) continue;
    if (overlaps(each, service)) return bit.BUSY;
    // Only a job that ends within its buffer's reach of the other can share a cell with it.
    if (!isCrowded && overlaps(each, job.crowd)) {
      const minutes = (each.endAt - each.startAt) / minuteMs;
      isCrowded = overlaps(occupiedInterval(each.startAt, minutes, bufferMinutes), occupied);
    }
    if (!overlaps(each, day)) continue;
    if (each.endAt <= service.startAt) {
      if (before === null || each.endAt > before.endAt) before = each;
    } else if (after === null || each.startAt < after.startAt) after = each;
  }
  if (isCrowded) return bit.BUFFER;
  const isReachable =
    (before === null || canTravel(before, job, job.service.startAt - before.endAt)) &&
    (after === null || canTravel(after, job, after.startAt - job.service.endAt));
  return isReachable ? 0 : bit.BUFFER;
}

function canTravel(neighbour: ProviderEngagement, job: PlacedJob, gapMs: number): boolean {
  const travel = job.travel ?? defaultTravelTimes;
  if (neighbour.pincode === job.pincode) return gapMs >= travel.samePincodeMinutes * minuteMs;
  return neighbour.city === job.city && gapMs >= travel.sameCityMinutes * minuteMs;
}

/** The starts of a local day in epoch milliseconds; a start the clocks skip that day does not exist. */
export function gridStarts(date: LocalDate, zone: string, grid: SlotGrid = defaultSlotGrid): number[] {
  return startsOn(localDay(date, zone), zone, grid);
}

function startsOn({ on, day }: LocalDay, zone: string, grid: SlotGrid = defaultSlotGrid): number[] {
  const isPlainDay = day.endAt - day.startAt === minutesPerDay * minuteMs;
  const starts: number[] = [];
  for (let minute = grid.firstMinute; minute <= grid.lastMinute; minute += grid.stepMinutes) {
    const at = isPlainDay ? day.startAt + minute * minuteMs : atMinute(on, minute, zone);
    if (isPlainDay || minuteOfDay(at, zone) === minute) starts.push(at);
  }
  return starts;
}

/** Whether an instant is a start of the grid, to the millisecond; outside the years 0 to 9999 there is none. */
export function isGridStart(at: Date | number, zone: string, grid: SlotGrid = defaultSlotGrid): boolean {
  const on = localDate(at, zone);
  return isLocalDate(on) && gridStarts(on, zone, grid).includes(Number(at));
}

/** The window in which starts are offered (AV-1), and the city's holidays. */
export interface BookingWindow {
  readonly now: Date;
  readonly zone: string;
  /** Ops who ignore notice send 0; a start in the past is still refused. */
  readonly noticeMinutes: number;
  /** The last day offered is today plus this many days, today being that of the zone. */
  readonly horizonDays: number;
  readonly holidaysOn?: readonly LocalDate[];
}

/** Why nobody may be booked at a start, whoever is free: HORIZON, NOTICE or CLOSED (a holiday). */
export function startReasons(startAt: Date | number, window: BookingWindow): readonly SlotReason[] {
  return windowReasons(Number(startAt), localDate(startAt, window.zone), lastDayOn(window), window);
}

function lastDayOn({ now, zone, horizonDays }: BookingWindow): LocalDate {
  return addDays(localDate(now, zone), horizonDays);
}

function windowReasons(
  startAt: number,
  on: LocalDate,
  lastOn: LocalDate,
  { now, noticeMinutes, holidaysOn }: BookingWindow,
): readonly SlotReason[] {
  const reasons: SlotReason[] = [];
  if (on > lastOn) reasons.push('HORIZON');
  if (startAt - now.getTime() < noticeMinutes * minuteMs) reasons.push('NOTICE');
  if (holidaysOn?.includes(on) === true) reasons.push('CLOSED');
  return reasons.length === 0 ? noReasons : reasons;
}

export interface Slot {
  readonly startAt: Date;
  /** End of the service, without buffer. */
  readonly endAt: Date;
  readonly available: boolean;
  /** How many providers can take it: exactly as many bookings can still be won (PR-5). */
  readonly remaining: number;
  /** Empty when available; else every reason met, in the order of `slotReasons`. */
  readonly reasons: readonly SlotReason[];
  /** Those who can take it, in the order given. */
  readonly providerIds: readonly string[];
}

export interface SlotQuery extends Omit<WantedJob, 'zone'>, BookingWindow {
  /** Local dates, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly providers: readonly ProviderSchedule[];
  readonly grid?: SlotGrid;
}

/** Every start of the grid from the first day to the last, with who can take it or why nobody can (AV-1 to AV-5). */
export function offerSlots(query: SlotQuery): Slot[] {
  const lastOn = lastDayOn(query);
  return datesBetween(query.from, query.to).flatMap((date) => {
    const day = localDay(date, query.zone);
    const starts = startsOn(day, query.zone, query.grid);
    const providers = providersOn(day, starts, query);
    return starts.map((startAt) => judge(day, lastOn, startAt, query, providers));
  });
}

/** One start, judged as `offerSlots` judges it; that it lies on the grid is for `isGridStart` to say. */
export function slotAt(startAt: Date | number, query: Omit<SlotQuery, 'from' | 'to'>): Slot {
  const day = localDay(localDate(startAt, query.zone), query.zone);
  const providers = providersOn(day, [Number(startAt)], query);
  return judge(day, lastDayOn(query), Number(startAt), query, providers);
}

/** What `faultsOf` asks of a provider at the starts of one day: what is the same at each of them is asked once. */
interface ProviderDay {
  readonly id: string;
  readonly standing: number;
  readonly allDay: number;
  readonly hours: readonly Interval[];
  readonly leave: readonly Interval[];
  readonly engagements: readonly ProviderEngagement[];
}

/** The providers with what bears on some starts of a day only; the rest would be passed over at each of them again. */
function providersOn(
  day: LocalDay,
  starts: readonly number[],
  query: Omit<SlotQuery, 'from' | 'to'>,
): readonly ProviderDay[] {
  const [first = day.day.startAt, last = first] = [starts[0], starts.at(-1)];
  const span = {
    startAt: placeOn(day, query, first).reach.startAt,
    endAt: Math.max(placeOn(day, query, last).reach.endAt, last + query.durationMinutes * minuteMs),
  };
  const isNear = (each: Interval): boolean => overlaps(each, span);
  const shared = new Map<readonly Interval[], readonly Interval[]>();
  const hoursNear = (hours: readonly Interval[]): readonly Interval[] => {
    const known = shared.get(hours) ?? hours.filter(isNear);
    shared.set(hours, known);
    return known;
  };
  return query.providers.map((provider) => ({
    id: provider.id,
    standing: standingFaults(provider, query),
    allDay: dayFaults(provider, day.on, query),
    hours: hoursNear(provider.hours),
    leave: provider.leave.filter(isNear),
    engagements: provider.engagements.filter(isNear),
  }));
}

function judge(
  day: LocalDay,
  lastOn: LocalDate,
  startAt: number,
  query: Omit<SlotQuery, 'from' | 'to'>,
  providers: readonly ProviderDay[],
): Slot {
  const job = placeOn(day, query, startAt);
  const slot = { startAt: new Date(startAt), endAt: new Date(job.service.endAt) };
  const refused = windowReasons(startAt, day.on, lastOn, query);
  if (refused.length > 0)
    return { ...slot, available: false, remaining: 0, reasons: refused, providerIds: [] };

  let met = 0;
  const providerIds: string[] = [];
  for (const provider of providers) {
    const faults = provider.standing || provider.allDay | timeFaults(provider, job);
    if (faults === 0) providerIds.push(provider.id);
    met |= faults;
  }
  if (providerIds.length > 0) {
    return { ...slot, available: true, remaining: providerIds.length, reasons: noReasons, providerIds };
  }
  return { ...slot, available: false, remaining: 0, reasons: tell(met), providerIds };
}

/** Reasons of providers who could have come outweigh those of providers who never could. */
function tell(met: number): readonly SlotReason[] {
  const ofCandidates = met & ~(bit.NO_PROVIDER | bit.NO_SKILL);
  if (ofCandidates !== 0) return reasonsIn(ofCandidates);
  return reasonsIn((met & bit.NO_SKILL) === 0 ? bit.NO_PROVIDER : bit.NO_SKILL);
}
