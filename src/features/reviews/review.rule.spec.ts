import { editableUntil, isVisible, otherSide, revealedAt, reviewSides } from './review.rule.js';

const writtenAt = new Date('2026-03-10T06:00:00.000Z');

describe('a review (DI-5)', () => {
  it('is hidden for seven days to the millisecond', () => {
    const visibleAt = revealedAt(writtenAt);
    expect(visibleAt).toEqual(new Date('2026-03-17T06:00:00.000Z'));
    expect(isVisible({ visibleAt }, new Date(visibleAt.getTime() - 1))).toBe(false);
    expect(isVisible({ visibleAt }, visibleAt)).toBe(true);
  });

  it('may be changed for a day', () => {
    expect(editableUntil(writtenAt)).toEqual(new Date('2026-03-11T06:00:00.000Z'));
  });

  it('has another side, whose other side it is', () => {
    for (const side of reviewSides) {
      expect(otherSide(side)).not.toBe(side);
      expect(otherSide(otherSide(side))).toBe(side);
    }
  });
});
