/** One thing that should be so of the marketplace, and what speaks against it. */
export interface Finding {
  readonly claim: string;
  /** Sentences; none when it is so. */
  readonly faults: readonly string[];
  /** Of a count: `139 of 139`. */
  readonly count?: string;
}

/** At most so many faults of a claim are told one by one. */
const shown = 5;

/** A line for people and, where it is not a count, a line for each fault. */
export function linesOf({ claim, faults, count }: Finding): string[] {
  const verdict = faults.length === 0 ? 'ok  ' : 'FAIL';
  if (count !== undefined) return [`${verdict} ${claim.padEnd(28)}${count}`];
  const rest = faults.length > shown ? [`and ${faults.length - shown} more`] : [];
  return [`${verdict} ${claim}`, ...[...faults.slice(0, shown), ...rest].map((each) => `       ${each}`)];
}
