import { readFileSync } from 'node:fs';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { callers, rightsOf } from '../../src/cli/rights-page.js';
import type { Caller, RouteRights } from '../../src/cli/rights-page.js';
import { Allow } from '../../src/platform/auth/decorators.js';
import { describeApi } from '../../src/platform/http/openapi.js';
import { newId } from '../../src/kernel/ids.js';
import { roleNames } from '../../src/kernel/permissions.js';
import { contractDocument } from '../contract-check.js';
import { World } from '../world.js';
import { belongingAt } from './rights-belongings.js';
import type { Belonging, Thing } from './rights-belongings.js';
import { linesOwed, rowsOf } from './rights-table.js';
import { RightsCast } from './rights-world.js';
import type { Parties } from './rights-world.js';
import { exampleBody } from './example-body.js';

const path = 'docs/rights.md';
const rows = rowsOf(readFileSync(path, 'utf8'));

/** Whose thing it is goes last: what they may do to it ends it. */
const owners: readonly Caller[] = ['customer', 'provider', 'key'];
const others = callers.filter((each) => !owners.includes(each));

/** What is asked for at a row, by whom, and whose it is. */
interface Visit {
  readonly parties: Parties;
  readonly belonging: Belonging | null;
  readonly thing: Thing | null;
}

describe('the rights matrix', () => {
  let world: World;
  let cast: RightsCast;
  let routes: RouteRights[];
  let known: Parties;
  const things = new Map<Belonging, Thing>();

  beforeAll(async () => {
    world = await World.open();
    cast = await RightsCast.gather(world);
    routes = world.rights;
    known = await cast.newParties();
  });
  afterAll(() => world.close());

  it('has a row for each route of the contract, as its guards have it', () => {
    const owed = linesOwed(routes, rows);
    const hint = `Run \`npm run generate\`, or write into ${path}:\n${owed.join('\n')}`;
    expect(owed.length === 0 ? '' : hint).toBe('');
  });

  it('has no row for a route that is gone', () => {
    const there = new Set(routes.map(({ method, path: at }) => `${method} ${at}`));
    expect(rows.map(({ route }) => route).filter((route) => !there.has(route))).toEqual([]);
  });

  it('knows a real thing for each route that names somebody’s own', () => {
    const owed = rows
      .filter(({ route, cells }) => isOfSomebody(cells) && belongingAt(route) === null)
      .map(({ route }) => `'${route.slice(route.indexOf(' ') + 1)}': { missing: ..., make: ... },`);
    const hint = `Add to \`belongings\` in test/e2e/rights-belongings.ts, or to \`namedByAnybody\` in src/cli/rights-page.ts:\n${owed.join('\n')}`;
    expect(owed.length === 0 ? '' : hint).toBe('');
  });

  for (const { route, cells } of rows)
    it(`opens ${route} to those it is for, and to nobody else (ID-4)`, async () => {
      const visit = await visitTo(route, isOfSomebody(cells));
      const found: Partial<Record<Caller, string>> = {};
      await Promise.all(others.map(async (caller) => (found[caller] = await knock(route, caller, visit))));
      const isKeyLetIn = visit.belonging !== null && cells.key === 'yes';
      const strange = isKeyLetIn ? await knock(route, 'key', strangerOf(visit)) : '404';
      found.customer = await knock(route, 'customer', visit);
      found.provider = await knock(route, 'provider', visit);
      const next = route.startsWith('DELETE ') && isKeyLetIn ? await visitTo(route, true) : visit;
      found.key = await knock(route, 'key', next);
      expect(found).toEqual(cells);
      expect(['an API key of another', strange]).toEqual(['an API key of another', '404']);
    });

  /** A write may end what it finds, so each has people and a thing of its own; all reads share theirs. */
  async function visitTo(route: string, isOfSomebodys: boolean): Promise<Visit> {
    const isSafe = route.startsWith('GET ');
    const parties = isSafe ? known : await cast.newParties();
    const belonging = isOfSomebodys ? belongingAt(route) : null;
    if (!belonging) return { parties, belonging, thing: null };
    const kept = isSafe ? things.get(belonging) : undefined;
    const thing = kept ?? (await belonging.make(cast, parties.customerId));
    if (isSafe) things.set(belonging, thing);
    return { parties: cast.ownedBy(parties, thing.providerId), belonging, thing };
  }

  function strangerOf({ parties, ...rest }: Visit): Visit {
    return { ...rest, parties: { ...parties, customerId: parties.anotherId } };
  }

  /** What a caller meets, as the matrix says it; anything unexpected is told as it came. */
  async function knock(route: string, caller: Caller, { parties, belonging, thing }: Visit): Promise<string> {
    const [method = '', template = ''] = route.split(' ');
    const target = template.replace(/\{[^}]+\}/g, (_, at: number) =>
      thing && !template.slice(0, at).includes('{') ? thing.id : newId(),
    );
    const isWhole = belonging !== null;
    const hasBody = method !== 'GET' && method !== 'DELETE';
    const body = isWhole ? exampleBody(contractDocument, route) : {};
    const { status, code } = await world.knock(
      method,
      target,
      await cast.tokenFor(caller, parties, template.includes('/auth/')),
      hasBody ? body : undefined,
      isWhole && method !== 'GET',
    );
    if (status === 401 || status === 403) return guardCodes.has(code) ? String(status) : `${status} ${code}`;
    if (status >= 500 && status !== 503) return String(status);
    if (status !== 404) return caller === 'guest' && isWhole ? `let in: ${status}` : 'yes';
    // Of a thing that nobody has, everybody who is let in is told that it does not exist.
    if (!belonging) return template.includes('{') ? 'yes' : '404';
    // And of one that is somebody's, everybody but its owner, in the same words.
    const isMissing = code === belonging.missing;
    if (caller === 'guest') return isMissing ? 'yes' : `let in: ${code}`;
    return isMissing && !isStaff(caller) ? '404' : 'yes';
  }
});

