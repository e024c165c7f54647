/** A hold or a booking as its row says. Instants are epoch milliseconds. */
export interface Claim {
  readonly id: string;
  readonly kind: 'hold' | 'booking';
  readonly customerId: string;
  readonly providerId: string | null;
  readonly unplaced: boolean;
  /** Of a booking; `hold` for a hold. */
  readonly state: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly pincode: string;
  /** A hold's end, or until when a booking waits for its money; null for what stands. */
  readonly endsAt: number | null;
}

export interface TakenCell {
  readonly providerId: string;
  readonly cell: number;
  readonly ownerId: string;
  readonly expiresAt: number | null;
}

export interface CalendarRows {
  readonly claims: readonly Claim[];
  readonly cells: readonly TakenCell[];
}

export const quarterMs = 15 * 60_000;
const bufferMs = 15 * 60_000;
const dailyCap = 8;
const offsetMs = 5.5 * 3_600_000;
const over = new Set(['completed', 'cancelled', 'no_show', 'expired']);

/** Minutes on the road between two jobs of one day: within a pincode, and between two of one city (AV-3). */
const samePincodeMinutes = 10;
const sameCityMinutes = 30;

/** The local day in India, which knows no summer time. */
export function dayOf(ms: number): string {
  return new Date(ms + offsetMs).toISOString().slice(0, 10);
}

/** Whether a claim keeps a provider's time at an instant; what has run out keeps none (HB-1). */
export function keepsTime({ state, unplaced, providerId, endsAt }: Claim, nowMs: number): boolean {
  if (over.has(state) || unplaced || providerId === null) return false;
  return endsAt === null || nowMs < endsAt;
}

/**
 * What of HB-1, HB-2, AV-2 and AV-3 the rows break at an instant, in plain words; empty when nothing. Written from the
 * rules alone: it shares no line with the kernel it judges.
 */
export function brokenLaws({ claims, cells }: CalendarRows, nowMs: number): string[] {
  const live = claims.filter((claim) => keepsTime(claim, nowMs));
  return [
    ...doubleCells(cells),
    ...wrongCells(live, cells, nowMs),
    ...crowdedDays(live),
    ...twoHolds(claims),
    ...placeless(claims),
  ];
}

function doubleCells(cells: readonly TakenCell[]): string[] {
  const owners = new Map<string, string>();
  return cells.flatMap(({ providerId, cell, ownerId }) => {
    const key = `${providerId}@${cell}`;
    const first = owners.get(key);
    owners.set(key, ownerId);
    return first === undefined ? [] : [`cell ${key} is owned by ${first} and by ${ownerId}`];
  });
}

/** Each live claim owns exactly the quarters of its occupied interval, and nothing else owns any that still count. */
function wrongCells(live: readonly Claim[], cells: readonly TakenCell[], nowMs: number): string[] {
  const owned = new Map<string, string[]>();
  for (const { ownerId, providerId, cell, expiresAt } of cells)
    if (expiresAt === null || nowMs < expiresAt)
      owned.set(ownerId, [...(owned.get(ownerId) ?? []), `${providerId}@${cell}`]);
  const faults: string[] = [];
  for (const claim of live) {
    const due: string[] = [];
    for (
      let cell = Math.floor(claim.startAt / quarterMs);
      cell * quarterMs < claim.endAt + bufferMs;
      cell += 1
    )
      due.push(`${claim.providerId}@${cell}`);
    const got = owned.get(claim.id) ?? [];
    if (got.toSorted().join() !== due.toSorted().join())
      faults.push(`${named(claim)} owns [${got.join(' ')}] and not [${due.join(' ')}]`);
    owned.delete(claim.id);
  }
  for (const [ownerId, its] of owned)
    faults.push(`${its.join(' ')} is kept by ${ownerId}, which is nothing live`);
  return faults;
}

/** Per provider: occupied intervals do not overlap, the way between neighbours of a day can be made, the cap holds. */
function crowdedDays(live: readonly Claim[]): string[] {
  const faults: string[] = [];
  for (const jobs of grouped(live, ({ providerId }) => String(providerId)).values()) {
    const inOrder = jobs.toSorted((a, b) => a.startAt - b.startAt);
    inOrder.forEach((job, at) => {
      const before = inOrder[at - 1];
      if (!before) return;
      if (before.endAt + bufferMs > job.startAt) faults.push(`${named(before)} overlaps ${named(job)}`);
      else if (dayOf(before.startAt) === dayOf(job.startAt)) {
        const needMinutes = before.pincode === job.pincode ? samePincodeMinutes : sameCityMinutes;
        if (job.startAt - before.endAt < needMinutes * 60_000)
          faults.push(`nobody gets from ${named(before)} to ${named(job)} in time`);
      }
    });
    for (const [day, ofDay] of grouped(jobs, ({ startAt }) => dayOf(startAt)))
      if (ofDay.length > dailyCap) faults.push(`${ofDay.length} jobs on ${day} for ${ofDay[0]?.providerId}`);
  }
  return faults;
}

/** One hold for each customer, all proofs being of one category (HB-1). */
function twoHolds(claims: readonly Claim[]): string[] {
  const holds = claims.filter(({ kind }) => kind === 'hold');
  return [...grouped(holds, ({ customerId }) => customerId)].flatMap(([customerId, its]) =>
    its.length > 1 ? [`${customerId} has ${its.length} holds`] : [],
  );
}

/** A live booking has a provider or is unplaced, never both and never neither (HB-2). */
function placeless(claims: readonly Claim[]): string[] {
  return claims.flatMap((claim) =>
    !over.has(claim.state) && claim.unplaced !== (claim.providerId === null)
      ? [`${named(claim)} is ${claim.unplaced ? '' : 'not '}unplaced with provider ${claim.providerId}`]
      : [],
  );
}

/**
 * Who could take a visit, tried one provider after another against every rule of AV-2 and AV-3.
 * @param openMinutes the working hours of everybody, in minutes of the local day
 */
export function whoIsFree(
  { claims }: CalendarRows,
  providerIds: readonly string[],
  visit: { startAt: number; minutes: number; pincode: string },
  {
    nowMs,
    noticeMinutes,
    openMinutes,
  }: { nowMs: number; noticeMinutes: number; openMinutes: [number, number] },
): string[] {
  const endAt = visit.startAt + visit.minutes * 60_000;
  if (visit.startAt - nowMs < noticeMinutes * 60_000) return [];
  const minuteOf = (ms: number) => ((ms + offsetMs) % 86_400_000) / 60_000;
  const [opens, closes] = openMinutes;
  if (minuteOf(visit.startAt) < opens || minuteOf(visit.startAt) + visit.minutes > closes) return [];
  const wanted: Claim = {
    ...{ id: 'the visit wanted', kind: 'booking', customerId: '', unplaced: false, state: 'confirmed' },
    ...{ providerId: null, startAt: visit.startAt, endAt, pincode: visit.pincode, endsAt: null },
  };
  return providerIds.filter((providerId) => {
    const its = claims.filter((claim) => claim.providerId === providerId && keepsTime(claim, nowMs));
    return crowdedDays([...its, { ...wanted, providerId }]).length === 0;
  });
}

function named({ kind, id, state, startAt }: Claim): string {
  return `${kind} ${id} (${state}, ${new Date(startAt).toISOString()})`;
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
