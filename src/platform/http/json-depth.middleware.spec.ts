import type { Request, Response } from 'express';
import { BodyTooDeep, refuseDeepBodies } from './json-depth.middleware.js';

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

function verdictOn(body: unknown): unknown {
  let verdict: unknown;
  refuseDeepBodies({ body } as Request, {} as Response, (fault?: unknown) => {
    verdict = fault;
  });
  return verdict;
}

describe('a body', () => {
  it('may be nested as deep as anything of this API, and deeper', () => {
    for (const body of [undefined, null, 'text', [], {}, nested(32)]) expect(verdictOn(body)).toBeUndefined();
  });

  it('is refused beyond that, however deep, without overflowing', () => {
    expect(verdictOn(nested(33))).toBeInstanceOf(BodyTooDeep);
    expect(verdictOn(nested(20_000))).toBeInstanceOf(BodyTooDeep);
  });
});
