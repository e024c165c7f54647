import { parseMobile } from '../users/index.js';

export type StaffIdentifier = { email: string } | { mobile: string } | { employeeId: string };

/** What staff sign in with: email, mobile or employee id, in the form it is stored; null when it is none. */
export function parseStaffIdentifier(text: string): StaffIdentifier | null {
  const trimmed = text.trim();
  if (trimmed.includes('@')) return { email: trimmed.toLowerCase() };
  if (/^EMP\d{3,}$/i.test(trimmed)) return { employeeId: trimmed.toUpperCase() };
  const mobile = parseMobile(trimmed);
  return mobile === null ? null : { mobile };
}
