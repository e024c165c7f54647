import fc from 'fast-check';
import { comesFrom, distanceKm } from './travel.rule.js';

const bangalore = { lat: 12.9716, lng: 77.5946 };
const mumbai = { lat: 19.076, lng: 72.8777 };
const point = fc.record({
  lat: fc.double({ min: 8, max: 35, noNaN: true }),
  lng: fc.double({ min: 68, max: 97, noNaN: true }),
});

describe('the way between two points', () => {
  it('from Bangalore to Mumbai is 845 km as the crow flies', () => {
    expect(distanceKm(bangalore, mumbai)).toBeGreaterThan(840);
    expect(distanceKm(bangalore, mumbai)).toBeLessThan(850);
  });

  it('is nothing from a place to itself, the same both ways, and never longer than by a third place', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 1e-6);
      }),
    );
  });
});

describe('where somebody sets out from', () => {
  const hour = 3_600_000;
  const job = (endHour: number, pincode: string) => ({ endAt: endHour * hour, pincode });

  it('is the last job before, of the same day', () => {
    const jobs = [job(30, '560001'), job(33, '560002'), job(38, '560003')];
    expect(comesFrom(jobs, 24 * hour, 34 * hour)).toBe('560002');
    expect(comesFrom(jobs, 24 * hour, 33 * hour)).toBe('560002');
  });

  it('is home when the day begins with the job', () => {
    expect(comesFrom([job(20, '560001'), job(38, '560003')], 24 * hour, 34 * hour)).toBeNull();
    expect(comesFrom([job(24, '560001')], 24 * hour, 34 * hour)).toBeNull();
  });
});
