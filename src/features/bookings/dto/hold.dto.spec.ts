import { ValidationFailed } from '../../../kernel/errors.js';
import { toHeldWork } from './hold.dto.js';
import type { CreateHoldDto } from './hold.dto.js';

const where = { pincode: '560001', slotStart: '2026-03-11T11:00:00+05:30' };
const items = [{ rateCardId: 'b', quantity: 2 }];

function pointersOf(body: CreateHoldDto): string[] {
  try {
    toHeldWork(body);
    return [];
  } catch (refusal) {
    if (refusal instanceof ValidationFailed) return refusal.errors.map(({ pointer }) => pointer);
    throw refusal;
  }
}

describe('what is to be held (HB-1)', () => {
  it('is one rate card, once unless said otherwise, or a list', () => {
    const startAt = new Date('2026-03-11T05:30:00.000Z');
    expect(toHeldWork({ ...where, rateCardId: 'a' })).toEqual({
      items: [{ rateCardId: 'a', quantity: 1 }],
      pincode: '560001',
      startAt,
    });
    const attributes = { tonnage: '1.5-ton' };
    expect(toHeldWork({ ...where, rateCardId: 'a', quantity: 3, attributes }).items).toEqual([
      { rateCardId: 'a', quantity: 3, attributes },
    ]);
    expect(toHeldWork({ ...where, items }).items).toEqual(items);
  });

  it('is not both, nor neither, nor a list with a figure beside it', () => {
    expect(pointersOf({ ...where, rateCardId: 'a', items })).toEqual(['/rateCardId']);
    expect(pointersOf({ ...where })).toEqual(['/rateCardId']);
    expect(pointersOf({ ...where, items, quantity: 2 })).toEqual(['/quantity']);
    expect(pointersOf({ ...where, items, attributes: {} })).toEqual(['/attributes']);
  });
});
