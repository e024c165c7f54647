import { PoliciesService } from '../../src/features/policies/index.js';
import type { PolicyDraft } from '../../src/features/policies/index.js';
import { newId } from '../../src/kernel/ids.js';
import { openCatalogueApp } from '../factories/catalogue-app.js';
import type { CatalogueApp } from '../factories/catalogue-app.js';

describe('policies', () => {
  let world: CatalogueApp;
  beforeAll(async () => {
    world = await openCatalogueApp('2026-03-10T06:00:00Z');
  });
  afterAll(() => world.close());

  const draft = (over: Partial<PolicyDraft>): PolicyDraft => ({
    kind: 'warranty',
    scopeKind: 'default',
    scopeId: null,
    code: 'default-warranty',
    effectiveFrom: new Date('2026-06-01T00:00:00Z'),
    effectiveTo: null,
    body: { defaultDays: 60, maxReworks: 2 },
    ...over,
  });
  const publish = (over: Partial<PolicyDraft> = {}) =>
    world.work.run((tx) => world.app.get(PoliciesService).publish(tx, draft(over)));
  const inForce = (at: string) =>
    world.work.read((reader) => world.app.get(PoliciesService).resolve(reader, 'warranty', {}, new Date(at)));

  it('change by a new version, from its day on; the old one stays to be read', async () => {
    const old = await inForce('2026-05-31T23:59:59.999Z');
    expect((await publish()).version).toBe(2);
    expect((await inForce('2026-05-31T23:59:59.999Z')).id).toBe(old.id);
    expect(await inForce('2026-06-01T00:00:00Z')).toMatchObject({ version: 2, body: { defaultDays: 60 } });
    const again = await world.work.read((reader) =>
      world.app.get(PoliciesService).get(reader, old.id, 'warranty'),
    );
    expect(again).toEqual(old);
  });

  it('are refused with a pointer to each fault', async () => {
    const refused = { code: 'request.invalid' };
    await expect(publish({ body: { defaultDays: -1 } })).rejects.toMatchObject({
      ...refused,
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/body/defaultDays' })]),
    });
    await expect(publish({ scopeId: newId() })).rejects.toMatchObject(refused);
    await expect(publish({ effectiveTo: new Date('2026-06-01T00:00:00Z') })).rejects.toMatchObject(refused);
    await expect(publish({ code: 'default-tax' })).rejects.toMatchObject(refused);
  });

  it('of an unknown id, or of another kind, are not found', async () => {
    const { id } = await inForce('2026-03-01T00:00:00Z');
    const policies = world.app.get(PoliciesService);
    const get = (wanted: string) => world.work.read((reader) => policies.get(reader, wanted, 'tax'));
    await expect(get(newId())).rejects.toMatchObject({ code: 'policy.not_found' });
    await expect(get(id)).rejects.toMatchObject({ code: 'policy.not_found' });
    await expect(inForce('2020-01-01T00:00:00Z')).rejects.toMatchObject({ code: 'policy.not_found' });
  });
});
