import { createHash, createHmac } from 'node:crypto';

/** What stands before the first entry. */
export const genesisHash = '0'.repeat(64);

/** An entry of the log with what the seal covers, and the seal. */
export interface ChainEntry {
  id: string;
  occurredAt: Date;
  actorKind: string;
  actorId: string;
  sessionId: string | null;
  channel: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  stateBefore: string | null;
  stateAfter: string | null;
  correlationId: string | null;
  sequence: number | null;
  prevHash: string | null;
  hash: string | null;
}

export type ChainFaultKind = 'missing' | 'altered' | 'out_of_order' | 'beyond_head' | 'head_altered';

export interface ChainFault {
  /** Where in the chain. */
  sequence: number;
  /** The entry found there; null when none is. */
  entryId: string | null;
  fault: ChainFaultKind;
}

/** SHA-256 in hex of the hash before and every column of the entry, its place in the chain among them (ID-5). */
export function hashOfEntry(entry: ChainEntry, sequence: number, prevHash: string): string {
  const columns = [
    prevHash,
    sequence,
    entry.id,
    entry.occurredAt.getTime(),
    entry.actorKind,
    entry.actorId,
    entry.sessionId,
    entry.channel,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    entry.stateBefore,
    entry.stateAfter,
    entry.correlationId,
  ];
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex');
}

/** HMAC-SHA-256 in hex of the chain's end. @param key 32 bytes, not kept in the database */
export function macOfHead(head: { sequence: number; hash: string }, key: Buffer): string {
  return createHmac('sha256', key).update(`${head.sequence}:${head.hash}`).digest('hex');
}

/**
 * Follows sealed entries, in order of their sequence, from a place in the chain.
 * @returns the first fault, or the hash of the last entry
 */
export function followChain(
  entries: readonly ChainEntry[],
  from: { sequence: number; hash: string },
): { fault: ChainFault } | { hash: string } {
  let { sequence, hash } = from;
  for (const entry of entries) {
    const expected = sequence + 1;
    if (entry.sequence !== expected) {
      const isGap = entry.sequence !== null && entry.sequence > expected;
      return isGap
        ? { fault: { sequence: expected, entryId: null, fault: 'missing' } }
        : { fault: { sequence: expected, entryId: entry.id, fault: 'out_of_order' } };
    }
    if (entry.prevHash !== hash || entry.hash !== hashOfEntry(entry, expected, hash))
      return { fault: { sequence: expected, entryId: entry.id, fault: 'altered' } };
    hash = entry.hash;
    sequence = expected;
  }
  return { hash };
}
