import { DomainError } from '../../kernel/errors.js';
import type { NoticeChannel } from './notification-template.entity.js';

/** What a template needs to be worded. */
export interface Wording {
  channel: NoticeChannel;
  subject: string | null;
  body: string;
}

export interface RenderedNotice {
  subject: string | null;
  body: string;
}

/** The template asks for a variable that the notice does not have, or a code or link does not fit. A bug. */
export class NoticeNotRendered extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NoticeNotRendered';
  }
}

/** The outgoing text of an SMS is not the one the operators have under its id; it is not sent (NT-4). */
export class NoticeTextUnregistered extends DomainError {
  readonly code = 'notice.text_unregistered';
  readonly kind = 'invalid';

  constructor() {
    super('The text does not match the one that is registered.');
  }
}

const variable = /\{#(\w+)#\}/g;
/** The longest value an operator accepts for one `{#var#}` (TRAI, DLT). */
export const longestSmsValue = 30;
const longestSubject = 255;
/** Half a code or half a link is worse than none. */
const neverCut = /(code|link)$/i;

/**
 * Words a notice (NT-4). Values lose their line breaks and control characters, so that none can add a header or a
 * line to the text; in an SMS each is cut to 30 characters.
 * @param secrets names of the variables that stay in the text as they are, until `completeNotice`
 * @throws NoticeNotRendered
 */
export function renderNotice(
  wording: Wording,
  values: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
): RenderedNotice {
  const longest = wording.channel === 'sms' ? longestSmsValue : Infinity;
  const subject =
    wording.subject === null ? null : fill(wording.subject, values, Infinity).slice(0, longestSubject);
  return { subject, body: fill(wording.body, values, longest, secrets) };
}

/**
 * Puts the secrets into a text that was worded without them.
 * @throws NoticeNotRendered
 */
export function completeNotice(
  channel: NoticeChannel,
  body: string,
  secrets: Readonly<Record<string, string>>,
): string {
  return fill(body, secrets, channel === 'sms' ? longestSmsValue : Infinity);
}

/** The text with every variable that is left in it made unreadable. */
export function concealSecrets(body: string): string {
  return body.replace(variable, '••••••');
}

/** The text as it is registered with the operators: every variable is `{#var#}`. */
export function registeredText(body: string): string {
  return body.replace(variable, '{#var#}');
}

/** Whether a text is the registered one with a value of 1 to 30 characters in the place of each `{#var#}`. */
export function matchesRegistered(registered: string, text: string): boolean {
  const fixed = registered.split('{#var#}').map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${fixed.join(`[^\\p{Cc}]{1,${longestSmsValue}}`)}$`, 'u').test(text);
}

/** No value can bring a variable of its own: what looks like the beginning of one is parted. */
function fill(
  text: string,
  values: Readonly<Record<string, string>>,
  longest: number,
  kept: readonly string[] = [],
): string {
  return text.replace(variable, (whole, name: string) => {
    if (kept.includes(name)) return whole;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new NoticeNotRendered(`The notice has no value for ${name}.`);
    const line = value
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .replaceAll('{#', '{ #')
      .trim();
    if (neverCut.test(name) && Array.from(line).length > longest)
      throw new NoticeNotRendered(`The value of ${name} does not fit.`);
    return cut(line === '' ? '-' : line, longest);
  });
}

/** By code points, so that no character is cut in two. */
function cut(text: string, longest: number): string {
  const points = Array.from(text);
  return points.length <= longest ? text : `${points.slice(0, longest - 3).join('')}...`;
}
