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

  const ownersOf = ({ access }: Route): readonly string[] =>
    access?.to === 'staff' ? ['staff'] : access?.to === 'audiences' ? access.audiences : [];

  it('each open a route', () => {
    const opened = new Set(routes.map(({ scope }) => scope));
    const all = [...scopesOf.customer, ...scopesOf.staff];
    expect(all.filter((scope) => !opened.has(scope))).toEqual([]);
  });

  it('open only routes that the kind of owner they are given to may call', () => {
    const open = routes.filter(({ scope }) => scope !== null);
    expect(open.length).toBeGreaterThan(10);
    const useless = open.filter((route) =>
      (Object.keys(scopesOf) as KeyOwnerKind[])
        .filter((kind) => (scopesOf[kind] as readonly unknown[]).includes(route.scope))
        .some((kind) => !ownersOf(route).includes(kind)),
    );
    expect(useless.map(({ name }) => name)).toEqual([]);
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
