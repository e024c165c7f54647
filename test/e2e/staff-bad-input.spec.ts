import type { OpenAPIObject } from '@nestjs/swagger';
import { newId } from '../../src/kernel/ids.js';
import { contractDocument } from '../contract-check.js';
import { World } from '../world.js';
import { exampleBody } from './example-body.js';
import type { Problem } from './marketplace.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  required?: string[];
  properties?: Readonly<Record<string, Schema>>;
  allOf?: Schema[];
}

interface Operation {
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content?: Readonly<Record<string, { schema?: Schema }>> };
}

interface Route {
  method: string;
  /** Under /api/v1, its places filled in with ids of nothing. */
  path: string;
  name: string;
  operation: Operation;
}

/** What no member of this type is. */
const wrong: Readonly<Record<string, unknown>> = {
  string: { a: 1 },
  integer: 'seven',
  number: 'seven',
  boolean: 'maybe',
  array: 'none',
  object: 'none',
};

describe('the staff routes, asked wrongly', () => {
  let world: World;
  let chief: string;
  let routes: Route[];
  beforeAll(async () => {
    world = await World.open();
    chief = await world.staff('EMP001');
    routes = opsRoutes(contractDocument);
  });
  afterAll(() => world.close());

  const bodyOf = ({ name }: Route) => exampleBody(contractDocument, name) as Record<string, unknown>;
  const schemaOf = ({ operation }: Route): Schema | null => {
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    return schema ? resolved(contractDocument, schema) : null;
  };
  const ask = async (route: Route, body: unknown) => {
    const answer = await world.call<Problem>(route.method, route.path, { token: chief, body, key: true });
    const { code, errors } = answer.body ?? {};
    return { status: answer.status, code, pointers: (errors ?? []).map(({ pointer }) => pointer) };
  };
  const taking = () => routes.filter((route) => schemaOf(route) !== null);
  const ofStaff = () => taking().filter(({ operation }) => operation.tags?.includes('Staff'));

  it('are all those that API.md names', () => {
    const names = new Set(routes.map(({ name }) => name.replace('/api/v1/ops/', '')));
    const promised = [
      ...['POST auth/login', 'POST auth/register', 'POST auth/refresh', 'POST auth/logout'],
      ...['GET users', 'POST users', 'GET users/{id}', 'PUT users/{id}', 'DELETE users/{id}'],
      ...['POST users/{id}/role', 'POST invitations', 'GET roles', 'GET permissions', 'POST roles'],
      ...['PUT roles/{id}', 'GET audit-log', 'GET audit-log/verify', 'GET approvals', 'POST approvals'],
      ...['POST approvals/{id}/approve', 'POST approvals/{id}/reject', 'GET customers', 'GET customers/{id}'],
    ];
    expect(promised.filter((each) => !names.has(each))).toEqual([]);
    expect(ofStaff().length).toBeGreaterThan(12);
  });

  it('refuse a member that they do not know, by its place', async () => {
    for (const route of taking()) {
      const { status, code, pointers } = await ask(route, { ...bodyOf(route), isSuperAdmin: true });
      expect([route.name, status, code]).toEqual([route.name, 422, 'request.invalid']);
      expect([route.name, ...pointers]).toEqual(expect.arrayContaining([route.name, '/isSuperAdmin']));
    }
  });

  it('refuse members that are named like parts of the program', async () => {
    for (const route of taking())
      for (const member of ['__proto__', 'constructor', 'prototype']) {
        const text = JSON.stringify(bodyOf(route));
        const body = `{"${member}":{"level":100}${text === '{}' ? '}' : `,${text.slice(1)}`}`;
        const { status, code, pointers } = await ask(route, body);
        expect([route.name, status, code]).toEqual([route.name, 422, 'request.invalid']);
        expect([route.name, ...pointers]).toEqual(expect.arrayContaining([route.name, `/${member}`]));
      }
  });

  it('refuse what is no JSON object', async () => {
    for (const route of taking()) {
      const found = [];
      for (const body of ['[]', '"text"', '{"a":', '{"a":1}}']) found.push((await ask(route, body)).status);
      expect([route.name, ...found]).toEqual([route.name, 422, 400, 400, 400]);
    }
  });

  it('refuse a body without what they need, and with another type of anything', async () => {
    for (const route of ofStaff()) {
      const { required = [], properties = {} } = schemaOf(route) ?? {};
      for (const member of required) {
        const { [member]: _gone, ...rest } = bodyOf(route);
        const { status, pointers } = await ask(route, rest);
        expect([route.name, status, pointers]).toEqual([route.name, 422, [`/${member}`]]);
      }
      for (const [member, { type }] of Object.entries(properties)) {
        const [kind = 'string'] = [type ?? 'string'].flat();
        const { status, pointers } = await ask(route, { ...bodyOf(route), [member]: wrong[kind] });
        expect([route.name, member, status, pointers]).toEqual([route.name, member, 422, [`/${member}`]]);
      }
    }
  });

  it('know nothing of ids that name nobody, or are none', async () => {
    const named = routes.filter(
      ({ name, operation }) =>
        name.includes('{id}') && !operation.parameters?.some((each) => each.in === 'query' && each.required),
    );
    const judged = named.filter(
      (route) => schemaOf(route) === null || route.operation.tags?.includes('Staff'),
    );
    expect(judged.length).toBeGreaterThan(20);
    for (const route of judged) {
      const body = schemaOf(route) ? bodyOf(route) : undefined;
      for (const id of [newId(), 'none', '1%27--']) {
        const path = route.path.replace(/[0-9a-f-]{36}/, id);
        const { status, code } = await ask({ ...route, path }, body);
        expect([route.name, id, status]).toEqual([route.name, id, 404]);
        expect(code).toMatch(/^[a-z_]+\.not_found$/);
      }
    }
  });

  it('refuse, where money moves, a request without an Idempotency-Key', async () => {
    const keyed = routes.filter(({ operation }) =>
      operation.parameters?.some(({ name, required }) => name === 'Idempotency-Key' && required),
    );
    expect(keyed.length).toBeGreaterThan(3);
    for (const route of keyed) {
      const body = bodyOf(route);
      const answer = await world.call<Problem>(route.method, route.path, { token: chief, body });
      expect([route.name, answer.status, answer.body.code]).toEqual([
        route.name,
        400,
        'idempotency.key_required',
      ]);
    }
  });

  it('refuse a key that cannot be one, and a page that is none', async () => {
    for (const route of routes.filter(({ operation }) =>
      operation.parameters?.some(({ name }) => name === 'Idempotency-Key'),
    )) {
      const headers = { 'Idempotency-Key': 'k'.repeat(256) };
      const { status, body } = await world.call<Problem>(route.method, route.path, {
        ...{ token: chief, headers },
        body: bodyOf(route),
      });
      expect([route.name, status, body.code]).toEqual([route.name, 400, 'idempotency.key_invalid']);
    }
    const lists = routes.filter(
      ({ method, operation }) =>
        method === 'GET' &&
        operation.parameters?.some(({ name }) => name === 'cursor') &&
        !operation.parameters.some((each) => each.in === 'path'),
    );
    expect(lists.length).toBeGreaterThan(8);
    for (const route of lists)
      for (const [query, code] of [
        ['limit=0', 'request.invalid'],
        ['limit=101', 'request.invalid'],
        ['limit=ten', 'request.invalid'],
        ['colour=red', 'request.invalid'],
        ['cursor=nonsense', 'page.cursor_invalid'],
      ] as const) {
        const path = `${route.path}?${query}`;
        const found = await ask({ ...route, path }, undefined);
        expect([route.name, query, found.status, found.code]).toEqual([route.name, query, 422, code]);
      }
  });
});

function opsRoutes(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/v1/ops/'))
    .flatMap(([path, item]) =>
      Object.entries(item as unknown as Record<string, Operation>).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path: path.replace('/api/v1', '').replace(/\{[^}]+\}/g, () => newId()),
        name: `${method.toUpperCase()} ${path}`,
        operation,
      })),
    );
}

function resolved(document: OpenAPIObject, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return resolved(document, (document.components?.schemas?.[name] ?? {}) as Schema);
  return schema.allOf ? resolved(document, schema.allOf[0] ?? {}) : schema;
}
