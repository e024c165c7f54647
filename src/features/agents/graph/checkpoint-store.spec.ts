import fc from 'fast-check';
import {
  CheckpointNotJson,
  CheckpointUnreadable,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint-store.js';
import type { Checkpoint } from './checkpoint-store.js';

function holding(value: unknown): Checkpoint {
  return { version: 1, schema: 'f00d', step: 1, cursors: ['a'], state: { value }, open: null };
}

describe('a checkpoint as text', () => {
  it('comes back as it went in, whatever JSON the state holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = encodeCheckpoint(holding(value));
        expect(encodeCheckpoint(decodeCheckpoint(text))).toBe(text);
      }),
    );
  });

  it('says where it is not plain JSON', () => {
    const path = (value: unknown): string => {
      try {
        return encodeCheckpoint(holding(value));
      } catch (error) {
        return error instanceof CheckpointNotJson ? error.path : 'another error';
      }
    };
    const round: Record<string, unknown> = {};
    round['self'] = { round };
    expect(
      [new Date(0), { list: [1, undefined] }, { deep: { of: Symbol('x') } }, Infinity, round].map(path),
    ).toEqual([
      'checkpoint.state.value',
      'checkpoint.state.value.list[1]',
      'checkpoint.state.value.deep.of',
      'checkpoint.state.value',
      'checkpoint.state.value.self.round',
    ]);
  });

  it('may hold one object twice, and undefined properties as absent ones', () => {
    const slot = { city: 'Pune', area: undefined };
    expect(decodeCheckpoint(encodeCheckpoint(holding([slot, slot]))).state['value']).toEqual([
      { city: 'Pune' },
      { city: 'Pune' },
    ]);
  });

  const texts = [
    '',
    '{',
    'null',
    '[]',
    JSON.stringify({ ...holding(1), cursors: undefined }),
    JSON.stringify({ ...holding(1), version: '1' }),
    JSON.stringify({ ...holding(1), cursors: [1] }),
    JSON.stringify({ ...holding(1), open: { settled: [], interrupts: [] } }),
    JSON.stringify({
      ...holding(1),
      open: { settled: [{ node: 'a' }], interrupts: [{ node: 'b', answers: [] }] },
    }),
  ];

  it.each(texts)('is refused when it is no checkpoint: %s', (text) => {
    expect(() => decodeCheckpoint(text)).toThrow(CheckpointUnreadable);
  });
});
