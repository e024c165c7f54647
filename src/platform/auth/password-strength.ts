import { isGuessable } from './guessable-password.js';

export const longestPassword = 128;
const shortestPassword = 8;

/**
 * What is wrong with a password somebody chooses, or null (ID-1): 8 to 128 characters with a letter and a digit,
 * and not one of the passwords that are tried first. Length counts code points.
 */
export function passwordFault(password: string): string | null {
  const { length } = [...password];
  if (length < shortestPassword) return `must be at least ${shortestPassword} characters long`;
  if (length > longestPassword) return `must be at most ${longestPassword} characters long`;
  if (!/\p{L}/u.test(password)) return 'must contain a letter';
  if (!/\p{N}/u.test(password)) return 'must contain a digit';
  if (isGuessable(password)) return 'is one of the most common passwords';
  return null;
}
