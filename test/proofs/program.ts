/** Customers a to d live in 560001 and 560002 by turns; p and q are the plumbers. */
export type CustomerName = 'a' | 'b' | 'c' | 'd';
export type ProviderName = 'p' | 'q';

/** A half-hour of the one day that proofs look at, local. */
export type Time = `${number}:${'00' | '30'}`;

/**
 * One call of one service, in one transaction; `order` opens the order at the gateway besides. `book+` names the hold
 * the customer made last. `pipe` is three quarters of an hour of work, without it half an hour is wanted. `pass` is
 * the clock going on by so many minutes: a hold runs out after 5, an unpaid order after 10. `search`, `wave` and
 * `lapse` are what dispatch does when it hears of a booking, when a wave of offers is over, and when nobody has paid.
 */
export type CustomerStep =
  | `hold ${Time}`
  | `hold ${Time} pipe`
  | `book ${Time}`
  | `book ${Time} pipe`
  | `book+ ${Time}`
  | `order ${Time}`
  | `reschedule ${Time}`
  | 'release'
  | 'pay'
  | 'cancel';
export type ProviderStep = `accept ${CustomerName}` | `decline ${CustomerName}` | `give back ${CustomerName}`;
export type SystemStep = `pass ${number}` | `${'search' | 'wave' | 'lapse'} ${CustomerName}`;

export type Thread =
  | { readonly by: CustomerName; readonly does: readonly CustomerStep[] }
  | { readonly by: ProviderName; readonly does: readonly ProviderStep[] }
  | { readonly by: 'system'; readonly does: readonly SystemStep[] };

/** One step, and whose it is. */
export interface Deed {
  readonly by: Thread['by'];
  readonly step: string;
}

/** Some actors, each with steps in their own order, that are taken together in every order. */
export interface Program {
  /** How many plumbers there are. */
  readonly providers: 1 | 2;
  /** What has happened before anybody begins. */
  readonly before?: readonly Deed[];
  readonly threads: readonly Thread[];
}

export function deedAt({ by, does }: Thread, at: number): Deed {
  const step = does[at];
  if (step === undefined) throw new RangeError(`${by} takes no step ${at}.`);
  return { by, step };
}

export function told({ by, step }: Deed): string {
  return `${by}: ${step}`;
}

export function titleOf({ providers, before = [], threads }: Program): string {
  const prelude = before.length > 0 ? `${before.map(told).join(', ')}; then ` : '';
  return `${providers} plumber${providers > 1 ? 's' : ''}; ${prelude}${threads
    .map(({ by, does }) => `${by}(${does.join(', ')})`)
    .join(' ')}`;
}

/** In how many orders the threads' steps can come: the multinomial. */
export function interleavingsOf(threads: readonly Thread[]): number {
  let ways = 1;
  let placed = 0;
  for (const { does } of threads)
    for (let step = 1; step <= does.length; step += 1) {
      placed += 1;
      ways = (ways * placed) / step;
    }
  return Math.round(ways);
}
