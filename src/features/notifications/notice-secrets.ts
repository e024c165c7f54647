import type { Secrets } from '../../platform/auth/secrets.js';

/** Seals what a notice carries, bound to that notice's row. */
export function sealSecrets(
  secrets: Secrets,
  notificationId: string,
  values: Readonly<Record<string, string>>,
): string {
  return secrets.seal(JSON.stringify(values), noticePurposeOf(notificationId));
}

/** @throws SecretUnreadable when it was altered, or belongs to another row */
export function unsealSecrets(
  secrets: Secrets,
  notificationId: string,
  sealed: string,
): Record<string, string> {
  const opened: unknown = JSON.parse(secrets.unseal(sealed, noticePurposeOf(notificationId)));
  if (typeof opened !== 'object' || opened === null) throw new TypeError('A sealed notice holds no values.');
  return Object.fromEntries(Object.entries(opened).map(([name, value]) => [name, String(value)]));
}

/** What the secrets of a notice are sealed for. */
export function noticePurposeOf(notificationId: string): string {
  return `notification:${notificationId}`;
}
