import fc from 'fast-check';
import { policyInForce } from './policy-resolution.rule.js';

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

const policy = (over: Partial<Parameters<typeof policyInForce>[0][number]> & { id: string }) => ({
  scopeKind: 'default' as const,
  scopeId: null,
  version: 1,
  effectiveFrom: day(1),
  effectiveTo: null,
  publishedAt: day(1),
  ...over,
});

describe('the policy in force (PO-2)', () => {
  const standard = policy({ id: 'standard' });
  const ofCategory = policy({ id: 'category', scopeKind: 'category', scopeId: 'c', effectiveTo: day(20) });
  const ofService = policy({ id: 'service', scopeKind: 'service', scopeId: 's', effectiveFrom: day(10) });
  const all = [standard, ofCategory, ofService];
  const scope = { categoryId: 'c', serviceId: 's' };

  it('is the service’s before the category’s before the default', () => {
    expect(policyInForce(all, scope, day(15))?.id).toBe('service');
    expect(policyInForce(all, scope, day(5))?.id).toBe('category');
    expect(policyInForce(all, { categoryId: 'other' }, day(15))?.id).toBe('standard');
    expect(policyInForce(all, {}, day(15))?.id).toBe('standard');
  });

  it('begins at effectiveFrom and is over at effectiveTo', () => {
    const justBefore = new Date(day(20).getTime() - 1);
    expect(policyInForce([standard, ofCategory], scope, justBefore)?.id).toBe('category');
    expect(policyInForce([standard, ofCategory], scope, day(20))?.id).toBe('standard');
    expect(policyInForce([ofService], scope, day(10))?.id).toBe('service');
    expect(policyInForce([ofService], scope, new Date(day(10).getTime() - 1))).toBeNull();
  });

  it('is never a draft', () => {
    expect(policyInForce([policy({ id: 'draft', publishedAt: null })], {}, day(2))).toBeNull();
  });

  it('is the version that began last, then the higher one, in whatever order they are read', () => {
    const versions = [
      policy({ id: 'v1' }),
      policy({ id: 'v2', version: 2, effectiveFrom: day(3) }),
      policy({ id: 'v3', version: 3, effectiveFrom: day(3) }),
      policy({ id: 'v4', version: 4, effectiveFrom: day(9) }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: 4 }), (shuffled) => {
        expect(policyInForce(shuffled, {}, day(2))?.id).toBe('v1');
        expect(policyInForce(shuffled, {}, day(5))?.id).toBe('v3');
        expect(policyInForce(shuffled, {}, day(9))?.id).toBe('v4');
      }),
    );
  });
});
