import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Audience } from '../kernel/actor.js';
import { roles } from '../kernel/permissions.js';
import type { Scope } from '../kernel/scopes.js';
import { accessOf, scopeOf } from '../platform/auth/access.js';
import type { Access } from '../platform/auth/access.js';

/**
 * What a caller meets at a route: let in, refused for want of a good token, refused as the wrong one, or told that
 * somebody else's thing does not exist (ID-10).
 */
export type Outcome = 'yes' | '401' | '403' | '404';

export interface RouteRights {
  readonly method: string;
  /** As the contract has it, `/api/v1/bookings/{id}`. */
  readonly path: string;
  /** Null says nothing: closed to all. */
  readonly access: Access | null;
  readonly scope: Scope | null;
}

/** Everybody who may come to a route's door, in the order of the columns. */
export const callers = [
  'nobody',
  'expired',
  'guest',
  'customer',
  'another',
  'provider',
  'another_provider',
  ...roles.map(({ name }) => name),
  'key',
  'bare_key',
  'staff_key',
] as const;

export type Caller = (typeof callers)[number];

/** Things in the path of customers' routes that are nobody's own, so that any customer may name them. */
const namedByAnybody: readonly string[] = ['/api/v1/users/me/blocked-providers/{providerId}'];

function namesTheirs(path: string): boolean {
  return path.includes('{') && !namedByAnybody.includes(path);
}

/** Every route of the contract with what its decorators say, by path and method. */
export function rightsOf(app: INestApplication, document: OpenAPIObject): RouteRights[] {
  const handlers = handlersOf(app);
  return Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { operationId?: string }>).map(([method, { operationId }]) => {
        const handler = handlers.get(operationId ?? '');
        if (!handler) throw new Error(`No handler answers ${method} ${path}.`);
        return { method: method.toUpperCase(), path, ...handler };
      }),
    )
    .toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));
}

/** By operation id. */
function handlersOf(app: INestApplication): Map<string, Pick<RouteRights, 'access' | 'scope'>> {
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  return new Map(
    controllers.flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, unknown>;
      return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (typeof handler !== 'function') return [];
        const id = `${metatype.name.replace(/Controller$/, '')}.${name}`;
        return [[id, { access: accessOf(handler, metatype), scope: scopeOf(handler) }] as const];
      });
    }),
  );
}

/** What a caller meets, by ID-4, ID-8, ID-10 and the catalogue of roles; the guards are held to it by a test. */
export function outcomeOf({ access, scope, path }: RouteRights, caller: Caller): Outcome {
  if (access === null) return '403';
  if (access.to === 'anyone') return caller === 'expired' && access.token === 'read' ? '401' : 'yes';
  if (caller === 'nobody' || caller === 'expired') return '401';
  const wanted: readonly Audience[] = access.to === 'staff' ? ['staff'] : access.audiences;
  const isFor = (audience: Audience): Outcome => (wanted.includes(audience) ? 'yes' : '403');
  switch (caller) {
    case 'guest':
    case 'customer':
    case 'provider':
      return isFor(caller);
    case 'another':
      return namesTheirs(path) && isFor('customer') === 'yes' ? '404' : isFor('customer');
    case 'another_provider':
      return namesTheirs(path) && isFor('provider') === 'yes' ? '404' : isFor('provider');
    case 'key':
    case 'bare_key':
    case 'staff_key':
      if (wanted.includes('api')) return 'yes';
      if (scope === null || caller === 'bare_key') return '403';
      return isFor(caller === 'key' ? 'customer' : 'staff');
    default: {
      const held = roles.find(({ name }) => name === caller)?.permissions ?? [];
      const asked = access.to === 'staff' ? access.permissions : [];
      return asked.every((each) => held.includes(each)) ? isFor('staff') : '403';
    }
  }
}

/** The line of a route in docs/rights.md. */
export function rightsLine(route: RouteRights): string {
  const cells = callers.map((caller) => outcomeOf(route, caller));
  return `| ${route.method} ${route.path} | ${askedBy(route)} | ${cells.join(' | ')} |`;
}

function askedBy({ access, scope }: RouteRights): string {
  if (access === null) return 'closed';
  const asked =
    access.to === 'anyone'
      ? `anyone${access.token === 'ignored' ? ', token not read' : ''}`
      : (access.to === 'staff' ? access.permissions : access.audiences).join(', ');
  return scope === null ? asked : `${asked}; key: ${scope}`;
}

export function rightsPage(routes: readonly RouteRights[]): string {
  return [
    '# Who may call what',
    '',
    'Made by `npm run generate` from the guards of the routes and `src/kernel/permissions.ts`; do not edit. `test/e2e/rights-matrix.spec.ts` knocks at every door as everybody and finds this.',
    '',
    "`nobody` sends no token, `expired` one that was good. `another` is a customer who asks for what is the first one's, `another_provider` likewise. `key` is an API key of the customer with every scope, `bare_key` one with none, `staff_key` one of a super_admin with every scope. 404 says that what is not yours does not exist (ID-10).",
    '',
    `| route | asks for | ${callers.join(' | ')} |`,
    `|${' --- |'.repeat(callers.length + 2)}`,
    ...routes.map(rightsLine),
    '',
  ].join('\n');
}
