import fc from 'fast-check';
import type { Reader } from '../../../platform/database/transaction.js';
import { LeastLoadRanking } from './candidate-ranking.js';
import type { ProviderSchedule } from '../../providers/index.js';

const onDay = '2026-03-11';
const job = {
  work: {
    category: { id: 'c', minNoticeMinutes: 60 },
    skill: 'plumbing',
    place: { pincode: '560001', city: 'Bangalore' },
    durationMinutes: 60,
  },
  startAt: new Date('2026-03-11T05:30:00Z'),
  now: new Date('2026-03-10T05:30:00Z'),
  onDay,
};

function provider(id: string, jobs: number): ProviderSchedule {
  return {
    id,
    isActive: true,
    isVerified: true,
    skills: new Set(['plumbing']),
    pincodes: new Set(['560001']),
    hours: [],
    leave: [],
    engagements: [],
    jobsOn: new Map([
      [onDay, jobs],
      ['2026-03-12', 100 - jobs],
    ]),
  };
}

describe('without another ranking', () => {
  it('who has least to do that day is asked first, and equals in the order given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 12 }), async (loads) => {
        const candidates = loads.map((jobs, at) => provider(String(at), jobs));
        const ranked = await new LeastLoadRanking().rank({} as Reader, candidates, job);
        expect(ranked.toSorted()).toEqual(candidates.map(({ id }) => id).toSorted());
        const key = (id: string) => (loads[Number(id)] ?? 0) * 100 + Number(id);
        expect(ranked.map(key)).toEqual(ranked.map(key).toSorted((a, b) => a - b));
      }),
    );
  });
});
