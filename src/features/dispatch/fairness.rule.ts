/** How much work of a week a provider has. */
export interface WeekOfWork {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly joinedAt: number;
  /** Jobs they have whose slot lies in the week. */
  readonly jobs: number;
}

/** One job of the week, and when it was booked, in epoch milliseconds. */
export interface BookedJob {
  readonly providerId: string;
  readonly bookedAt: number;
}

/**
 * The jobs each is reckoned to have in the week (DI-4): their own, and on joining as many as those had on average
 * who were there. So a newcomer starts at the mean: neither flooded with work until they have caught up, nor passed
 * over.
 * @param earlier the jobs of the week that were booked before the last of the peers joined, at least
 */
export function reckonedJobs(
  peers: readonly WeekOfWork[],
  earlier: readonly BookedJob[],
): ReadonlyMap<string, number> {
  const grants = new Map<string, number>();
  for (const { id, joinedAt } of peers.toSorted((a, b) => a.joinedAt - b.joinedAt)) {
    const had = new Map<string, number>();
    for (const elder of peers) if (elder.joinedAt < joinedAt) had.set(elder.id, grants.get(elder.id) ?? 0);
    for (const { providerId, bookedAt } of earlier) {
      const jobs = had.get(providerId);
      if (jobs !== undefined && bookedAt < joinedAt) had.set(providerId, jobs + 1);
    }
    grants.set(id, meanOf([...had.values()]) ?? 0);
  }
  return new Map(peers.map(({ id, jobs }) => [id, jobs + (grants.get(id) ?? 0)]));
}

/**
 * Who must not be given one more job, since it would put them more than `gapJobs` above the mean of the others
 * (DI-4). Whoever is alone is never held back; and of several at least one is not, since the least loaded lies at or
 * below the mean of the rest.
 * @param reckoned as `reckonedJobs` gives it, of those who could do the job
 */
export function heldBack(reckoned: ReadonlyMap<string, number>, gapJobs: number): ReadonlySet<string> {
  const total = sumOf([...reckoned.values()]);
  const others = reckoned.size - 1;
  if (others < 1) return new Set();
  const isAhead = (jobs: number): boolean => jobs + 1 > (total - jobs) / others + gapJobs;
  return new Set([...reckoned].filter(([, jobs]) => isAhead(jobs)).map(([id]) => id));
}

/** The arithmetic mean; null of nothing. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sumOf(values) / values.length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
