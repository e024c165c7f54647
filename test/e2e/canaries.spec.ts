import { DataSource } from 'typeorm';
import { clearReads, roleNames, roles } from '../../src/kernel/permissions.js';
import type { Permission, RoleName } from '../../src/kernel/permissions.js';
import { newId } from '../../src/kernel/ids.js';
import { PersonalAnswersInterceptor } from '../../src/platform/audit/personal-answers.interceptor.js';
import { Log } from '../../src/platform/telemetry/log.js';
import { pdfText } from '../pdf-text.js';
import type { CanaryOwner } from './canaries.js';
import { CanaryWorld } from './canary-world.js';
import { expectStatus } from './marketplace.js';
import { tokenFor } from './tokens.js';

/** What staff are answered with somewhere: the walk is only worth something when who may see it does. */
const shownToStaff = [
  'customer.blockReason',
  'customer.cancelReason',
  'customer.contactMobile',
  'customer.contactName',
  'customer.email',
  'customer.firstName',
  'customer.instructions',
  'customer.lastName',
  'customer.line1',
  'customer.line2',
  'customer.mobile',
];
const shownOfProviders = ['email', 'gstNumber', 'lastName', 'leaveReason', 'mobile'];
const shownOfColleagues = ['email', 'firstName', 'lastName', 'mobile'];

/** Tables in which personal values are meant to be: whose they are, and what is said to and about them. */
const homes = [
  ...['addresses', 'booking_events', 'bookings', 'guest_sessions', 'invoices', 'messages', 'notifications'],
  ...['proposals', 'provider_blocks', 'provider_leave', 'providers', 'refunds', 'reviews', 'staff'],
  ...['staff_invitations', 'threads', 'users'],
];

