import type { RoleName } from '../../src/kernel/permissions.js';
import { IdentityWorld, password } from './identity-world.js';

const nowhere = '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10';

interface RoleRow {
  id: string;
  name: string;
  level: number;
  permissions: string[];
}

describe('the administration of staff (ID-4, ID-5)', () => {
  let world: IdentityWorld;
  let chief: string;
  let admin: string;
  let roles: Map<string, RoleRow>;
  let newcomers = 0;

  beforeEach(async () => {
    world = await IdentityWorld.open();
    await world.employEveryRole();
    chief = (await world.signInStaff('super_admin')).accessToken;
    admin = (await world.signInStaff('admin')).accessToken;
    const { body } = await world.get('/ops/roles', chief);
    roles = new Map(body.data.map((role: RoleRow) => [role.name, role]));
  });
  afterEach(() => world.close());

  const roleId = (name: string) => roles.get(name)?.id ?? '';
  const tokenOf = async (role: RoleName) => (await world.signInStaff(role)).accessToken;
  const newcomer = () => {
    newcomers += 1;
    const number = String(newcomers).padStart(4, '0');
    return { firstName: 'Kavya', email: `new${number}@nexora.example`, mobile: `+91981230${number}` };
  };
  const memberOf = async (role: RoleName): Promise<{ id: string }> => {
    const { body } = await world.get('/ops/users?limit=100', chief);
    return body.data.find((each: { role: { name: string } }) => each.role.name === role);
  };
  const create = async (role: string, token = chief) =>
    world.post('/ops/users', { ...newcomer(), roleId: roleId(role) }, token);
  const linkTo = async (email: string): Promise<string> => {
    const letter = (await world.inbox()).find(({ to, kind }) => to === email && kind === 'staff.invitation');
    return /token=([\w-]+)/.exec(letter?.body ?? '')?.[1] ?? '';
  };
  /** Two super_admins: the one there is asks, the admin decides. */
  const secondChief = async (): Promise<{ id: string; token: string }> => {
    const person = newcomer();
    const { body } = await world.post('/ops/users', { ...person, roleId: roleId('manager') }, chief);
    const asked = await world.post(
      '/ops/approvals',
      {
        kind: 'staff.role',
        subjectId: body.id,
        payload: { roleId: roleId('super_admin') },
        reason: 'Second',
      },
      chief,
    );
    expect(asked.status).toBe(201);
    expect((await world.post(`/ops/approvals/${asked.body.id}/approve`, {}, admin)).status).toBe(200);
    const joined = await world.post('/ops/auth/register', { token: await linkTo(person.email), password });
    expect(joined.status).toBe(201);
    return { id: body.id, token: joined.body.tokens.accessToken };
  };

  describe('joining', () => {
    it('is by a link that the inviter never sees, and that works once', async () => {
      const person = newcomer();
      const invited = await world.post('/ops/invitations', { ...person, roleId: roleId('ops_lead') }, chief);
      expect(invited.status).toBe(201);
      expect(invited.text).not.toMatch(/nxi_|token/i);
      const token = await linkTo(person.email);
      expect(token).toMatch(/^nxi_/);
      const answers = await Promise.all(
        [1, 2, 3].map(() => world.post('/ops/auth/register', { token, password })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
      const joined = answers.find(({ status }) => status === 201);
      expect(joined?.body.staff).toMatchObject({
        employeeId: 'EMP009',
        role: { name: 'ops_lead' },
        ...person,
      });
      const signedIn = await world.post('/ops/auth/login', { identifier: 'EMP009', password });
      expect(signedIn.status).toBe(200);
    });

    it('ends after 72 hours, with a newer link, and with a weak password not at all', async () => {
      const person = newcomer();
      const invite = () => world.post('/ops/invitations', { ...person, roleId: roleId('ops_lead') }, chief);
      await invite();
      const first = await linkTo(person.email);
      await invite();
      const second = await linkTo(person.email);
      const accept = async (token: string, secret = password) => {
        const { status, body } = await world.post('/ops/auth/register', { token, password: secret });
        return [status, body.code];
      };
      expect(await accept(first)).toEqual([401, 'auth.invalid_code']);
      expect(await accept(second, 'short')).toEqual([422, 'request.invalid']);
      world.clock.advance(72 * 3_600_000);
      expect(await accept(second)).toEqual([401, 'auth.invalid_code']);
      expect(await accept('nxi_nothing')).toEqual([401, 'auth.invalid_code']);
    });

    it('asks for a mobile when the invitation has none', async () => {
      const { mobile, ...person } = newcomer();
      await world.post('/ops/invitations', { ...person, roleId: roleId('ops_lead') }, chief);
      const token = await linkTo(person.email);
      const without = await world.post('/ops/auth/register', { token, password });
      expect([without.status, without.body.errors[0].pointer]).toEqual([422, '/mobile']);
      expect((await world.post('/ops/auth/register', { token, password, mobile })).status).toBe(201);
    });

    it('is void once the inviter may not invite like that any more', async () => {
      const person = newcomer();
      const invite = await world.post('/ops/invitations', { ...person, roleId: roleId('manager') }, admin);
      expect(invite.status).toBe(201);
      const { id } = await memberOf('admin');
      expect((await world.delete(`/ops/users/${id}`, chief)).status).toBe(204);
      const accepted = await world.post('/ops/auth/register', {
        token: await linkTo(person.email),
        password,
      });
      expect([accepted.status, accepted.body.code]).toEqual([401, 'auth.invalid_code']);
    });
  });

  it('nobody creates or invites at their own level or above, or grants what they lack', async () => {
    for (const [token, role, status] of [
      [admin, 'admin', 403],
      [admin, 'super_admin', 403],
      [admin, 'manager', 201],
      [chief, 'super_admin', 403],
      [chief, 'admin', 201],
    ] as const) {
      expect([role, (await create(role, token)).status]).toEqual([role, status]);
      const invited = await world.post('/ops/invitations', { ...newcomer(), roleId: roleId(role) }, token);
      expect([role, invited.status]).toEqual([role, status]);
    }
    const shape = { name: 'gatekeeper', level: 40, permissions: ['permissions.manage'] };
    expect((await world.post('/ops/roles', shape, admin)).body.code).toBe('auth.permission_missing');
    const made = await world.post('/ops/roles', shape, chief);
    expect(made.status).toBe(201);
    const invited = await world.post('/ops/invitations', { ...newcomer(), roleId: made.body.id }, admin);
    expect([invited.status, invited.body.code]).toEqual([403, 'staff.permission_not_held']);
  });

  it('edits, moves and dismisses only those below', async () => {
    const support = await memberOf('support_staff');
    const edited = { ...newcomer(), department: 'Care', languages: ['en', 'ta'], capacity: 12 };
    const put = await world.put(`/ops/users/${support.id}`, edited, admin);
    expect([put.status, put.body]).toMatchObject([200, edited]);
    for (const role of ['admin', 'super_admin'] as const) {
      const { id } = await memberOf(role);
      expect((await world.put(`/ops/users/${id}`, edited, admin)).body.code).toBe('staff.level_too_high');
    }
    const lead = { roleId: roleId('ops_lead') };
    expect((await world.post(`/ops/users/${support.id}/role`, lead, admin)).body.role.name).toBe('ops_lead');
    const up = await world.post(`/ops/users/${support.id}/role`, { roleId: roleId('admin') }, admin);
    expect(up.body.code).toBe('staff.level_too_high');
    const { id: adminId } = await memberOf('admin');
    expect(
      (await world.post(`/ops/users/${adminId}/role`, { roleId: roleId('super_admin') }, admin)).status,
    ).toBe(403);
    const { id: chiefId } = await memberOf('super_admin');
    expect((await world.delete(`/ops/users/${chiefId}`, admin)).body.code).toBe('staff.level_too_high');
    expect((await world.delete(`/ops/users/${nowhere}`, admin)).body.code).toBe('staff.not_found');
  });

  it('lets those who leave do nothing from the next request on', async () => {
    const { accessToken, refreshToken } = await world.signInStaff('manager');
    const { id } = await memberOf('manager');
    expect((await world.delete(`/ops/users/${id}`, admin)).status).toBe(204);
    expect((await world.get('/ops/users/me', accessToken)).status).toBe(401);
    expect((await world.post('/ops/auth/refresh', { refreshToken })).status).toBe(401);
    expect((await world.post('/ops/auth/login', { identifier: 'EMP003', password })).status).toBe(401);
    expect((await world.delete(`/ops/users/${id}`, admin)).status).toBe(204);
    expect((await world.put(`/ops/users/${id}`, newcomer(), admin)).body.code).toBe('staff.has_left');
  });

  it('lets a changed role hold from the next request on, in another process as well (ID-2)', async () => {
    const other = await IdentityWorld.open({ beside: world });
    const manager = await tokenOf('manager');
    expect((await other.get('/ops/users', manager)).status).toBe(200);
    const role = roles.get('manager');
    const without = role?.permissions.filter((each) => each !== 'staff.view');
    const put = { name: 'manager', level: 80, permissions: without };
    expect((await world.put(`/ops/roles/${role?.id}`, put, chief)).status).toBe(200);
    expect((await other.get('/ops/users', manager)).body.code).toBe('auth.permission_missing');
    await other.close({ keepData: true });
  });

  it('keeps name and level of the house’s roles, and lets nobody change their own role or one above', async () => {
    const change = (name: string, shape: object, token = chief) =>
      world.put(`/ops/roles/${roleId(name)}`, shape, token);
    expect((await change('manager', { name: 'boss', level: 80, permissions: [] })).body.code).toBe(
      'role.built_in',
    );
    expect((await change('manager', { name: 'manager', level: 81, permissions: [] })).body.code).toBe(
      'role.built_in',
    );
    expect((await change('super_admin', { name: 'x1', level: 99, permissions: [] })).body.code).toBe(
      'staff.level_too_high',
    );
    const twin = { name: 'admin', level: 20, permissions: [] };
    expect((await world.post('/ops/roles', twin, chief)).body.code).toBe('role.already_exists');
  });

  describe('super_admins', () => {
    it('are made by one of them and another of level 90 or more, neither the asker nor the one it is about', async () => {
      const { id: adminId } = await memberOf('admin');
      const top = { roleId: roleId('super_admin') };
      const direct = await world.post(`/ops/users/${adminId}/role`, top, chief);
      expect([direct.status, direct.body.code]).toEqual([409, 'approval.required']);
      const ask = { kind: 'staff.role', subjectId: adminId, payload: top, reason: 'Stands in' };
      expect((await world.post('/ops/approvals', ask, admin)).body.code).toBe('staff.level_too_high');
      const asked = await world.post('/ops/approvals', ask, chief);
      expect(asked.status).toBe(201);
      expect((await world.post('/ops/approvals', ask, chief)).body.code).toBe('approval.already_pending');
      const approve = async (token: string) =>
        (await world.post(`/ops/approvals/${asked.body.id}/approve`, {}, token)).body;
      expect((await approve(chief)).code).toBe('approval.by_oneself');
      expect((await approve(admin)).code).toBe('approval.by_oneself');
      expect((await approve(await tokenOf('manager'))).code).toBe('approval.not_found');
      const second = newcomer();
      await world.post('/ops/users', { ...second, roleId: roleId('admin') }, chief);
      const joined = await world.post('/ops/auth/register', { token: await linkTo(second.email), password });
      const answers = await Promise.all([1, 2].map(() => approve(joined.body.tokens.accessToken)));
      expect(answers.map(({ state, code }) => state ?? code).sort()).toEqual([
        'approval.decided',
        'approved',
      ]);
      expect((await memberOf('admin'))?.id).not.toBe(adminId);
      expect((await world.get('/ops/roles', admin)).status).toBe(200);
    });

    it('are not made when the asker has been demoted meanwhile, nor when it was refused or left too long', async () => {
      const { id: subjectId } = await memberOf('manager');
      const ask = async () =>
        (
          await world.post(
            '/ops/approvals',
            {
              kind: 'staff.role',
              subjectId,
              payload: { roleId: roleId('super_admin') },
              reason: 'Stands in',
            },
            chief,
          )
        ).body.id;
      const refused = await ask();
      const rejected = await world.post(`/ops/approvals/${refused}/reject`, { note: 'Not yet' }, admin);
      expect([rejected.status, rejected.body.state]).toEqual([200, 'rejected']);
      expect((await world.post(`/ops/approvals/${refused}/approve`, {}, admin)).body.code).toBe(
        'approval.decided',
      );
      const late = await ask();
      world.clock.advance(7 * 86_400_000);
      const freshAdmin = await tokenOf('admin');
      chief = await tokenOf('super_admin');
      expect((await world.post(`/ops/approvals/${late}/approve`, {}, freshAdmin)).body.code).toBe(
        'approval.decided',
      );
      expect(await ask()).not.toBe(late);
      expect((await world.get(`/ops/users/${subjectId}`, chief)).body.role.name).toBe('manager');
    });

    it('stay when they are the last', async () => {
      const { id } = await memberOf('super_admin');
      const down = { roleId: roleId('manager') };
      expect((await world.post(`/ops/users/${id}/role`, down, chief)).body.code).toBe(
        'staff.last_super_admin',
      );
      expect((await world.delete(`/ops/users/${id}`, chief)).body.code).toBe('staff.last_super_admin');
    });

    it('keep one when both step down at once', async () => {
      const { id: firstId } = await memberOf('super_admin');
      const second = await secondChief();
      const down = { roleId: roleId('manager') };
      const answers = await Promise.all([
        world.post(`/ops/users/${firstId}/role`, down, chief),
        world.delete(`/ops/users/${second.id}`, second.token),
      ]);
      expect(answers.filter(({ body }) => body.code === 'staff.last_super_admin')).toHaveLength(1);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    });

    it('keep one when they demote each other at once', async () => {
      const { id: firstId } = await memberOf('super_admin');
      const second = await secondChief();
      const ask = async (subjectId: string, token: string) =>
        (
          await world.post(
            '/ops/approvals',
            { kind: 'staff.role', subjectId, payload: { roleId: roleId('manager') }, reason: 'Out' },
            token,
          )
        ).body.id;
      const asked = [await ask(second.id, chief), await ask(firstId, second.token)];
      const answers = await Promise.all(
        asked.map((id) => world.post(`/ops/approvals/${id}/approve`, {}, admin)),
      );
      expect(answers.map(({ status }) => status === 200).sort()).toEqual([false, true]);
      const tops = (await world.get('/ops/users?limit=100', admin)).body.data.filter(
        (each: { role: { name: string } }) => each.role.name === 'super_admin',
      );
      expect(tops).toHaveLength(1);
    });
  });

  it('is written down, act by act, without personal values', async () => {
    const person = newcomer();
    const { body } = await world.post('/ops/users', { ...person, roleId: roleId('ops_staff') }, chief);
    await world.post(`/ops/users/${body.id}/role`, { roleId: roleId('ops_lead') }, chief);
    await world.delete(`/ops/users/${body.id}`, chief);
    const log = await world.get(`/ops/audit-log?subjectKind=staff&subjectId=${body.id}`, chief);
    expect(log.body.data.map(({ action }: { action: string }) => action)).toEqual([
      'staff.left',
      'staff.role_changed',
      'staff.created',
    ]);
    expect(log.body.data[1]).toMatchObject({ before: { role: 'ops_staff' }, after: { role: 'ops_lead' } });
    for (const value of [person.email, person.mobile, person.firstName])
      expect(log.text).not.toContain(value);
  });
});
