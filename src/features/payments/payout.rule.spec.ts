import fc from 'fast-check';
import { payoutParts } from './payout.rule.js';

const paise = fc.integer({ min: 0, max: 10_000_000 });

describe('a payout (MO-5, CX-7)', () => {
  it('takes penalties off earnings, then cash off what is left', () => {
    expect(payoutParts({ earnedPaise: 1_000, penaltiesPaise: 300, cashHeldPaise: 500 })).toEqual({
      penaltyPaise: 300,
      setOffPaise: 500,
      paidPaise: 200,
    });
  });

  it('parts earnings wholly, and never makes a provider owe', () => {
    fc.assert(
      fc.property(paise, paise, paise, (earnedPaise, penaltiesPaise, cashHeldPaise) => {
        const { penaltyPaise, setOffPaise, paidPaise } = payoutParts({
          earnedPaise,
          penaltiesPaise,
          cashHeldPaise,
        });
        expect(penaltyPaise + setOffPaise + paidPaise).toBe(earnedPaise);
        expect(Math.min(penaltyPaise, setOffPaise, paidPaise)).toBeGreaterThanOrEqual(0);
        expect(penaltyPaise).toBeLessThanOrEqual(penaltiesPaise);
        expect(setOffPaise).toBeLessThanOrEqual(cashHeldPaise);
        // What can be taken is taken before anything is paid.
        if (paidPaise > 0) expect([penaltyPaise, setOffPaise]).toEqual([penaltiesPaise, cashHeldPaise]);
      }),
    );
  });

  it('refuses a fraction of a paisa', () => {
    expect(() => payoutParts({ earnedPaise: 0.5, penaltiesPaise: 0, cashHeldPaise: 0 })).toThrow(RangeError);
  });
});
