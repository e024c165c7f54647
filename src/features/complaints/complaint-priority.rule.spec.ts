import { slaPriorities } from '../policies/index.js';
import { complaintTypes, priorityOf } from './complaint-priority.rule.js';

describe('the priority of a complaint (section 10)', () => {
  it('is that of its type', () => {
    const of = (priority: string) => complaintTypes.filter((type) => priorityOf(type) === priority);
    const byPriority = Object.fromEntries(slaPriorities.map((priority) => [priority, of(priority)]));
    expect(byPriority).toEqual({
      critical: ['safety'],
      high: ['billing', 'damage', 'no_show'],
      medium: ['service_quality', 'provider_behavior', 'delay', 'cancellation_issue', 'refund_issue'],
      low: ['other'],
    });
  });
});
