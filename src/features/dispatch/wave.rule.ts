import type { DispatchBody } from '../policies/index.js';

/** Those to be asked at once, and for how long. */
export interface Wave {
  /** Place in the policy's list, from 0. */
  readonly index: number;
  readonly seconds: number;
  readonly providerIds: readonly string[];
}

/** How the search for a provider stands. */
export interface Search {
  /** Those who could do the job now, the best first. */
  readonly ranked: readonly string[];
  /** Who has said no; they are not asked again. */
  readonly declined: ReadonlySet<string>;
  /** Who has been asked in an earlier wave, whatever they said. */
  readonly asked: ReadonlySet<string>;
}

/**
 * The next wave that asks somebody, from the given place in the policy's list on; null when there is none left
 * (DI-2, DI-3). A wave of so many asks the best who have not been asked yet; the wave of all asks everybody who has
 * not said no, the silent ones once more.
 */
export function nextWave(waves: DispatchBody['waves'], from: number, search: Search): Wave | null {
  const willing = search.ranked.filter((id) => !search.declined.has(id));
  const fresh = willing.filter((id) => !search.asked.has(id));
  for (const [index, { providers, seconds }] of waves.entries()) {
    if (index < from) continue;
    const providerIds = providers === null ? willing : fresh.slice(0, providers);
    if (providerIds.length > 0) return { index, seconds, providerIds };
  }
  return null;
}

/**
 * One wave more, as long as the last, when a wave of all is over: for those who were never asked. They were held back
 * while others might have said yes (DI-4), or have become free since. Null when there are none, or when the policy
 * does not mean to ask everybody.
 * @param from the place after the wave that is over
 * @param unasked those who could do the job and have not been asked, the best first
 */
export function lastWave(
  waves: DispatchBody['waves'],
  from: number,
  unasked: readonly string[],
): Wave | null {
  const last = waves.at(-1);
  if (last?.providers !== null || unasked.length === 0) return null;
  return { index: Math.max(from, waves.length), seconds: last.seconds, providerIds: unasked };
}
