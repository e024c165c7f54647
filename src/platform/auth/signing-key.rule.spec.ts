import { retiresAt } from './signing-key.rule.js';

const minuteMs = 60_000;
const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 2) + minutes * minuteMs);
const keys = [
  { sequence: 1, createdAt: at(0) },
  { sequence: 2, createdAt: at(100) },
  { sequence: 3, createdAt: at(105) },
] as const;

describe('a signing key', () => {
  it('is believed for as long as it signs', () => {
    expect(retiresAt(keys[2], keys, 15 * minuteMs)).toBeNull();
    expect(retiresAt(keys[0], keys.slice(0, 1), 15 * minuteMs)).toBeNull();
  });

  it('is believed until every token it may have signed has run out, counted from its own successor', () => {
    expect(retiresAt(keys[0], keys, 15 * minuteMs)).toEqual(at(117));
    expect(retiresAt(keys[1], keys, 15 * minuteMs)).toEqual(at(122));
  });
});
