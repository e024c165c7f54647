import type { FieldFault } from '../../kernel/errors.js';

/** Looks at one value of a JSON body and names each fault by its JSON Pointer (RFC 6901). */
export type Check = (value: unknown, pointer: string) => FieldFault[];

const fault = (pointer: string, detail: string): FieldFault[] => [{ pointer, detail }];

/** A JSON object, or null for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** A whole number between two bounds, both included. */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): Check {
  return (value, pointer) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? []
      : fault(
          pointer,
          max === Number.MAX_SAFE_INTEGER
            ? `a whole number of at least ${min}`
            : `a whole number from ${min} to ${max}`,
        );
}

export const flag: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : fault(pointer, 'true or false');

export const text: Check = (value, pointer) =>
  typeof value === 'string' && value.trim() !== '' ? [] : fault(pointer, 'a text that is not empty');

export function oneOf(...allowed: readonly (string | number)[]): Check {
  return (value, pointer) =>
    allowed.some((each) => each === value) ? [] : fault(pointer, `one of ${allowed.join(', ')}`);
}

export function nullOr(check: Check): Check {
  return (value, pointer) => (value === null ? [] : check(value, pointer));
}

/** Text that passes a test of its own. */
export function textThat(passes: (value: string) => boolean, detail: string): Check {
  return (value, pointer) => (typeof value === 'string' && passes(value) ? [] : fault(pointer, detail));
}

export function list(each: Check, minLength = 0): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return fault(pointer, 'a list');
    const items: readonly unknown[] = value;
    const short = items.length < minLength ? fault(pointer, `a list of at least ${minLength}`) : [];
    return [...short, ...items.flatMap((item, at) => each(item, `${pointer}/${at}`))];
  };
}

/** An object with exactly these members; an unknown one is a fault, since it may be a misspelt known one. */
export function shape(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, pointer) => {
    const record = asRecord(value);
    if (record === null) return fault(pointer, 'an object');
    const at = (name: string): string => `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const members = Object.entries(record).flatMap(([name, member]) => {
      const check = Object.hasOwn(required, name)
        ? required[name]
        : Object.hasOwn(optional, name)
          ? optional[name]
          : undefined;
      return check === undefined
        ? fault(at(name), 'is not a member of this policy')
        : check(member, at(name));
    });
    const missing = Object.keys(required).filter((name) => !Object.hasOwn(record, name));
    return [...members, ...missing.flatMap((name) => fault(at(name), 'is missing'))];
  };
}

/** Runs a check on the whole only when the parts are sound, so that it may rely on their types. */
export function andThen<T>(parts: Check, whole: (value: T, pointer: string) => FieldFault[]): Check {
  return (value, pointer) => {
    const faults = parts(value, pointer);
    return faults.length > 0 ? faults : whole(value as T, pointer);
  };
}
