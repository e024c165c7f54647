import { Pii, isTagged, placeholderOf } from './pii.js';

class Letter {
  @Pii('address') street: string;
  stamp: string;
}

describe('a tag on a personal field', () => {
  it('is known by class and field', () => {
    expect(new Letter()).toBeInstanceOf(Letter);
    expect(isTagged('Letter', 'street')).toBe(true);
    expect(isTagged('Letter', 'stamp')).toBe(false);
  });

  it('holds for every field of that name', () => {
    expect([placeholderOf('street'), placeholderOf('homeStreet'), placeholderOf('stamp')]).toEqual([
      '[address]',
      '[address]',
      null,
    ]);
  });

  it('cannot mean two things', () => {
    expect(() => Pii('name')(Letter.prototype, 'street')).toThrow('street is tagged as address');
    expect(() => Pii('address')(Letter.prototype, 'street')).not.toThrow();
  });
});
