import { totpCode } from '../../src/features/staff/totp.rule.js';
import { newId } from '../../src/kernel/ids.js';
import { demoPassword } from '../api.js';
import { World } from '../world.js';
import { expectStatus } from './marketplace.js';
import type { List, Problem } from './marketplace.js';

interface Role {
  id: string;
  name: string;
  level: number;
  permissions: string[];
}

interface Member {
  id: string;
  employeeId: string;
  email: string;
  role: Role;
  isActive: boolean;
}

interface SignedIn {
  staff: Member;
  tokens: { accessToken: string; refreshToken: string };
  permissions: string[];
}

interface Session {
  id: string;
  isCurrent: boolean;
}

const password = 'Str0ng!Passw0rd';

describe('the staff routes', () => {
  let world: World;
  let chief: string;
  let admin: string;
  let roles: Map<string, Role>;
  let newcomers = 0;
  beforeAll(async () => {
    world = await World.open();
  });
  // The clock goes on, and tokens end after a quarter of an hour.
  beforeEach(async () => {
    [chief, admin] = [await world.staff('EMP001'), await world.staff('EMP002')];
    const listed = await world.call<List<Role>>('GET', '/ops/roles', { token: chief });
    roles = new Map(expectStatus(200, listed).data.map((each) => [each.name, each]));
  });
  afterAll(() => world.close());

  const roleId = (name: string) => roles.get(name)?.id ?? '';
  const newcomer = () => {
    newcomers += 1;
    const number = String(newcomers).padStart(4, '0');
    return { firstName: 'Kavya', email: `kavya${number}@nexora.example`, mobile: `+91981231${number}` };
  };
  const post = <T = Problem>(path: string, body: unknown, token?: string, key?: string) =>
    world.call<T & Problem>('POST', path, { body, ...(token && { token }), ...(key && { key }) });
  /** Status and code of an answer. */
  const said = async (answer: Promise<{ status: number; body: Problem }>): Promise<unknown[]> => {
    const { status, body } = await answer;
    return [status, body.code, ...(body.errors ?? []).map(({ pointer }) => pointer)];
  };
  const logIn = (identifier: string, secret = password, totp?: string) =>
    post<SignedIn>('/ops/auth/login', { identifier, password: secret, ...(totp && { totp }) });
  const linkTo = async (email: string): Promise<string> => {
    await world.settle();
    const inbox = await world.call<{ data: { to: string | null; body: string }[] }>('GET', '//dev/inbox');
    const letter = inbox.body.data.find(({ to, body }) => to === email && body.includes('token='));
    return /token=([\w-]+)/.exec(letter?.body ?? '')?.[1] ?? '';
  };
  const hired = async (role: string): Promise<SignedIn> => {
    const person = newcomer();
    expectStatus(201, await post('/ops/invitations', { ...person, roleId: roleId(role) }, chief));
    const token = await linkTo(person.email);
    return expectStatus(201, await post<SignedIn>('/ops/auth/register', { token, password }));
  };

  describe('for joining', () => {
    it('take a link once, in its time, with a password that holds', async () => {
      const { mobile, ...person } = newcomer();
      const roleOf = { roleId: roleId('support_staff') };
      const invited = await post('/ops/invitations', { ...person, ...roleOf }, admin);
      expect(JSON.stringify(expectStatus(201, invited))).not.toContain('nxi_');
      const token = await linkTo(person.email);
      const join = (body: object) => said(post('/ops/auth/register', body));
      expect(await join({ token, password: 'password' })).toEqual([422, 'request.invalid', '/password']);
      expect(await join({ token, password })).toEqual([422, 'request.invalid', '/mobile']);
      expect(await join({ token, password, mobile: '12345' })).toEqual([422, 'request.invalid', '/mobile']);
      expect(await join({ token: 'nxi_nothing', password, mobile })).toEqual([401, 'auth.invalid_code']);
      expect(await join({ token, password, mobile, roleId: roleId('admin') })).toEqual([
        422,
        'request.invalid',
        '/roleId',
      ]);
      const joined = await post<SignedIn>('/ops/auth/register', { token, password, mobile });
      expect(expectStatus(201, joined)).toMatchObject({
        staff: { email: person.email, role: { name: 'support_staff' } },
        permissions: roles.get('support_staff')?.permissions,
      });
      expect(await join({ token, password, mobile })).toEqual([401, 'auth.invalid_code']);
      expect(await said(post('/ops/invitations', { ...person, ...roleOf }, admin))).toEqual([
        409,
        'staff.already_exists',
      ]);
    });

    it('refuse a link of three days ago', async () => {
      const person = newcomer();
      await post('/ops/invitations', { ...person, roleId: roleId('support_staff') }, admin);
      const token = await linkTo(person.email);
      world.clock.advance(72 * 3_600_000);
      expect(await said(post('/ops/auth/register', { token, password }))).toEqual([401, 'auth.invalid_code']);
    });

    it('know no role that there is not, and give none at one’s own level or above', async () => {
      const unknown = { ...newcomer(), roleId: newId() };
      const equal = { ...newcomer(), roleId: roleId('admin') };
      const top = { ...newcomer(), roleId: roleId('super_admin') };
      for (const path of ['/ops/invitations', '/ops/users']) {
        expect(await said(post(path, unknown, admin))).toEqual([404, 'role.not_found']);
        expect(await said(post(path, { ...unknown, roleId: 'admin' }, admin))).toEqual([
          422,
          'request.invalid',
          '/roleId',
        ]);
        expect(await said(post(path, equal, admin))).toEqual([403, 'staff.level_too_high']);
        expect(await said(post(path, top, chief))).toEqual([403, 'staff.level_too_high']);
      }
    });
  });

  describe('for members', () => {
    it('act once under a key, whoever repeats them', async () => {
      const body = { ...newcomer(), roleId: roleId('ops_staff') };
      const key = newId();
      const answers = await Promise.all([1, 2, 3].map(() => post<Member>('/ops/users', body, admin, key)));
      expect(new Set(answers.map((each) => expectStatus(201, each).id)).size).toBe(1);
      const replayed = answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true');
      expect(replayed).toHaveLength(2);
      expect(await said(post('/ops/users', { ...body, ...newcomer() }, admin, key))).toEqual([
        422,
        'idempotency.key_reused',
      ]);
      expect(await said(post('/ops/users', body, admin))).toEqual([409, 'staff.already_exists']);
      const other = await post<Member>('/ops/users', { ...body, ...newcomer() }, chief, key);
      expect(other.headers.get('idempotent-replayed')).toBeNull();
      expectStatus(201, other);
    });

    it('are edited, moved and let go from above only, and then are no more', async () => {
      const { staff } = await hired('ops_lead');
      const path = `/ops/users/${staff.id}`;
      const change = { ...newcomer(), department: 'Care', languages: ['en'], capacity: 4 };
      const put = (body: object, token: string) =>
        said(world.call<Problem>('PUT', path, { token, body: { ...change, ...body } }));
      expect(await put({ capacity: 501 }, admin)).toEqual([422, 'request.invalid', '/capacity']);
      expect(await put({ languages: ['English'] }, admin)).toEqual([422, 'request.invalid', '/languages']);
      expect(await put({ joinedOn: '2026-02-30' }, admin)).toEqual([422, 'request.invalid', '/joinedOn']);
      expect(await put({ reportsToId: staff.id }, admin)).toEqual([422, 'request.invalid', '/reportsToId']);
      expect(await put({ reportsToId: newId() }, admin)).toEqual([422, 'request.invalid', '/reportsToId']);
      const [someone] = expectStatus(
        200,
        await world.call<List<Member>>('GET', '/ops/users?limit=1', { token: admin }),
      ).data;
      expect(await put({ email: someone?.email }, admin)).toEqual([409, 'staff.already_exists']);
      expect(await put({}, await world.staff('EMP003'))).toEqual([403, 'auth.permission_missing']);
      expect(await put({}, admin)).toEqual([200, undefined]);
      const move = (to: string, token: string) => said(post(`${path}/role`, { roleId: to }, token));
      expect(await move(newId(), admin)).toEqual([404, 'role.not_found']);
      expect(await move(roleId('admin'), admin)).toEqual([403, 'staff.level_too_high']);
      expect(await move(roleId('super_admin'), chief)).toEqual([409, 'approval.required']);
      expect(await move(roleId('manager'), admin)).toEqual([200, undefined]);
      expect((await world.call('DELETE', path, { token: admin })).status).toBe(204);
      expect(await put({}, admin)).toEqual([409, 'staff.has_left']);
      expect(await move(roleId('ops_lead'), admin)).toEqual([409, 'staff.has_left']);
      expect(await said(logIn(change.email))).toEqual([401, 'auth.invalid_credentials']);
    });
  });

  it('for a forgotten password send one letter, whose link works once and opens no session (ID-1)', async () => {
    const { staff, tokens } = await hired('support_staff');
    const { uri } = expectStatus(201, await post<{ uri: string }>('/ops/auth/totp', {}, tokens.accessToken));
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    const code = () => totpCode(secret, world.clock.now());
    expectStatus(200, await post('/ops/auth/totp/confirm', { code: code() }, tokens.accessToken));
    const ask = async (email: string) => {
      const { status, body } = await post<{ message: string }>('/ops/auth/forgot-password', { email });
      return [status, body.message];
    };
    const letters = async () => {
      await world.settle();
      const inbox = await world.call<{ data: { to: string | null; body: string }[] }>('GET', '//dev/inbox');
      return inbox.body.data.filter(({ to, body }) => to === staff.email && body.includes('reset-password'));
    };
    expect(await ask(staff.email)).toEqual(await ask('nobody@nexora.example'));
    await ask(staff.email);
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    const token = /token=([\w.-]+)/.exec(letter?.body ?? '')?.[1] ?? '';
    const reset = (newPassword: string, by = token) =>
      said(post('/ops/auth/reset-password', { token: by, newPassword }));
    expect(await reset('password')).toEqual([422, 'request.invalid', '/newPassword']);
    expect(await reset('Monsoon#2027', token.replace(/.$/, '-'))).toEqual([401, 'auth.invalid_code']);
    // It is no invitation, by which a session would be opened without the second factor.
    expect(await said(post('/ops/auth/register', { token, password: 'Monsoon#2027' }))).toEqual([
      401,
      'auth.invalid_code',
    ]);
    for (let at = 0; at < 5; at += 1) await logIn(staff.email, 'Wr0ng!Passw0rd');
    expect(await said(logIn(staff.email))).toEqual([423, 'auth.locked']);
    const answers = await Promise.all(['Monsoon#2027', 'Copper!Kettle9'].map((each) => reset(each)));
    expect(answers.map(([status]) => status).toSorted()).toEqual([204, 401]);
    const chosen = answers[0]?.[0] === 204 ? 'Monsoon#2027' : 'Copper!Kettle9';
    expect(await reset('Velvet%Comet41')).toEqual([401, 'auth.invalid_code']);
    const refreshed = await said(post('/ops/auth/refresh', { refreshToken: tokens.refreshToken }));
    expect(refreshed).toEqual([401, 'auth.invalid_token']);
    expect(await said(logIn(staff.email))).toEqual([401, 'auth.invalid_credentials']);
    expect(await said(logIn(staff.email, chosen))).toEqual([401, 'auth.totp_required']);
    world.clock.advance(30_000);
    expectStatus(200, await logIn(staff.email, chosen, code()));
  });

  it('for roles refuse what is no role, what is one already, and what one may not give', async () => {
    const shape = { name: 'night_watch', level: 52, permissions: ['bookings.view'] };
    const make = (body: object, token = chief) => said(post('/ops/roles', { ...shape, ...body }, token));
    for (const [fault, pointer] of [
      [{ name: 'Night Watch' }, '/name'],
      [{ level: 0 }, '/level'],
      [{ level: 100 }, '/level'],
      [{ level: 52.5 }, '/level'],
      [{ permissions: ['bookings.everything'] }, '/permissions'],
      [{ permissions: ['bookings.view', 'bookings.view'] }, '/permissions'],
    ] as const)
      expect(await make(fault)).toEqual([422, 'request.invalid', pointer]);
    expect(await make({}, admin)).toEqual([403, 'auth.permission_missing']);
    expect(await make({ name: 'manager' })).toEqual([409, 'role.already_exists']);
    const made = expectStatus(201, await post<Role>('/ops/roles', shape, chief));
    expect(made).toMatchObject(shape);
    const change = (id: string, body: object) =>
      said(world.call<Problem>('PUT', `/ops/roles/${id}`, { token: chief, body: { ...shape, ...body } }));
    expect(await change(newId(), {})).toEqual([404, 'role.not_found']);
    expect(await change(roleId('manager'), { name: 'boss' })).toEqual([409, 'role.built_in']);
    expect(await change(roleId('super_admin'), {})).toEqual([403, 'staff.level_too_high']);
    expect(await change(made.id, { name: 'manager' })).toEqual([409, 'role.already_exists']);
    expect(await change(made.id, { level: 41 })).toEqual([200, undefined]);
  });

  it('for approvals refuse what takes none, what is decided, and whoever may not decide', async () => {
    const { staff } = await hired('manager');
    const act = {
      kind: 'staff.role',
      subjectId: staff.id,
      payload: { roleId: roleId('super_admin') },
      reason: 'Stands in for the chief.',
    };
    const ask = (body: object, token = chief) => said(post('/ops/approvals', { ...act, ...body }, token));
    expect(await ask({ kind: 'staff.raise' })).toEqual([422, 'request.invalid', '/kind']);
    expect(await ask({ payload: {} })).toEqual([422, 'request.invalid', '/payload/roleId']);
    expect(await ask({ payload: { roleId: roleId('ops_lead') } })).toEqual([
      422,
      'request.invalid',
      '/payload/roleId',
    ]);
    expect(await ask({ payload: { roleId: newId() } })).toEqual([404, 'role.not_found']);
    expect(await ask({ subjectId: newId() })).toEqual([404, 'staff.not_found']);
    expect(await ask({}, admin)).toEqual([403, 'staff.level_too_high']);
    const { id } = expectStatus(201, await post<{ id: string }>('/ops/approvals', act, chief));
    expect(await ask({})).toEqual([409, 'approval.already_pending']);
    const decide = (verb: string, body: object, token: string) =>
      said(post(`/ops/approvals/${id}/${verb}`, body, token));
    expect(await decide('reject', {}, admin)).toEqual([422, 'request.invalid', '/note']);
    expect(await decide('approve', {}, chief)).toEqual([403, 'approval.by_oneself']);
    expect(await decide('approve', {}, await world.staff('EMP003'))).toEqual([404, 'approval.not_found']);
    expect(await decide('reject', { note: 'Not now.' }, admin)).toEqual([200, undefined]);
    expect(await decide('approve', {}, admin)).toEqual([409, 'approval.decided']);
    const list = (query: string) =>
      said(world.call<Problem>('GET', `/ops/approvals?${query}`, { token: admin }));
    expect(await list('state=maybe')).toEqual([422, 'request.invalid', '#query/state']);
    expect(await list('state=rejected')).toEqual([200, undefined]);
  });

  it('for the second factor refuse wrong, spent and misshapen codes', async () => {
    const { staff, tokens } = await hired('ops_staff');
    let token = tokens.accessToken;
    const confirm = (code: string) => said(post('/ops/auth/totp/confirm', { code }, token));
    expect(await confirm('123456')).toEqual([409, 'totp.not_enrolled']);
    const { uri } = expectStatus(201, await post<{ uri: string }>('/ops/auth/totp', {}, token));
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    const code = () => totpCode(secret, world.clock.now());
    for (const shape of ['12345', '1234567', 'abcdef', ' 12345'])
      expect(await confirm(shape)).toEqual([422, 'request.invalid', '/code']);
    const wrong = String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
    expect(await confirm(wrong)).toEqual([401, 'auth.invalid_code']);
    const { recoveryCodes } = expectStatus(
      200,
      await post<{ recoveryCodes: string[] }>('/ops/auth/totp/confirm', { code: code() }, token),
    );
    expect(await confirm(code())).toEqual([409, 'totp.already_on']);
    expect(await said(logIn(staff.employeeId))).toEqual([401, 'auth.totp_required']);
    expect(await said(logIn(staff.employeeId, password, code()))).toEqual([401, 'auth.invalid_code']);
    expect(await said(logIn(staff.employeeId, password, '12'))).toEqual([422, 'request.invalid', '/totp']);
    const [recovery = ''] = recoveryCodes;
    token = expectStatus(200, await logIn(staff.employeeId, password, recovery)).tokens.accessToken;
    expect(await said(logIn(staff.employeeId, password, recovery))).toEqual([401, 'auth.invalid_code']);
    const disable = (body: object) => said(post('/ops/auth/totp/disable', body, token));
    expect(await disable({ password: 'Wr0ng!Pass', code: code() })).toEqual([
      401,
      'auth.invalid_credentials',
    ]);
    expect(await disable({ password, code: recovery })).toEqual([401, 'auth.invalid_code']);
    world.clock.advance(30_000);
    expect(await disable({ password, code: code() })).toEqual([204, undefined]);
    expect(await disable({ password, code: code() })).toEqual([409, 'totp.not_enrolled']);
  });

  it('for sessions show and end one’s own, and no others', async () => {
    const { staff, tokens } = await hired('ops_staff');
    const token = tokens.accessToken;
    const second = expectStatus(200, await logIn(staff.employeeId)).tokens;
    const list = async () =>
      expectStatus(200, await world.call<List<Session>>('GET', '/ops/auth/sessions', { token })).data;
    expect((await list()).map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
    const [other] = (await list()).filter(({ isCurrent }) => !isCurrent);
    const end = (id: string, by: string) =>
      said(world.call<Problem>('DELETE', `/ops/auth/sessions/${id}`, { token: by }));
    for (const [id, by] of [
      [other?.id ?? '', chief],
      [newId(), token],
      ['none', token],
    ] as const)
      expect(await end(id, by)).toEqual([404, 'session.not_found']);
    expect(await end(other?.id ?? '', token)).toEqual([204, undefined]);
    expect(await end(other?.id ?? '', token)).toEqual([404, 'session.not_found']);
    const me = (of: string) => said(world.call<Problem>('GET', '/ops/users/me', { token: of }));
    expect(await me(second.accessToken)).toEqual([401, 'auth.invalid_token']);
    const refresh = (refreshToken: string) => said(post('/ops/auth/refresh', { refreshToken }));
    expect(await refresh(second.refreshToken)).toEqual([401, 'auth.invalid_token']);
    expect(await refresh('nxr_nothing')).toEqual([401, 'auth.invalid_token']);
    const customer = await world.newCustomer();
    expect(await refresh(customer.refreshToken)).toEqual([403, 'auth.wrong_audience']);
    expect(await me(customer.token)).toEqual([403, 'auth.wrong_audience']);
    expect(await said(post('/ops/auth/logout-all', {}, token))).toEqual([204, undefined]);
    expect(await me(token)).toEqual([401, 'auth.invalid_token']);
    expect(await refresh(tokens.refreshToken)).toEqual([401, 'auth.invalid_token']);
  });

  it('for signing in answer nobody and the wrong password alike, and lock after five', async () => {
    const nobody = await logIn('EMP999', 'Wr0ng!Pass');
    const wrong = await logIn('EMP007', 'Wr0ng!Pass');
    expect([nobody.status, { ...nobody.body, instance: '' }]).toEqual([401, { ...wrong.body, instance: '' }]);
    for (let count = 2; count <= 5; count += 1) await logIn('EMP007', 'Wr0ng!Pass');
    const locked = await logIn('EMP007', demoPassword);
    expect([locked.status, locked.body.code]).toEqual([423, 'auth.locked']);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    world.clock.advance(15 * 60_000);
    expectStatus(200, await logIn('EMP007', demoPassword));
  });

  it('for the audit log refuse what is no day and nobody, and find the chain whole', async () => {
    const ask = (path: string) => said(world.call<Problem>('GET', `/ops/audit-log${path}`, { token: chief }));
    expect(await ask('?from=yesterday')).toEqual([422, 'request.invalid', '#query/from']);
    expect(await ask('?actorId=EMP001')).toEqual([422, 'request.invalid', '#query/actorId']);
    await world.settle();
    const verified = await world.call<{ ok: boolean }>('GET', '/ops/audit-log/verify', { token: chief });
    expect(expectStatus(200, verified).ok).toBe(true);
    expect(
      await said(world.call<Problem>('GET', '/ops/audit-log', { token: await world.staff('EMP003') })),
    ).toEqual([403, 'auth.permission_missing']);
  });
});
