import { Controller, Get, Post } from '@nestjs/common';
import { permissions } from '../../src/kernel/permissions.js';
import type { Permission } from '../../src/kernel/permissions.js';
import { Public } from '../../src/platform/auth/decorators.js';
import { openApplication } from './application.js';
import type { TemporaryApplication } from './application.js';
import { controllersOf, mountedRoutes, routesOf, unguarded } from './routes.js';
import type { Route } from './routes.js';

/**
 * Which permission opens which staff area, in the words of DATA.md and not of the guards; the first that fits. Nothing
 * asked for: any staff member.
 */
const areas: readonly (readonly [RegExp, readonly Permission[]])[] = [
  [/^\w+ ops\/(auth|approvals)\//, []],
  [/^\w+ ops\/approvals$/, []],
  [/^GET ops\/users\/me$/, []],
  [/^GET ops\/users/, ['staff.view']],
  [/^POST ops\/(users|invitations)$/, ['staff.create']],
  [/^(PUT ops\/users\/:id|POST ops\/users\/:id\/role)$/, ['staff.edit']],
  [/^DELETE ops\/users\/:id$/, ['staff.delete']],
  [/^\w+ ops\/(roles|permissions)/, ['roles.manage']],
  [/^\w+ ops\/(audit-log|catalogue|policies)/, ['settings.manage']],
  [/^GET ops\/holidays/, ['providers.view']],
  [/^\w+ ops\/holidays/, ['settings.manage']],
  [/^GET ops\/customers\/:customerId\/blocked-providers/, ['bookings.view']],
  [/^\w+ ops\/customers\/:customerId\/blocked-providers/, ['bookings.assign']],
  [/^GET ops\/(customers|notifications)/, ['users.view']],
  [/^POST ops\/notifications\/:id\/resend$/, ['users.edit']],
  [/^GET ops\/payouts/, ['payments.settle']],
  [/^GET ops\/(ledger|reconciliation|refunds)/, ['payments.view']],
  [/^POST ops\/refunds/, ['payments.refund']],
  [/^GET ops\/(bookings|services\/:id\/slots)/, ['bookings.view']],
  [/^POST ops\/bookings$/, ['bookings.create']],
  [/^POST ops\/bookings\/:id\/assign$/, ['bookings.assign']],
  [/^POST ops\/bookings\/:id\/(cancel|cancellation-quote|waive-fee)$/, ['bookings.cancel']],
  [/^POST ops\/bookings\/:id\/(transition|no-show|safety-flag)$/, ['bookings.edit']],
  [/^GET ops\/providers/, ['providers.view']],
  [/^POST ops\/providers$/, ['providers.create']],
  [/^POST ops\/providers\/:id\/verify$/, ['providers.verify']],
  [/^POST ops\/providers\/:id\/(activate|deactivate)$/, ['providers.deactivate']],
  [/^\w+ ops\/providers/, ['providers.edit']],
];

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

  it('of staff ask for what DATA.md has for their area', () => {
    const staffs = routes.filter(({ access, path }) => access?.to === 'staff' || /^ops(\/|$)/.test(path));
    const asked = staffs
      .filter(({ access }) => access?.to !== 'anyone')
      .map(({ access, method, path }) => ({
        route: `${method} ${path}`,
        permissions: access?.to === 'staff' ? access.permissions : [],
      }));
    const areaOf = (route: string) => areas.find(([pattern]) => pattern.test(route));
    const wrong = asked.filter(({ route, permissions: found }) => areaOf(route)?.[1].join() !== found.join());
    expect(wrong).toEqual([]);
    const idle = areas.filter(([pattern]) => !asked.some(({ route }) => pattern.test(route)));
    expect(idle.map(([pattern]) => pattern.source)).toEqual([]);
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
