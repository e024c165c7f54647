import type { DiscoveryService } from '@nestjs/core';

/** A method that carries a mark of a decorator, bound to its provider. */
export interface DecoratedMethod<Mark> {
  mark: Mark;
  /** `Class.method`, for messages. */
  owner: string;
  call: (...args: unknown[]) => Promise<unknown>;
}

interface MarkedMethod<Mark> {
  method: string;
  mark: Mark;
}

/** Puts a mark on a method, for `decoratedMethods` to find. */
export function markMethod<Mark>(key: string, prototype: object, method: string | symbol, mark: Mark): void {
  const marks: MarkedMethod<Mark>[] = marksOf<Mark>(key, prototype.constructor);
  Reflect.defineMetadata(key, [...marks, { method: String(method), mark }], prototype.constructor);
}

/** Every marked method of every provider, each provider once. */
export function decoratedMethods<Mark>(discovery: DiscoveryService, key: string): DecoratedMethod<Mark>[] {
  const seen = new Set<object>();
  return discovery.getProviders().flatMap((wrapper) => {
    if (!wrapper.metatype || typeof wrapper.metatype !== 'function') return [];
    const marks = marksOf<Mark>(key, wrapper.metatype);
    if (marks.length === 0) return [];
    const instance: unknown = wrapper.instance;
    if (!wrapper.isDependencyTreeStatic() || typeof instance !== 'object' || instance === null)
      throw new Error(`${wrapper.name} does jobs and so must be one provider for all, not one per request.`);
    if (seen.has(instance)) return [];
    seen.add(instance);
    return marks.map(({ method, mark }) => ({
      mark,
      owner: `${wrapper.name}.${method}`,
      call: bound(instance, method),
    }));
  });
}

function marksOf<Mark>(key: string, target: object): MarkedMethod<Mark>[] {
  return (Reflect.getMetadata(key, target) as MarkedMethod<Mark>[] | undefined) ?? [];
}

function bound(instance: object, method: string): (...args: unknown[]) => Promise<unknown> {
  const found: unknown = Reflect.get(instance, method);
  if (typeof found !== 'function') throw new Error(`${method} is no method.`);
  return async (...args) => (await Reflect.apply(found, instance, args)) as unknown;
}