describe('a canary in every personal field (ID-6)', () => {
  let canary: CanaryWorld;
  const staffTokens = new Map<RoleName, string>();

  beforeAll(async () => {
    canary = await CanaryWorld.open();
    for (const [at, role] of roleNames.entries())
      staffTokens.set(role, await canary.world.staff(`EMP00${at + 1}`));
  }, 240_000);
  afterAll(() => canary.close());

  const holds = (role: RoleName, permission: Permission): boolean =>
    roles.find(({ name }) => name === role)?.permissions.includes(permission) ?? false;
  /** Whose values a role may see. */
  const sightOf = (role: RoleName): CanaryOwner[] =>
    (['customer', 'provider', 'staff'] as const).filter((whose) => holds(role, clearReads[whose]));

  /** Every route that reads, with the ids of what the canaries are in. */
  const readings = (prefix: string): string[] =>
    canary.world.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith(prefix))
      .flatMap(({ path }) => idsFor(path).map((id) => path.replace(/\{[^}]+\}/, id)))
      .map((path) => path.replace(/\{[^}]+\}/g, newId()));
  const idsFor = (path: string): string[] => {
    if (!path.includes('{')) return [''];
    const { bookings } = canary;
    if (path.includes('/bookings/{')) return [bookings.done, bookings.waiting, bookings.paid];
    if (path.includes('/payments/{')) return [bookings.paid];
    if (path.includes('/customers/{')) return [canary.customerId];
    if (path.includes('/providers/{')) return [canary.providerId];
    if (path.includes('/ops/users/{')) return [canary.colleagueId];
    if (path.includes('/users/{')) return [canary.customerId];
    if (path.includes('/addresses/{')) return [canary.addressId];
    if (path.includes('/refunds/{')) return [canary.refundId];
    if (path.includes('/services/{')) return ['fan-repair'];
    return [newId()];
  };
  const queryOf = (path: string): string => {
    if (path.endsWith('/slots')) return `?pincode=560001&rateCardId=${canary.rateCardId}`;
    const lists = /\/(customers|bookings|providers|users|refunds|audit-log|invitations|approvals|ledger)$/;
    return path.includes('/ops/') && lists.test(path) ? '?limit=100' : '';
  };

  /** What is answered to a token on all these paths, and how many let it in. */
  const walk = async (token: string, paths: readonly string[]) => {
    const texts: string[] = [];
    for (const path of paths) {
      const { status, body } = await canary.ask('GET', `/${`${path}${queryOf(path)}`.slice(8)}`, {
        token,
        headers: { Accept: 'application/json' },
      });
      expect([path, status < 500]).toEqual([path, true]);
      if (status === 200) texts.push(JSON.stringify(body));
    }
    return { names: privateIn(...texts), opened: texts.length };
  };
  const privateIn = (...texts: readonly string[]): string[] =>
    canary.canaries.namesIn(...texts).filter((name) => !publicNames.includes(name));
  const ownersOf = (names: readonly string[]): string[] =>
    [...new Set(names.map((name) => name.split('.')[0] ?? ''))].sort();

  it.each(roleNames)('is shown to %s only where their permissions let them', async (role) => {
    const { names, opened } = await walk(staffTokens.get(role) ?? '', readings('/api/v1/ops/'));
    expect(opened).toBeGreaterThan(5);
    const seen: readonly string[] = sightOf(role);
    expect(ownersOf(names).filter((owner) => !seen.includes(owner))).toEqual([]);
    if (seen.includes('customer')) expect(names).toEqual(expect.arrayContaining(shownToStaff));
    if (seen.includes('provider'))
      expect(names).toEqual(expect.arrayContaining(shownOfProviders.map((field) => `provider.${field}`)));
    if (seen.includes('staff'))
      expect(names).toEqual(expect.arrayContaining(shownOfColleagues.map((field) => `staff.${field}`)));
  });

  it('is found where it leaks: with the masking off, the same walk finds what it should not', async () => {
    const interceptor = canary.world.get(PersonalAnswersInterceptor);
    const { intercept } = interceptor;
    interceptor.intercept = (_context, next) => next.handle();
    try {
      const { names } = await walk(staffTokens.get('finance_staff') ?? '', readings('/api/v1/ops/bookings'));
      expect(names).toEqual(
        expect.arrayContaining(['customer.contactMobile', 'customer.instructions', 'customer.line1']),
      );
    } finally {
      interceptor.intercept = intercept;
    }
  });

  it('is printed on an invoice for who may see it, and not for others', async () => {
    const path = `//api/v1/ops/bookings/${canary.bookings.done}/invoice`;
    const print = async (role: RoleName) => {
      const headers = { Accept: 'application/pdf', Authorization: `Bearer ${staffTokens.get(role) ?? ''}` };
      const response = await fetch(`${canary.world.url}${path.slice(1)}`, { headers });
      expect(response.status).toBe(200);
      return pdfText(Buffer.from(await response.arrayBuffer()))
        .flat()
        .join('\n');
    };
    expect(canary.canaries.namesIn(await print('support_staff'))).toEqual(
      expect.arrayContaining(['customer.line1']),
    );
    const masked = await print('finance_staff');
    expect(privateIn(masked)).toEqual([]);
    expect(masked).toContain('[name]');
  });

  it('is masked in what a write answers, also for a role that staff have made', async () => {
    const chief = staffTokens.get('super_admin') ?? '';
    const shape = { name: `door_keeper_${newId().slice(0, 4)}`, level: 20 };
    const role = expectStatus(
      201,
      await canary.ask<{ id: string }>('POST', '/ops/roles', {
        token: chief,
        body: { ...shape, permissions: ['bookings.view', 'bookings.edit'] },
      }),
    );
    const body = {
      roleId: role.id,
      firstName: 'Kiran',
      email: `${newId()}@nexora.example`,
      mobile: '+919600001234',
    };
    const keeper = expectStatus(
      201,
      await canary.ask<{ id: string }>('POST', '/ops/users', { token: chief, body }),
    );
    const reason = 'The stairs are broken; call +919876543210.';
    const flag = async (token: string, id: string) => {
      const answer = await canary.ask('POST', `/ops/bookings/${id}/safety-flag`, { token, body: { reason } });
      return JSON.stringify(expectStatus(200, answer));
    };
    const token = await tokenFor(canary.world, 'staff', keeper.id);
    expect(privateIn(await flag(token, canary.bookings.waiting))).toEqual([]);
    expect(canary.canaries.namesIn(await flag(chief, canary.bookings.done))).toContain('customer.line1');
    // One's own values are one's own.
    const me = expectStatus(200, await canary.ask<{ firstName: string }>('GET', '/ops/users/me', { token }));
    expect(me.firstName).toBe('Kiran');
  });

  it('is given to an API key as to its owner, and to no other', async () => {
    const keyOf = async (token: string, scopes: string[]) => {
      const key = expectStatus(
        201,
        await canary.ask<{ clientId: string; clientSecret: string }>('POST', '/api-keys', {
          token,
          body: { name: 'A program', scopes },
        }),
      );
      const given = { clientId: key.clientId, clientSecret: key.clientSecret };
      return expectStatus(
        200,
        await canary.ask<{ accessToken: string }>('POST', '/auth/token', { body: given }),
      ).accessToken;
    };
    const everything = readings('/api/v1/').filter(isPrivate);
    const chief = await keyOf(staffTokens.get('super_admin') ?? '', ['customers.read']);
    expect((await walk(chief, everything)).names).toContain('customer.line1');
    const own = await keyOf(await canary.customer(), ['profile.read', 'addresses.read', 'chat.read']);
    const { names } = await walk(own, everything);
    expect(names).toEqual(expect.arrayContaining(['customer.email', 'customer.line1']));
    expect(ownersOf(names).filter((owner) => owner !== 'customer')).toEqual([]);
    const other = await keyOf((await canary.world.newCustomer()).token, ['profile.read', 'addresses.read']);
    expect((await walk(other, everything)).names).toEqual([]);
  });

  it('is nobody else’s: neither another customer, nor a guest, nor who has no token, nor another provider', async () => {
    const everything = readings('/api/v1/').filter(isPrivate);
    const guest = await canary.ask<{ accessToken: string }>('POST', '/auth/guest', { body: {} });
    const { data } = (
      await canary.ask<{ data: { id: string }[] }>(
        'GET',
        '/providers/search?service=tap-repair&pincode=560001',
      )
    ).body;
    const strangers = [
      (await canary.world.newCustomer()).token,
      guest.body.accessToken,
      await tokenFor(canary.world, 'provider', data[0]?.id ?? ''),
      '',
    ];
    for (const token of strangers) {
      expect((await walk(token, everything)).names).toEqual([]);
    }
  });

  it('is signed under a review, which is public, by the first name alone', async () => {
    const { names } = await walk('', [`/api/v1/providers/${canary.providerId}/reviews`]);
    expect(names).toEqual(['customer.firstName']);
  });

  it('is the provider’s to know for their job, while they have to find the door', async () => {
    const token = await canary.provider();
    const at = async (id: string) =>
      canary.canaries
        .namesIn(
          JSON.stringify(expectStatus(200, await canary.ask('GET', `/provider/bookings/${id}`, { token }))),
        )
        .filter((name) => name.startsWith('customer.'));
    const door = ['customer.contactName', 'customer.firstName', 'customer.instructions', 'customer.line1'];
    expect(await at(canary.bookings.waiting)).toEqual([...door, 'customer.line2']);
    expect(await at(canary.bookings.done)).toEqual(['customer.firstName']);
    expect((await canary.ask('GET', `/provider/bookings/${canary.bookings.paid}`, { token })).status).toBe(
      404,
    );
  });

  it('is recorded when staff see it, and only then', async () => {
    await canary.world.settle();
    const token = staffTokens.get('super_admin') ?? '';
    const { data } = expectStatus(
      200,
      await canary.ask<{ data: { id: string; employeeId: string }[] }>('GET', '/ops/users?limit=100', {
        token,
      }),
    );
    const readsOf = async (employeeId: string) => {
      const actorId = data.find((each) => each.employeeId === employeeId)?.id ?? '';
      const path = `/ops/audit-log?action=personal.read&limit=100&actorId=${actorId}`;
      return expectStatus(
        200,
        await canary.ask<{ data: { subjectKind: string; subjectId: string; after: { fields: string[] } }[] }>(
          'GET',
          path,
          { token },
        ),
      ).data;
    };
    const support = await readsOf('EMP008');
    expect(support).toContainEqual(
      expect.objectContaining({
        subjectKind: 'bookings',
        subjectId: canary.bookings.waiting,
        after: expect.objectContaining({
          fields: expect.arrayContaining(['instructions', 'line1']) as unknown,
        }),
      }),
    );
    expect(support.find(({ subjectId }) => subjectId === canary.customerId)).toBeDefined();
    // Finance reads the same bookings, masked.
    expect(await readsOf('EMP006')).toEqual([]);
  });

  it('is repeated in no refusal', async () => {
    const [other, admin] = [(await canary.world.newCustomer()).token, staffTokens.get('admin') ?? ''];
    const planted = (owner: CanaryOwner, field: string): string =>
      canary.canaries.planted.find((each) => each.owner === owner && each.field === field)?.value ?? '';
    const [email, mobile] = [planted('customer', 'email'), planted('customer', 'mobile')];
    const person = { email, mobile, firstName: 'Asha', password: 'Str0ng!Passw0rd' };
    const provider = {
      ...{ email: planted('provider', 'email'), mobile: planted('provider', 'mobile') },
      ...{
        firstName: 'Ravi',
        lastName: 'Rao',
        city: 'Bangalore',
        languages: ['en'],
        skills: [],
        pincodes: [],
      },
    };
    const tries: [string, string, object, string?][] = [
      ['POST', '/auth/register', person],
      ['POST', '/auth/login', { identifier: email, password: mobile }],
      ['POST', '/auth/login', { identifier: [email], password: { mobile } }],
      ['PUT', '/users/me', { email }, other],
      ['PUT', '/users/me', { mobile }, other],
      ['POST', '/ops/providers', provider, admin],
      ['POST', '/addresses', { line1: planted('customer', 'line1'), pincode: email }, other],
      ['POST', `/bookings/${canary.bookings.waiting}/cancel`, { reason: email }, other],
      ['POST', '/chat/message', { message: planted('customer', 'chatMessage'), threadId: email }, other],
    ];
    for (const [method, path, body, token] of tries) {
      const answer = await canary.ask(method, path, { body, ...(token && { token, key: true }) });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    }
    await canary.ask('POST', '/auth/login', {
      body: `{"identifier": "${email}"`,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(canary.problems.length).toBeGreaterThan(50);
    expect(canary.canaries.namesIn(...canary.problems.map(withoutAsked))).toEqual([]);
  });

  it('leaves the house only to whom it is of, and as much as they need', () => {
    const { gateway, office, operator, canaries } = canary;
    expect(gateway.said.length).toBeGreaterThan(1);
    expect(canaries.namesIn(...gateway.said)).toEqual([]);
    expect(operator.requests.length).toBeGreaterThan(0);
    for (const { body } of operator.requests) {
      expect(Object.keys(body).toSorted()).toEqual([
        'clientId',
        'entityId',
        'sender',
        'templateId',
        'text',
        'to',
      ]);
      expect(strangersIn(body.to, body.text)).toEqual([]);
    }
    expect(office.letters.length).toBeGreaterThan(0);
    for (const letter of office.letters) expect(strangersIn(letter.to, letter.text)).toEqual([]);
  });

  it('stays where it belongs in the database: in no job, no record of an act, nothing of the money', async () => {
    const source = canary.world.get(DataSource);
    const found = new Map<string, string[]>();
    for (const { tableName } of source.entityMetadatas) {
      const rows: unknown = await source.query(`SELECT * FROM ${tableName}`);
      const names = canary.canaries.namesIn(JSON.stringify(rows));
      if (names.length > 0) found.set(tableName, names);
    }
    expect([...found].filter(([table]) => !homes.includes(table))).toEqual([]);
    expect([...found.values()].flat()).toContain('customer.line1');
    // What the gateway tells of a payer is not even kept.
    expect([...found.values()].flat().filter((name) => name.startsWith('payer.'))).toEqual([]);
  });

  it('is in no line of the log at any level, in no figure, and would be found there', async () => {
    const { lines, canaries, world } = canary;
    const metrics = (await world.call<string>('GET', '//metrics')).body as unknown as string;
    expect(metrics).toContain('nexora_http_requests_total');
    expect(canaries.namesIn(metrics)).toEqual([]);
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.filter((line) => line.includes('"A notice could not be sent."')).length).toBeGreaterThan(0);
    expect(canaries.namesIn(...lines)).toEqual([]);
    const { value } = canaries.planted.find(({ field }) => field === 'firstName') ?? { value: '' };
    world.get<Log>(Log).info({ firstName: value }, 'A tagged field.');
    expect(canaries.namesIn(...lines)).toEqual([]);
    world.get<Log>(Log).info({ untagged: value }, 'A leak.');
    expect(canaries.namesIn(...lines)).toEqual(['staff.firstName']);
    lines.pop();
  });

  /** Canaries in a message to somebody that are not of whoever it goes to. */
  function strangersIn(to: string, text: string): string[] {
    const owner = canary.canaries.foundIn(to)[0]?.owner;
    return canary.canaries
      .foundIn(text)
      .filter(({ owner: of, field }) => of !== owner && !publicNames.includes(`${of}.${field}`))
      .map((each) => `to ${owner ?? 'nobody'}: ${each.owner}.${each.field}`);
  }
});

/** Customers choose by the first name of a provider, and by what other customers say. */
const publicNames: readonly string[] = ['provider.firstName', 'customer.reviewText'];

/** Reviews are signed with the first name. */
function isPrivate(path: string): boolean {
  return !/\/v1\/providers\/[^/]+\/reviews$/.test(path);
}

/** A refusal without the path that was asked for. */
function withoutAsked(problem: string): string {
  return problem.slice(problem.indexOf('{'));
}
