import { addressLineIn } from './address-line.js';
import { readAnswer } from './nlu/confirmation/read-answer.js';
import { readEntities } from './nlu/entities/entities.js';
import { recogniseIntents } from './nlu/intents/intent-recogniser.js';
import { readTimes } from './nlu/time/read-times.js';
import type { Understood } from './understanding.js';

const read = (text: string, awaiting: 'address' | null): string | null => {
  const understood: Understood = {
    text,
    language: 'en',
    intents: recogniseIntents(text),
    entities: readEntities(text),
    sentiment: { score: 0, safety: false },
    service: { best: [], decision: 'none' },
    times: readTimes(text, { now: new Date('2026-11-21T06:00:00Z'), zone: 'Asia/Kolkata' }),
    answer: readAnswer(text, 'booking'),
    choice: null,
  };
  return addressLineIn(understood, awaiting);
};

describe('an address in a message', () => {
  it.each([
    ['12, 5th Cross, MG Road', '12, 5th Cross, MG Road'],
    ['my address is flat 4, Rose Apartments, Church Street 560001', 'flat 4, Rose Apartments, Church Street'],
    ['mera pata 22 Residency Road hai', '22 Residency Road'],
    ['मेरा पता मकान 12, एम जी रोड', 'मकान 12, एम जी रोड'],
    ['opposite SBI bank, Church Street', 'opposite SBI bank, Church Street'],
    ['221B Baker Street, 560001', '221B Baker Street'],
  ])('is read from "%s" where it was asked for', (text, line) => {
    expect(read(text, 'address')).toBe(line);
  });

  it.each(['yes', 'no', 'hello', 'ok', 'what will it cost?', 'tomorrow at 5pm', 'hmm'])(
    'is not "%s"',
    (text) => {
      expect(read(text, 'address')).toBeNull();
    },
  );

  it('is read unasked only where it plainly is one', () => {
    expect(read('come to flat 12B, Indiranagar', null)).toContain('flat 12B');
    expect(read('my AC is not cooling', null)).toBeNull();
  });
});
