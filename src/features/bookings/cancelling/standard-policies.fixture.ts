import { readFileSync } from 'node:fs';
import { isPolicyBody } from '../../policies/index.js';
import type { PolicyBodies, PolicyKind, PolicyVersion } from '../../policies/index.js';

const seeded = JSON.parse(
  readFileSync(new URL('../../../../seeds/data/policies.json', import.meta.url), 'utf8'),
) as { kind: PolicyKind; code: string; version: number; body: unknown }[];

/** The default policy of a kind, as the marketplace is seeded with it. */
export function standardPolicy<K extends PolicyKind>(kind: K): PolicyVersion<PolicyBodies[K]> {
  const found = seeded.find((each) => each.kind === kind);
  if (!found || !isPolicyBody(kind, found.body)) throw new Error(`There is no sound default ${kind} policy.`);
  return { id: found.code, version: found.version, body: found.body };
}
