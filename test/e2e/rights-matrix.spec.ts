import { readFileSync } from 'node:fs';
import { callers, rightsLine } from '../../src/cli/rights-page.js';
import type { Caller, Outcome, RouteRights } from '../../src/cli/rights-page.js';
import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import { RightsCast, belongings } from './rights-world.js';
import { exampleBody } from './example-body.js';

interface Row {
  /** `GET /api/v1/bookings/{id}`. */
  readonly route: string;
  readonly asksFor: string;
  readonly cells: Readonly<Record<Caller, Outcome>>;
}

const path = 'docs/rights.md';
const rows = committedRows();

function committedRows(): Row[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^\| [A-Z]+ \//.test(line));
  return lines.map((line) => {
    const [route = '', asksFor = '', ...outcomes] = line
      .split('|')
      .slice(1, -1)
      .map((each) => each.trim());
    const cells = Object.fromEntries(callers.map((caller, at) => [caller, outcomes[at] ?? 'missing']));
    return { route, asksFor, cells: cells as Row['cells'] };
  });
}

const tight = (line: string): string => line.replace(/ *\| */g, '|').trim();
const lineOf = ({ route, asksFor, cells }: Row): string =>
  tight(`| ${[route, asksFor, ...callers.map((caller) => cells[caller])].join(' | ')} |`);

describe('the rights matrix', () => {
  let world: World;
  let cast: RightsCast;
  let routes: RouteRights[];
  let customerId: string;
  let anotherId: string;

  beforeAll(async () => {
    world = await World.open();
    cast = await RightsCast.gather(world);
    routes = world.rights;
    customerId = await cast.newCustomerId();
    anotherId = await cast.newCustomerId();
  });
  afterAll(() => world.close());

  it('has a row for each route of the contract, as its guards have it', () => {
    const committed = new Set(rows.map(lineOf));
    const owed = routes.map(rightsLine).filter((line) => !committed.has(tight(line)));
    const hint = `Run \`npm run generate\`, or write into ${path}:\n${owed.join('\n')}`;
    expect(owed.length === 0 ? '' : hint).toBe('');
  });

  it('has no row for a route that is gone', () => {
    const known = new Set(routes.map(({ method, path: at }) => `${method} ${at}`));
    expect(rows.map(({ route }) => route).filter((route) => !known.has(route))).toEqual([]);
  });

  it('knows a real thing of a customer for each route that names one of theirs', () => {
    const owed = rows
      .filter(({ route, cells }) => cells.another === '404' && belongingAt(route) === null)
      .map(({ route }) => `'${route.slice(route.indexOf(' ') + 1)}': (cast, ownerId) => ...,`);
    const hint = `Add to \`belongings\` in test/e2e/rights-world.ts, or to \`namedByAnybody\` in src/cli/rights-page.ts:\n${owed.join('\n')}`;
    expect(owed.length === 0 ? '' : hint).toBe('');
  });

  for (const { route, cells } of rows)
    it(`opens ${route} to those it is for, and to nobody else (ID-4)`, async () => {
      const found: Partial<Record<Caller, string>> = {};
      for (const caller of callers) found[caller] = await knock(route, caller, cells[caller]);
      expect(found).toEqual(cells);
    });

  /** What a caller meets, as the matrix says it; anything unexpected is told as its status. */
  async function knock(route: string, caller: Caller, expected: Outcome): Promise<string> {
    const [method = '', template = ''] = route.split(' ');
    const isSafe = method === 'GET';
    const ownerId = isSafe ? customerId : await cast.newCustomerId();
    const otherId = isSafe ? anotherId : await cast.newCustomerId();
    const make = belongingAt(route);
    const isTheirs = expected === '404' || (caller === 'customer' && expected === 'yes');
    const ownId = isTheirs && make ? await make(cast, ownerId) : null;
    const target = template.replace(/\{[^}]+\}/g, (_, at: number) =>
      ownId !== null && !template.slice(0, at).includes('{') ? ownId : newId(),
    );
    const token = await cast.tokenFor(caller, ownerId, otherId);
    const body = method === 'GET' || method === 'DELETE' ? undefined : bodyFor(route, expected === '404');
    const { status, code } = await world.knock(method, target, token, body, !isSafe && expected === '404');
    if (status === 401 || status === 403) return guardCodes.has(code) ? String(status) : `${status} ${code}`;
    // Of a thing that nobody has, everybody who is let in is told that it does not exist.
    const isMadeUp = ownId === null || !(template in belongings) || !isSafe;
    if (status === 404) return expected !== '404' && isMadeUp && template.includes('{') ? 'yes' : '404';
    return status >= 500 && !unavailable.has(status) ? String(status) : 'yes';
  }

  function bodyFor(route: string, isWhole: boolean): unknown {
    return isWhole ? exampleBody(world.contractDocument, route) : {};
  }
});

/** Only the guards' own refusals count as refusals; what a service refuses is its own affair, and is told. */
const guardCodes = new Set([
  'auth.required',
  'auth.invalid_token',
  'auth.wrong_audience',
  'auth.permission_missing',
  'auth.scope_missing',
  'auth.route_closed',
]);

const unavailable = new Set([503]);

function belongingAt(route: string): (typeof belongings)[string] | null {
  const at = route.slice(route.indexOf(' ') + 1);
  const found = Object.keys(belongings)
    .filter((prefix) => at === prefix || at.startsWith(`${prefix}/`))
    .toSorted((a, b) => b.length - a.length)[0];
  return found === undefined ? null : (belongings[found] ?? null);
}