function isStaff(caller: Caller): boolean {
  return roleNames.some((name) => name === caller);
}

function isOfSomebody(cells: (typeof rows)[number]['cells']): boolean {
  return cells.another === '404' || cells.another_provider === '404';
}

/** Only the guards' own refusals count as refusals; what a service refuses is its own affair, and is told. */
const guardCodes = new Set([
  'auth.required',
  'auth.invalid_token',
  'auth.wrong_audience',
  'auth.permission_missing',
  'auth.scope_missing',
  'auth.route_closed',
]);

describe('a route that the table does not know', () => {
  @Controller('api/v1/doors')
  class NewController {
    @Get(':id')
    @Allow('bookings.view')
    show(): void {}
  }

  @Module({ imports: [DiscoveryModule], controllers: [NewController] })
  class NewModule {}

  it('fails it, and is told the line that it is owed', async () => {
    const app = await NestFactory.create(NewModule, { logger: false });
    try {
      const owed = linesOwed(rightsOf(app, describeApi(app)), rows);
      expect(owed).toHaveLength(1);
      expect(owed[0]).toMatch(/^\| GET \/api\/v1\/doors\/\{id\} \| bookings\.view \| 401 \| 401 \| 403 /);
      expect(linesOwed(rightsOf(app, describeApi(app)), rowsOf(owed.join('\n')))).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it('fails it as well when its guards say something else than the row', () => {
    const [row] = rows.filter(({ asksFor }) => asksFor === 'bookings.view');
    const [method = '', at = ''] = row?.route.split(' ') ?? [];
    const access = { to: 'staff', permissions: ['bookings.view'] } as const;
    const route: RouteRights = { method, path: at, access, scope: null };
    expect(linesOwed([route], rows)).toEqual([]);
    expect(linesOwed([{ ...route, access: { to: 'anyone', token: 'read' } }], rows)).toHaveLength(1);
    expect(linesOwed([{ ...route, access: null }], rows)).toHaveLength(1);
  });
});
