import { DataSource } from 'typeorm';
import { RolesService, StaffMemberAlreadyExists, StaffService } from '../../src/features/staff/index.js';
import { permissions, roles } from '../../src/kernel/permissions.js';
import { IdentityWorld, password } from './identity-world.js';

describe('staff', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    await world.employEveryRole();
  });

  afterAll(() => world.close());

  const query = (sql: string, parameters: unknown[] = []) => world.app.get(DataSource).query(sql, parameters);

  it('sign in by employee id, email or mobile, and learn their permissions', async () => {
    for (const identifier of ['EMP008', 'emp008', 'SUPPORT_STAFF@nexora.example', '9700000008']) {
      const { status, body, text } = await world.post('/ops/auth/login', { identifier, password });
      expect([identifier, status]).toEqual([identifier, 200]);
      expect(body.staff).toMatchObject({ employeeId: 'EMP008', role: { name: 'support_staff', level: 50 } });
      expect(body.permissions).toEqual([
        'bookings.view',
        'complaints.assign',
        'complaints.view',
        'providers.view',
        'users.view',
      ]);
      expect(text).not.toContain('argon2');
    }
  });

  it('are not customers, nor customers staff', async () => {
    const customer = await world.register();
    const asStaff = await world.post('/ops/auth/login', { identifier: customer.email, password });
    expect([asStaff.status, asStaff.body.code]).toEqual([401, 'auth.invalid_credentials']);
    const asCustomer = await world.post('/auth/login', { identifier: 'admin@nexora.example', password });
    expect(asCustomer.status).toBe(401);
    expect((await world.get('/ops/users/me', customer.tokens.accessToken)).body.code).toBe(
      'auth.wrong_audience',
    );
  });

  it('are locked out after five failures, like customers', async () => {
    for (let failure = 1; failure <= 5; failure += 1)
      expect(
        (await world.post('/ops/auth/login', { identifier: 'EMP006', password: 'Wr0ng!Pass' })).status,
      ).toBe(401);
    expect((await world.post('/ops/auth/login', { identifier: 'EMP006', password })).status).toBe(423);
  });

  it('see their own profile with any role; others’ only with staff.view', async () => {
    const manager = (await world.signInStaff('manager')).accessToken;
    const support = (await world.signInStaff('support_staff')).accessToken;
    expect((await world.get('/ops/users/me', support)).body.employeeId).toBe('EMP008');
    expect((await world.get('/ops/users', support)).body.code).toBe('auth.permission_missing');
    const { body } = await world.get('/ops/users?limit=5', manager);
    expect(body.data.map(({ employeeId }: { employeeId: string }) => employeeId)).toEqual([
      'EMP001',
      'EMP002',
      'EMP003',
      'EMP004',
      'EMP005',
    ]);
    const rest = await world.get(`/ops/users?limit=5&cursor=${body.page.next}`, manager);
    expect(rest.body.data).toHaveLength(3);
    expect(rest.body.page.next).toBeNull();
    expect((await world.get(`/ops/users/${body.data[0].id}`, manager)).body).toEqual(body.data[0]);
    expect((await world.get('/ops/users/0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10', manager)).body.code).toBe(
      'staff.not_found',
    );
  });

  it('of users.view see customers with their addresses', async () => {
    const { id, tokens } = await world.register();
    const address = { line1: '12', city: 'Bangalore', state: 'Karnataka', pincode: '560001' };
    await world.post('/addresses', address, tokens.accessToken);
    const support = (await world.signInStaff('support_staff')).accessToken;
    const finance = (await world.signInStaff('quality_staff')).accessToken;
    const list = await world.get('/ops/customers?limit=1', support);
    expect(list.body.data[0].id).toBe(id);
    const { body, text } = await world.get(`/ops/customers/${id}`, support);
    expect(body.addresses).toMatchObject([address]);
    expect(text).not.toContain('argon2');
    expect((await world.get(`/ops/customers/${id}`, finance)).status).toBe(403);
    expect((await world.get(`/ops/customers/${id}`, tokens.accessToken)).status).toBe(403);
  });

  it('see the roles and permissions only when they manage roles', async () => {
    const chief = (await world.signInStaff('super_admin')).accessToken;
    const admin = (await world.signInStaff('admin')).accessToken;
    expect((await world.get('/ops/roles', admin)).status).toBe(403);
    const told = (await world.get('/ops/roles', chief)).body.data;
    expect(told).toHaveLength(8);
    for (const { name, level, permissions: held } of roles) {
      const role = told.find((each: { name: string }) => each.name === name);
      expect([name, role.level, role.permissions]).toEqual([name, level, [...held].sort()]);
    }
    const all = (await world.get('/ops/permissions', chief)).body.data;
    expect(all.map(({ name }: { name: string }) => name)).toEqual([...permissions].sort());
    expect(new Set(all.map(({ module }: { module: string }) => module)).size).toBe(11);
  });

  it('keep the catalogue when it is ensured again, and a grant that was taken stays taken', async () => {
    const before = await query('SELECT * FROM role_permissions ORDER BY roleId, permissionId');
    await world.work.run((tx) => world.app.get(RolesService).ensureRoles(tx));
    expect(await query('SELECT * FROM role_permissions ORDER BY roleId, permissionId')).toEqual(before);
    expect(await query('SELECT count(*) AS many FROM roles')).toEqual([{ many: 8 }]);
    const [gone] = before;
    await query('DELETE FROM role_permissions WHERE roleId = ? AND permissionId = ?', [
      gone.roleId,
      gone.permissionId,
    ]);
    await world.work.run((tx) => world.app.get(RolesService).ensureRoles(tx));
    expect(await query('SELECT count(*) AS many FROM role_permissions')).toEqual([
      { many: before.length - 1 },
    ]);
    await query('INSERT INTO role_permissions (roleId, permissionId) VALUES (?, ?)', [
      gone.roleId,
      gone.permissionId,
    ]);
  });

  it('lose a permission, their role or their post on the very next request', async () => {
    const { accessToken, refreshToken } = await world.signInStaff('ops_staff');
    expect((await world.get('/ops/customers', accessToken)).status).toBe(200);
    const held = `SELECT r.id AS roleId, p.id AS permissionId FROM roles r, permissions p
      WHERE r.name = 'ops_staff' AND p.name = 'users.view'`;
    const [{ roleId, permissionId }] = await query(held);
    await query('DELETE FROM role_permissions WHERE roleId = ? AND permissionId = ?', [roleId, permissionId]);
    expect((await world.get('/ops/customers', accessToken)).body.code).toBe('auth.permission_missing');
    await query('INSERT INTO role_permissions (roleId, permissionId) VALUES (?, ?)', [roleId, permissionId]);
    expect((await world.get('/ops/customers', accessToken)).status).toBe(200);
    await query("UPDATE staff SET isActive = 0 WHERE employeeId = 'EMP005'");
    expect((await world.get('/ops/users/me', accessToken)).body.code).toBe('auth.invalid_token');
    expect((await world.post('/ops/auth/refresh', { refreshToken })).status).toBe(401);
    expect((await world.post('/ops/auth/login', { identifier: 'EMP005', password })).status).toBe(401);
  });

  it('log out', async () => {
    const { accessToken } = await world.signInStaff('ops_lead');
    expect((await world.post('/ops/auth/logout', {}, accessToken)).status).toBe(204);
    expect((await world.get('/ops/users/me', accessToken)).status).toBe(401);
  });

  it('have employee ids, emails and mobiles of their own', async () => {
    const twin = {
      employeeId: 'EMP100',
      roleName: 'manager',
      firstName: 'Ravi',
      email: 'ADMIN@nexora.example',
      mobile: '+919700000100',
      passwordHash: 'x',
    };
    const employed = world.work.run((tx) => world.app.get(StaffService).employ(tx, twin));
    await expect(employed).rejects.toBeInstanceOf(StaffMemberAlreadyExists);
  });
});
