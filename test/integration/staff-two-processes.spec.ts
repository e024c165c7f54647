import { StaffMemberEntity } from '../../src/features/staff/index.js';
import { roleNames } from '../../src/kernel/permissions.js';
import type { RoleName } from '../../src/kernel/permissions.js';
import { updateRows } from '../../src/platform/database/rows.js';
import { IdentityWorld } from './identity-world.js';

interface RoleRow {
  id: string;
  name: RoleName;
  level: number;
  permissions: string[];
}

describe('what is taken from staff in one of two processes (ID-2, ID-4)', () => {
  let world: IdentityWorld;
  let other: IdentityWorld;
  let chief: string;
  let roles: Map<RoleName, RoleRow>;
  let members: Map<RoleName, string>;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    other = await IdentityWorld.open({ beside: world });
    await world.employEveryRole();
    chief = (await world.signInStaff('super_admin')).accessToken;
    roles = new Map(
      (await world.get('/ops/roles', chief)).body.data.map((each: RoleRow) => [each.name, each]),
    );
    const listed = (await world.get('/ops/users?limit=100', chief)).body.data as {
      id: string;
      role: RoleRow;
    }[];
    members = new Map(listed.map(({ id, role }) => [role.name, id]));
  });
  afterAll(async () => {
    await other.close({ keepData: true });
    await world.close();
  });
  afterEach(() => restore());

  /** Everybody is back in their place. */
  const restore = () =>
    world.work.run(async (tx) => {
      for (const name of roleNames)
        await updateRows(
          tx,
          StaffMemberEntity,
          { id: members.get(name) ?? '' },
          { roleId: roleId(name), isActive: true, leftOn: null },
        );
    });
  const tokenOf = async (role: RoleName) => (await world.signInStaff(role)).accessToken;
  const roleId = (name: RoleName) => roles.get(name)?.id ?? '';
  const pathOf = (name: RoleName) => `/ops/users/${members.get(name)}`;
  /** The same request at each of them, one after the other. */
  const atBoth = async (path: string, token: string): Promise<unknown[]> => {
    const answers = [await world.get(path, token), await other.get(path, token)];
    return answers.map(({ status, body }) => body.code ?? status);
  };
  const keyOf = async (token: string) => {
    const body = { name: 'Report', scopes: ['customers.read'] };
    const { id, clientId, clientSecret } = (await other.post('/api-keys', body, token)).body;
    const exchanged = await world.post('/auth/token', { clientId, clientSecret });
    return { id, token: exchanged.body.accessToken as string };
  };

  it('is gone at both with the very next request: a permission of the role', async () => {
    const [support, lead] = [await tokenOf('support_staff'), roles.get('support_staff')];
    const key = await keyOf(support);
    expect(await atBoth('/ops/customers', support)).toEqual([200, 200]);
    expect(await atBoth('/ops/customers', key.token)).toEqual([200, 200]);
    const shape = { name: lead?.name, level: lead?.level };
    const without = lead?.permissions.filter((each) => each !== 'users.view');
    const put = (permissions: unknown) =>
      other.put(`/ops/roles/${lead?.id}`, { ...shape, permissions }, chief);
    expect((await put(without)).status).toBe(200);
    const missing = ['auth.permission_missing', 'auth.permission_missing'];
    expect(await atBoth('/ops/customers', support)).toEqual(missing);
    expect(await atBoth('/ops/customers', key.token)).toEqual(missing);
    expect((await put(lead?.permissions)).status).toBe(200);
    expect(await atBoth('/ops/customers', key.token)).toEqual([200, 200]);
  });

  it('is gone at both with the very next request: the role', async () => {
    const manager = await tokenOf('manager');
    expect(await atBoth('/ops/users', manager)).toEqual([200, 200]);
    const demoted = await other.post(`${pathOf('manager')}/role`, { roleId: roleId('ops_lead') }, chief);
    expect(demoted.status).toBe(200);
    expect(await atBoth('/ops/users', manager)).toEqual([
      'auth.permission_missing',
      'auth.permission_missing',
    ]);
  });

  it('is gone at both with the very next request: the post, and every key with it', async () => {
    const [support, key] = [await tokenOf('support_staff'), await keyOf(await tokenOf('support_staff'))];
    expect(await atBoth('/ops/users/me', support)).toEqual([200, 200]);
    expect((await other.delete(pathOf('support_staff'), chief)).status).toBe(204);
    const refused = ['auth.invalid_token', 'auth.invalid_token'];
    expect(await atBoth('/ops/users/me', support)).toEqual(refused);
    expect(await atBoth('/ops/customers', key.token)).toEqual(refused);
  });

  it('is gone at both with the very next request: a session, all of them, a key', async () => {
    const refused = ['auth.invalid_token', 'auth.invalid_token'];
    const [one, two] = [await tokenOf('ops_lead'), await tokenOf('ops_lead')];
    const sessions = (await other.get('/ops/auth/sessions', one)).body.data as {
      id: string;
      isCurrent: boolean;
    }[];
    const [current] = sessions.filter(({ isCurrent }) => isCurrent);
    expect((await other.delete(`/ops/auth/sessions/${current?.id}`, two)).status).toBe(204);
    expect(await atBoth('/ops/users/me', one)).toEqual(refused);
    expect(await atBoth('/ops/users/me', two)).toEqual([200, 200]);
    const key = await keyOf(two);
    expect((await world.delete(`/api-keys/${key.id}`, two)).status).toBe(204);
    expect(await atBoth('/ops/customers', key.token)).toEqual(refused);
    expect((await other.post('/ops/auth/logout-all', {}, two)).status).toBe(204);
    expect(await atBoth('/ops/users/me', two)).toEqual(refused);
  });

  it('is never the last super_admin, though both step down at once, each at another', async () => {
    for (let round = 0; round < 4; round += 1) {
      const asked = await world.post(
        '/ops/approvals',
        {
          kind: 'staff.role',
          subjectId: members.get('manager'),
          payload: { roleId: roleId('super_admin') },
          reason: 'A second one',
        },
        chief,
      );
      const admin = await tokenOf('admin');
      expect((await other.post(`/ops/approvals/${asked.body.id}/approve`, {}, admin)).status).toBe(200);
      const second = await tokenOf('manager');
      const down = { roleId: roleId('manager') };
      const answers = await Promise.all([
        world.post(`${pathOf('super_admin')}/role`, down, chief),
        round % 2
          ? other.post(`${pathOf('manager')}/role`, down, second)
          : other.delete(pathOf('manager'), second),
      ]);
      expect(answers.map(({ status, body }) => body.code ?? Math.floor(status / 100)).sort()).toEqual([
        2,
        'staff.last_super_admin',
      ]);
      const left = (await world.get('/ops/users?limit=100', await tokenOf('admin'))).body.data as {
        role: RoleRow;
        isActive: boolean;
      }[];
      expect(left.filter(({ role, isActive }) => isActive && role.name === 'super_admin')).toHaveLength(1);
      await restore();
    }
  });
});
