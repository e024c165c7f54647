import { Controller, Get, Post } from '@nestjs/common';
import { permissions } from '../../src/kernel/permissions.js';
import { Public } from '../../src/platform/auth/decorators.js';
import { openApplication } from './application.js';
import type { TemporaryApplication } from './application.js';
import { controllersOf, mountedRoutes, routesOf, unguarded } from './routes.js';
import type { Route } from './routes.js';

@Controller('doors')
class HalfOpenController {
  @Get()
  forgotten(): void {}

  @Public()
  @Post('front')
  front(): void {}
}

@Public()
@Controller('gates')
class OpenController {
  @Get()
  all(): void {}
}

describe('the routes of the application', () => {
  let world: TemporaryApplication;
  let routes: Route[];

  beforeAll(async () => {
    world = await openApplication();
    routes = controllersOf(world.app).flatMap(routesOf);
  });

  afterAll(() => world.close());

  it('each say who may call them', () => {
    expect(routes.length).toBeGreaterThan(50);
    expect(unguarded(routes)).toEqual([]);
  });

  it('ask for permissions of the catalogue', () => {
    const asked = routes.flatMap(({ access }) => (access?.to === 'staff' ? access.permissions : []));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((each) => !permissions.includes(each))).toEqual([]);
  });

  it('are all there is: nothing but the contract is answered beside the controllers', () => {
    const known = new Set(
      routes.flatMap(({ method, path }) => [`${method} /${path}`, `${method} /api/v1/${path}`]),
    );
    const others = mountedRoutes(world.app).filter((each) => !known.has(each));
    expect(others.filter((each) => !/^GET \/(docs(\/.*)?|docs-yaml|openapi\.json)$/.test(each))).toEqual([]);
    expect(mountedRoutes(world.app).length).toBeGreaterThanOrEqual(routes.length);
  });

  it('are each one address', () => {
    const addresses = routes.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(addresses.filter((each, at) => addresses.indexOf(each) !== at)).toEqual([]);
  });
});

describe('a route that says nothing', () => {
  it('is found beside one that does', () => {
    expect(unguarded(routesOf(HalfOpenController))).toEqual(['HalfOpenController.forgotten']);
  });

  it('may stand in a controller that speaks for all', () => {
    expect(routesOf(OpenController)).toHaveLength(1);
    expect(unguarded(routesOf(OpenController))).toEqual([]);
  });
});
