import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Node hands every storage that was ever run to each new promise, until the storage is switched off or the process
 * ends. Each file has storages of its own, in a process that runs many files; so those of a file are switched off with
 * it, or the last files of a run would take several times as long as the first.
 */
const used = new Set<AsyncLocalStorage<unknown>>();
const { prototype } = AsyncLocalStorage;
const run = Object.getOwnPropertyDescriptor(prototype, 'run') ?? {};

Object.defineProperty(prototype, 'run', {
  ...run,
  value(this: AsyncLocalStorage<unknown>, ...args: unknown[]): unknown {
    used.add(this);
    return Reflect.apply(run.value as (...args: unknown[]) => unknown, this, args);
  },
});

afterAll(() => {
  Object.defineProperty(prototype, 'run', run);
  for (const storage of used) storage.disable();
});
