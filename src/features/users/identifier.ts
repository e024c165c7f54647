import { parseMobile } from './mobile.js';

export type Identifier = { email: string } | { mobile: string };

/** What somebody signs in with: an email or a mobile, in the form they are stored; null when it is neither. */
export function parseIdentifier(text: string): Identifier | null {
  const trimmed = text.trim();
  if (trimmed.includes('@')) return { email: trimmed.toLowerCase() };
  const mobile = parseMobile(trimmed);
  return mobile === null ? null : { mobile };
}
