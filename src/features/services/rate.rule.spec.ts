import fc from 'fast-check';
import { draftRateFaults, overlappingRates, predecessorOf, rateAt } from './rate.rule.js';

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

const version = (over: object = {}) => ({
  rateCardId: 'card',
  city: 'Pune',
  pincode: null as string | null,
  pricePaise: 10_000,
  strikePricePaise: null,
  validFrom: day(1),
  validTo: null as Date | null,
  ...over,
});

describe('the price of a rate card (PR-2)', () => {
  const place = { pincode: '411001', city: 'Pune' };
  const city = version();
  const own = version({ pincode: '411001', validFrom: day(5), validTo: day(9) });

  it('is the pincode’s while that holds, else the city’s', () => {
    expect(rateAt([city, own], place, day(4))).toBe(city);
    expect(rateAt([city, own], place, day(5))).toBe(own);
    expect(rateAt([city, own], place, day(9))).toBe(city);
    expect(rateAt([city, own], { ...place, pincode: '411002' }, day(6))).toBe(city);
  });

  it('is never another city’s, nor one before its time', () => {
    expect(rateAt([city, own], { pincode: '411001', city: 'Agra' }, day(6))).toBeNull();
    expect(rateAt([city], place, new Date(day(1).getTime() - 1))).toBeNull();
  });
});

describe('validity of one key', () => {
  it('may touch and may not overlap', () => {
    const first = version({ validTo: day(10) });
    expect(overlappingRates([first, version({ validFrom: day(10) })])).toEqual([]);
    const late = version({ validFrom: day(9) });
    expect(overlappingRates([late, first])).toEqual([late]);
  });

  it('is held apart by card, city and pincode', () => {
    const others = [{ rateCardId: 'other' }, { city: 'Agra' }, { pincode: '411001' }];
    expect(overlappingRates([version(), ...others.map(version)])).toEqual([]);
  });

  it('overlaps exactly when some instant has two prices', () => {
    const versions = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 12 }), fc.option(fc.integer({ min: 1, max: 5 })))
        .map(([from, days]) =>
          version({ validFrom: day(from), validTo: days === null ? null : day(from + days) }),
        ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(versions, (all) => {
        const instants = Array.from({ length: 20 }, (_, at) => day(at + 1));
        const isDouble = instants.some(
          (at) =>
            all.filter((each) => each.validFrom <= at && (each.validTo === null || at < each.validTo))
              .length > 1,
        );
        expect(overlappingRates(all).length > 0).toBe(isDouble);
      }),
    );
  });
});

describe('a price that is to be added (PR-2)', () => {
  const pointers = (over: object) => draftRateFaults(version(over), day(1)).map(({ pointer }) => pointer);

  it('does not begin in the past, nor end before it begins, nor boast of a reduction that is none', () => {
    expect(pointers({})).toEqual([]);
    expect(pointers({ validFrom: new Date(day(1).getTime() - 1) })).toEqual(['/validFrom']);
    expect(pointers({ validTo: day(1) })).toEqual(['/validTo']);
    expect(pointers({ strikePricePaise: 10_000 })).toEqual(['/strikePricePaise']);
    expect(pointers({ strikePricePaise: 10_001, validTo: day(2) })).toEqual([]);
  });

  it('follows the one of its own key that would still hold, and no other', () => {
    const draft = version({ validFrom: day(5) });
    const former = version({ validTo: day(9) });
    const others = [
      version({ city: 'Agra' }),
      version({ pincode: '411001' }),
      version({ rateCardId: 'other' }),
      version({ validTo: day(5) }),
      version({ validFrom: day(5) }),
    ];
    expect(predecessorOf(draft, [...others, former])).toBe(former);
    expect(predecessorOf(draft, others)).toBeNull();
  });
});
