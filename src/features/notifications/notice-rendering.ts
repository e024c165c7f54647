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

/** The template asks for a variable that the notice does not have, or the text is not the registered one. A bug. */
export class NoticeNotRendered extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NoticeNotRendered';
  }
}

const variable = /\{#(\w+)#\}/g;
/** The longest value an operator accepts for one `{#var#}` (TRAI, DLT). */
export const longestSmsValue = 30;
const longestSubject = 255;

/**
 * Words a notice (NT-4). Values lose their line breaks and control characters, so that none can add a header or a
 * line to the text; in an SMS each is cut to 30 characters, and the outcome is proved to match the registered text.
 * @throws NoticeNotRendered
 */
export function renderNotice(wording: Wording, values: Readonly<Record<string, string>>): RenderedNotice {
  const isSms = wording.channel === 'sms';
  const body = fill(wording.body, values, isSms ? longestSmsValue : Infinity);
  if (isSms && !matchesRegistered(registeredText(wording.body), body))
    throw new NoticeNotRendered('The text does not match the one that is registered.');
  const subject =
    wording.subject === null ? null : fill(wording.subject, values, Infinity).slice(0, longestSubject);
  return { subject, body };
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

function fill(text: string, values: Readonly<Record<string, string>>, longest: number): string {
  return text.replace(variable, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new NoticeNotRendered(`The notice has no value for ${name}.`);
    const line = value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
    return cut(line === '' ? '-' : line, longest);
  });
}

/** By code points, so that no character is cut in two. */
function cut(text: string, longest: number): string {
  const points = Array.from(text);
  return points.length <= longest ? text : `${points.slice(0, longest - 3).join('')}...`;
}
