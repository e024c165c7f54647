/** How long a process goes on signing with a key it has read, in milliseconds, before it looks for a newer one. */
export const knownKeyMs = 60_000;
/** Clocks of processes may differ by this, in milliseconds. */
const skewMs = 60_000;

export interface DatedKey {
  sequence: number;
  createdAt: Date;
}

/**
 * When a key stops being believed: once the last token that may have been signed with it has run out. Null for the
 * newest, which signs.
 * @param longestTokenMs life of the longest-lived token, in milliseconds
 */
export function retiresAt(key: DatedKey, all: readonly DatedKey[], longestTokenMs: number): Date | null {
  const successor = all
    .filter(({ sequence }) => sequence > key.sequence)
    .toSorted((a, b) => a.sequence - b.sequence)[0];
  if (!successor) return null;
  return new Date(successor.createdAt.getTime() + knownKeyMs + longestTokenMs + skewMs);
}
