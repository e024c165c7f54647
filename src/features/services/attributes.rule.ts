import type { FieldFault } from '../../kernel/errors.js';
import { sumPaise } from '../../kernel/money.js';

export interface AttributeOption {
  readonly value: string;
  readonly label: string;
  /** Added to the unit price of the rate card; may be negative. */
  readonly deltaPaise: number;
}

/** A property of the work that is asked with an item, such as tonnage or number of seats (PR-2). */
export interface ServiceAttribute {
  readonly key: string;
  readonly label: string;
  readonly type: 'choice' | 'number';
  /** Of a choice. */
  readonly options?: readonly AttributeOption[];
  /** Of a number; both bounds are included. */
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
}

export type ChosenAttributes = Readonly<Record<string, string | number>>;

/**
 * What is wrong with the attributes sent for an item (PR-2): unknown keys, values that are no option, numbers out
 * of bounds. An attribute that is not sent is at its base: no change of price.
 * @param pointer JSON Pointer of the attributes
 */
export function attributeFaults(
  attributes: readonly ServiceAttribute[],
  chosen: ChosenAttributes,
  pointer: string,
): FieldFault[] {
  return Object.entries(chosen).flatMap(([key, value]) => {
    const attribute = attributes.find((each) => each.key === key);
    const detail =
      attribute === undefined ? 'is not an attribute of this service' : valueFault(attribute, value);
    return detail === null ? [] : [{ pointer: `${pointer}/${escaped(key)}`, detail }];
  });
}

/** What the attributes sent add to the unit price, in paise (PR-2). Faulty ones add nothing. */
export function attributesDeltaPaise(
  attributes: readonly ServiceAttribute[],
  chosen: ChosenAttributes,
): number {
  return sumPaise(
    attributes.map(
      ({ key, options }) => options?.find((option) => option.value === chosen[key])?.deltaPaise ?? 0,
    ),
  );
}

/**
 * What is wrong with the attributes a service is to have (PR-2): keys that are not its own, a choice without options
 * or with the same option twice, a number whose bounds exclude everything, members of the other type.
 * @param pointer JSON Pointer of the list
 */
export function attributeListFaults(attributes: readonly ServiceAttribute[], pointer: string): FieldFault[] {
  return attributes.flatMap((attribute, at) => {
    const { key, type, options, unit, min, max } = attribute;
    const fault = (member: string, detail: string): FieldFault => ({
      pointer: `${pointer}/${at}/${member}`,
      detail,
    });
    const isAgain = attributes.findIndex((each) => each.key === key) < at;
    const values = options?.map(({ value }) => value) ?? [];
    return [
      ...(isAgain ? [fault('key', 'must be unlike every other key')] : []),
      ...(type === 'choice' && values.length === 0 ? [fault('options', 'a choice must have options')] : []),
      ...(new Set(values).size < values.length ? [fault('options', 'must have each value once')] : []),
      ...(type === 'number' && options !== undefined ? [fault('options', 'a number has no options')] : []),
      ...(type === 'choice' && [unit, min, max].some((each) => each !== undefined)
        ? [fault('type', 'only a number has a unit and bounds')]
        : []),
      ...(min !== undefined && max !== undefined && max < min
        ? [fault('max', 'must not be less than min')]
        : []),
    ];
  });
}

function valueFault(
  { type, options = [], min, max }: ServiceAttribute,
  value: string | number,
): string | null {
  if (type === 'choice')
    return options.some((option) => option.value === value)
      ? null
      : `must be one of ${options.map((option) => option.value).join(', ')}`;
  if (typeof value !== 'number') return 'must be a number';
  if (min !== undefined && value < min) return `must not be less than ${min}`;
  if (max !== undefined && value > max) return `must not be greater than ${max}`;
  return null;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
