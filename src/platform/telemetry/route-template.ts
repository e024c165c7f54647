import type { Request } from 'express';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The route that took the request as it was written in the code, or null: one of a closed list, whatever was asked. */
export function routeTemplateOf(request: Request): string | null {
  const { route } = request as { route?: { path?: unknown } };
  const path = route?.path;
  // The framework takes what nobody else took, by a route that fits every path.
  return typeof path === 'string' && !/^\/?\*/.test(path) ? path : null;
}

/** The request's method when it is a usual one, else `OTHER`. */
export function methodOf(request: Pick<Request, 'method'>): string {
  return methods.has(request.method) ? request.method : 'OTHER';
}

/**
 * The path as it may be logged: the route's template with the ids put in. Whatever else stood in the path was typed
 * by somebody and may be a name or a number; of a path that no route took nothing is shown.
 */
export function loggablePathOf(request: Request): string {
  const template = routeTemplateOf(request);
  if (template === null) return '(no route)';
  const { params } = request as { params?: Readonly<Record<string, unknown>> };
  return template.replace(/[:*](\w+)/g, (placeholder, name: string) => {
    const value = params?.[name];
    return typeof value === 'string' && uuid.test(value) ? value : placeholder;
  });
}
