import { AsyncLocalStorage } from 'node:async_hooks';
import { requestContext } from './request-context.js';

export type ActivityKind = 'request' | 'unit' | 'job' | 'turn';
export type ActivityOutcome = 'done' | 'failed';

/** Something this process does that takes time: a request, a unit of work, a job, an assistant's turn. */
export interface Activity {
  readonly kind: ActivityKind;
  /** Of a closed list, such as a route's template or a job's name: never what somebody sent. */
  name: string;
  /** Each value of a closed list or a number; may be added to while it lasts. */
  readonly facts: Record<string, string | number>;
  /** Follows a request into its jobs, log lines and spans. */
  readonly correlationId: string | null;
  /** `performance.now()` at the start. */
  readonly startedMs: number;
  readonly within: Activity | null;
}

/** Told of every activity of the process. Must be quick and must not throw. */
export interface ActivityWatcher {
  began?(activity: Activity): void;
  ended?(activity: Activity, outcome: ActivityOutcome, durationMs: number): void;
}

/*
 * One list for the process, as the metrics and the async context are: what is watched does not know who watches,
 * and costs next to nothing when nobody does.
 */
const watchers = new Set<ActivityWatcher>();
const current = new AsyncLocalStorage<Activity>();

/** @returns what ends the watching */
export function watchActivities(watcher: ActivityWatcher): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** Starts an activity whose end is told by `endActivity`; `inside` runs as a part of it. */
export function beginActivity<T>(
  kind: ActivityKind,
  name: string,
  inside: (activity: Activity) => T,
  startedMs = performance.now(),
): T {
  const correlationId = requestContext.getStore()?.correlationId ?? null;
  const within = current.getStore() ?? null;
  const activity: Activity = { kind, name, facts: {}, correlationId, startedMs, within };
  for (const watcher of watchers) watcher.began?.(activity);
  return current.run(activity, inside, activity);
}

export function endActivity(activity: Activity, outcome: ActivityOutcome): void {
  const durationMs = performance.now() - activity.startedMs;
  for (const watcher of watchers) watcher.ended?.(activity, outcome, durationMs);
}

/** Runs `work` as an activity, which has failed when `work` throws. */
export function observed<T>(
  kind: ActivityKind,
  name: string,
  work: (activity: Activity) => Promise<T>,
): Promise<T> {
  return beginActivity(kind, name, async (activity) => {
    let outcome: ActivityOutcome = 'failed';
    try {
      const result = await work(activity);
      outcome = 'done';
      return result;
    } finally {
      endActivity(activity, outcome);
    }
  });
}

/** Tells of an activity that has just ended and had no parts. */
export function recordActivity(
  kind: ActivityKind,
  name: string,
  ended: { durationMs: number; outcome: ActivityOutcome; facts?: Activity['facts'] },
): void {
  if (watchers.size === 0) return;
  beginActivity(
    kind,
    name,
    (activity) => {
      Object.assign(activity.facts, ended.facts);
      endActivity(activity, ended.outcome);
    },
    performance.now() - ended.durationMs,
  );
}
