import type { PolicyDocument, Receipt } from '../policies/index.js';
import type { RankedCandidate } from './ranking.service.js';
import { scoreOf, scoreParts } from './score.rule.js';
import type { CandidateFacts, PoolMeans, Score } from './score.rule.js';

const words = {
  rating: 'rating',
  acceptance: 'acceptance',
  travel: 'travel',
  fairness: 'fairness',
  onTime: 'on time',
  preference: 'preference',
} as const;

/** Why somebody was asked when they were (PO-4): their standing among those who could do the job. */
export function offerReceipt(
  { facts, means, score }: Pick<RankedCandidate, 'facts' | 'means' | 'score'>,
  { id, version }: Pick<PolicyDocument<'dispatch'>, 'id' | 'version'>,
  { place, of }: { place: number; of: number },
): Receipt {
  const parts = scoreParts.map((part) => `${words[part]} ${score.parts[part].toFixed(1)}`).join(', ');
  return {
    rule: 'DI-1',
    policyId: id,
    policyVersion: version,
    inputs: { facts, means },
    output: { total: score.total, parts: score.parts },
    sentence: `Number ${place} of ${of} with ${score.total.toFixed(1)} of 100 points: ${parts}.`,
  };
}

/** The same score again from a stored receipt. */
export function reevaluate({ inputs }: Receipt, body: Parameters<typeof scoreOf>[2]): Score {
  return scoreOf(inputs['facts'] as CandidateFacts, inputs['means'] as PoolMeans, body);
}
