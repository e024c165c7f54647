import { placeholderOf } from './pii.js';

const deepest = 6;
const mostItems = 50;

const longestText = 16_000;

/** Also an address of UPI, which ends in the bank's word: `asha.rao@okbank`. */
const email =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+(?:@|%40)(?:[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|[a-z][a-z0-9]{1,63}(?![\p{L}\p{N}/]))/giu;
/** E.164 of any country, and Indian numbers as people write them; not the digits inside an id. */
const mobile = /(?<![\w.-])(?:\+\d{8,15}|(?:\+?91[\s-]?|0)?[6-9]\d{4}[\s-]?\d{5})(?![\w-])/g;
/** A parser quotes the text it could not read, which may be anything. */
const unreadText = /, (?:\.\.\.)?".*is not valid JSON/s;

/** The text without the addresses and numbers that can be told by their form. */
export function maskedText(text: string): string {
  return text.slice(0, longestText).replace(email, '[email]').replace(mobile, '[mobile]');
}

/**
 * The value as it may be logged: tagged fields replaced by their kind, secrets hidden, free text without emails and
 * numbers, errors without what was sent to the database. Deep things are cut off, circles are broken.
 */
export function masked(value: unknown): unknown {
  return shown(value, 0, new Set());
}

function shown(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return maskedText(value);
  if (typeof value === 'bigint') return maskedText(String(value));
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  if (above.has(value)) return '[circle]';
  if (depth >= deepest) return '[deep]';
  const within = new Set(above).add(value);
  if (value instanceof Error) return shownError(value, depth, within);
  if (value instanceof URL) return maskedText(`${value.protocol}//${value.host}${value.pathname}`);
  if (value instanceof Map || value instanceof Set) return `[${value.constructor.name} of ${value.size}]`;
  if (Array.isArray(value))
    return value.slice(0, mostItems).map((each: unknown) => shown(each, depth + 1, within));
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => {
      const placeholder = each === null || each === undefined ? null : placeholderOf(field);
      return [field, placeholder ?? shown(each, depth + 1, within)];
    }),
  );
}

/** `Type: message` of an error, for whoever reads it later, without what was sent to the database. */
export function maskedError(error: unknown): string {
  if (!(error instanceof Error)) return maskedText(String(error));
  return `${error.name}: ${cleanedOf(error)(error.message)}`;
}

/** Type, code, message and stack of an error and its causes: no other property, and none of the query's values. */
function shownError(error: Error, depth: number, within: ReadonlySet<object>): Record<string, unknown> {
  const sent = sentValuesOf(error);
  const cleaned = cleanedOf(error);
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = cause instanceof Error ? withSentValues(cause, sent) : cause;
  return {
    type: error.name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    message: cleaned(error.message),
    stack: stackOf(error, cleaned),
    ...(inner !== undefined && { cause: shown(inner, depth + 1, within) }),
    ...(Array.isArray(errors) && { errors: shown(errors, depth + 1, within) }),
  };
}

function cleanedOf(error: Error): (text: string) => string {
  const sent = sentValuesOf(error);
  return (text) => {
    const withoutSent = sent.reduce((rest, each) => rest.replaceAll(each, '[value]'), text);
    return maskedText(withoutSent.replace(unreadText, ', [text] is not valid JSON'));
  };
}

const sentValues = new WeakMap<Error, readonly string[]>();

/** A database's error repeats the values of the query: they are known, so they can be taken out word for word. */
function sentValuesOf(error: Error): readonly string[] {
  const { parameters } = error as { parameters?: unknown };
  const own = typeof parameters === 'object' && parameters !== null ? Object.values(parameters) : [];
  const words = own.filter((each): each is string => typeof each === 'string' && each.length >= 2);
  const all = [...words, ...(sentValues.get(error) ?? [])];
  return all.toSorted((a, b) => b.length - a.length);
}

function withSentValues(error: Error, sent: readonly string[]): Error {
  if (sent.length > 0) sentValues.set(error, sent);
  return error;
}

/** The frames alone; the message above them is shown by itself. */
function stackOf(error: Error, cleaned: (text: string) => string): string {
  const stack = error.stack ?? '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return cleaned(frames.map((line) => line.trim()).join('\n'));
}
