import { newId } from '../../src/kernel/ids.js';
import { IdentityWorld } from './identity-world.js';

describe('what staff do and read (ID-5, ID-6)', () => {
  let world: IdentityWorld;
  let chief: string;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    await world.employEveryRole();
    chief = (await world.signInStaff('super_admin')).accessToken;
  });
  afterAll(() => world.close());

  const entries = async (action: string) =>
    (await world.get(`/ops/audit-log?action=${action}`, chief)).body.data;

  it('leaves a trace in the same commit, also on routes that write none of their own', async () => {
    const holiday = { city: 'Bangalore', date: '2026-11-01', name: 'Rajyotsava' };
    const before = (await world.get('/ops/audit-log?limit=100', chief)).body.data.length;
    const answer = await world.post('/ops/auth/totp', {}, chief);
    expect(answer.status).toBe(201);
    expect(await entries('staff.totp_enrolled')).toHaveLength(1);
    expect((await world.get('/ops/audit-log?limit=100', chief)).body.data).toHaveLength(before + 1);
    const other = await world.signInStaff('manager');
    expect((await world.post('/ops/auth/logout', {}, other.accessToken)).status).toBe(204);
    expect(await entries('staff_auth.logout')).toMatchObject([{ actorKind: 'staff', subjectKind: 'auth' }]);
    expect((await world.post('/ops/holidays', holiday, other.accessToken)).status).toBe(401);
  });

  it('of reading a customer is recorded by a job: who, whom, which fields, and no value', async () => {
    const customer = await world.register();
    const support = await world.signInStaff('support_staff');
    expect((await world.get(`/ops/customers/${customer.id}`, support.accessToken)).status).toBe(200);
    expect(await entries('personal.read')).toEqual([]);
    await world.settle();
    const recorded = await world.get('/ops/audit-log?action=personal.read', chief);
    expect(recorded.body.data).toMatchObject([
      {
        actorKind: 'staff',
        subjectKind: 'customers',
        subjectId: customer.id,
        after: { fields: ['email', 'firstName', 'mobile'] },
      },
    ]);
    expect(recorded.text).not.toContain(customer.email);
    expect(recorded.text).not.toContain(customer.mobile);
  });

  it('of one’s own profile, and a refused read, are not recorded', async () => {
    const many = (await entries('personal.read')).length;
    expect((await world.get('/ops/users/me', chief)).status).toBe(200);
    const finance = await world.signInStaff('finance_staff');
    expect((await world.get('/ops/customers', finance.accessToken)).status).toBe(403);
    await world.settle();
    expect(await entries('personal.read')).toHaveLength(many);
  });

  it('is none of an act that failed, at whatever step', async () => {
    const everything = async () => (await world.get('/ops/audit-log?limit=100', chief)).body.data.length;
    const { body } = await world.get('/ops/users?limit=100', chief);
    const known = body.data.find(({ role }: { role: { name: string } }) => role.name === 'ops_staff');
    const roles = (await world.get('/ops/roles', chief)).body.data;
    const roleId = roles.find(({ name }: { name: string }) => name === 'support_staff').id;
    await world.settle();
    const before = await everything();
    // Refused by a rule, by the database in the midst of the transaction, and for what is not there.
    const twin = { roleId, firstName: 'Kiran', email: known.email, mobile: '+919812300077' };
    expect((await world.post('/ops/users', twin, chief)).status).toBe(409);
    expect((await world.post(`/ops/users/${known.id}/role`, { roleId: newId() }, chief)).status).toBe(404);
    expect(
      (await world.put(`/ops/roles/${newId()}`, { name: 'x_y', level: 5, permissions: [] }, chief)).status,
    ).toBe(404);
    await world.settle();
    expect(await everything()).toBe(before);
  });
});
