import { PatchFieldUnknown } from './graph.errors.js';

/**
 * How one field of the state begins and how a patch changes it. The reducer is pure and returns a new value
 * instead of changing `current`. Values are plain JSON when the run keeps checkpoints.
 */
export interface Channel<V> {
  readonly reducer: (current: V, update: V) => V;
  readonly initial: () => V;
}

export type Channels<S extends object> = { readonly [F in keyof S]: Channel<S[F]> };

/** The fields a node changes. A field left out, or undefined, stays as it is. */
export type Patch<S> = { readonly [F in keyof S]?: S[F] };

/** A field that takes the newest value. */
export function latest<V>(initial: () => V): Channel<V> {
  return { reducer: (_current, update) => update, initial };
}

/** A list that grows by what each patch brings. */
export function appended<V>(): Channel<readonly V[]> {
  return { reducer: (current, update) => [...current, ...update], initial: () => [] };
}

export function initialState<S extends object>(channels: Channels<S>): Readonly<S> {
  const entries = fieldsOf(channels).map((field) => [field, channels[field].initial()]);
  return Object.freeze(Object.fromEntries(entries) as S);
}

/** The state after one more patch; throws PatchFieldUnknown. */
export function applyPatch<S extends object>(
  channels: Channels<S>,
  state: Readonly<S>,
  patch: Patch<S>,
): Readonly<S> {
  const next: S = { ...state };
  for (const field of fieldsOf(patch)) {
    if (!Object.hasOwn(channels, field)) throw new PatchFieldUnknown(field);
    const update = patch[field];
    if (update !== undefined) next[field] = channels[field].reducer(next[field], update);
  }
  return Object.freeze(next);
}

export function fieldsOf<T extends object>(value: T): (keyof T & string)[] {
  return Object.keys(value) as (keyof T & string)[];
}
