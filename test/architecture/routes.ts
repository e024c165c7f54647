import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { accessOf, isGuarded } from '../../src/platform/auth/decorators.js';
import { scopeOf } from '../../src/platform/auth/access.js';
import type { Access } from '../../src/platform/auth/access.js';
import type { Scope } from '../../src/kernel/scopes.js';

export type ControllerClass = abstract new (...args: never[]) => object;

/** A handler of a controller that answers a route. */
export interface Route {
  /** `Class.method`. */
  readonly name: string;
  readonly method: string;
  /** As the controller has it, without the global prefix; an array of paths is one route each. */
  readonly path: string;
  readonly access: Access | null;
  readonly isGuarded: boolean;
  /** By which API keys may call it. */
  readonly scope: Scope | null;
}

/** Every controller of the application. */
export function controllersOf(app: NestExpressApplication): ControllerClass[] {
  const wrappers = app.get(DiscoveryService, { strict: false }).getControllers();
  return wrappers.flatMap(({ metatype }) =>
    typeof metatype === 'function' ? [metatype as ControllerClass] : [],
  );
}

/** Every route of a controller, read from its decorators. */
export function routesOf(controller: ControllerClass): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  const names = new MetadataScanner().getAllMethodNames(prototype);
  return names.flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function') return [];
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    return pathsOf(controller).flatMap((base) =>
      pathsOf(handler).map((path) => ({
        name: `${controller.name}.${name}`,
        method: RequestMethod[method],
        path: [base, path]
          .map((each) => each.replace(/^\/|\/$/g, ''))
          .filter(Boolean)
          .join('/'),
        access: accessOf(handler, controller),
        isGuarded: isGuarded(handler, controller),
        scope: scopeOf(handler),
      })),
    );
  });
}

function pathsOf(target: object): string[] {
  return [(Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined) ?? ''].flat();
}

/** Routes that do not say who may call them. */
export function unguarded(routes: readonly Route[]): string[] {
  return routes.filter((each) => !each.isGuarded).map(({ name }) => name);
}

interface Layer {
  route?: { path: string; methods: Readonly<Record<string, boolean>> };
}

/** What Express itself answers, as `GET /path`; routes that take every method are middleware. */
export function mountedRoutes(app: NestExpressApplication): string[] {
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return router.stack.flatMap(({ route }) => {
    const methods = Object.keys(route?.methods ?? {});
    return route && methods.length === 1
      ? methods.map((method) => `${method.toUpperCase()} ${route.path}`)
      : [];
  });
}
