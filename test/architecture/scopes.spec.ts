import { scopesOf } from '../../src/kernel/scopes.js';
import type { KeyOwnerKind } from '../../src/kernel/scopes.js';
import { openApplication } from './application.js';
import type { TemporaryApplication } from './application.js';
import { controllersOf, routesOf } from './routes.js';
import type { Route } from './routes.js';

describe('the scopes of API keys (ID-8)', () => {
  let world: TemporaryApplication;
  let routes: Route[];
  beforeAll(async () => {
    world = await openApplication();
    routes = controllersOf(world.app).flatMap(routesOf);
  });
  afterAll(() => world.close());

  const kinds = Object.keys(scopesOf) as KeyOwnerKind[];
  const ownersOf = ({ access }: Route): readonly string[] =>
    access?.to === 'staff' ? ['staff'] : access?.to === 'audiences' ? access.audiences : [];
  const isOf = (kind: KeyOwnerKind, scope: Route['scope']): boolean =>
    (scopesOf[kind] as readonly unknown[]).includes(scope);

  it('each open a route of the kind of owner they are given to', () => {
    const idle = kinds.flatMap((kind) =>
      scopesOf[kind].filter(
        (scope) => !routes.some((route) => route.scope === scope && ownersOf(route).includes(kind)),
      ),
    );
    expect(idle).toEqual([]);
  });

  it('open only routes that somebody may have a key for', () => {
    const open = routes.filter(({ scope }) => scope !== null);
    expect(open.length).toBeGreaterThan(60);
    const useless = open.filter(
      (route) => !kinds.some((kind) => isOf(kind, route.scope) && ownersOf(route).includes(kind)),
    );
    expect(useless.map(({ name }) => name)).toEqual([]);
  });

  it('of staff let a program read, and keep the catalogue: what is decided takes a person (ID-4)', () => {
    const staffs = routes.filter(({ access, scope }) => access?.to === 'staff' && scope !== null);
    const deciding = staffs.filter(
      ({ method, path }) => method !== 'GET' && !path.startsWith('ops/catalogue/'),
    );
    expect(deciding.map(({ name }) => name)).toEqual([]);
  });

  it('that read open no route that writes', () => {
    const writing = routes.filter(({ scope, method }) => scope?.endsWith('.read') && method !== 'GET');
    expect(writing.map(({ name }) => name)).toEqual([]);
  });

  it('open no route by which somebody would get further rights', () => {
    const ways = /(^|\/)(api-keys|auth|sessions|password|erasure|export|roles|invitations|approvals)(\/|$)/;
    const doors = routes.filter(
      ({ scope, path }) => scope !== null && ways.test(path) && !path.startsWith('chat/'),
    );
    expect(doors.map(({ name }) => name)).toEqual([]);
  });
});
