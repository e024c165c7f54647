import { Secret, TOTP } from 'otpauth';

const issuer = 'Nexora';
const periodSeconds = 30;

/** The `otpauth://` address an app reads from a QR code. @param secret in base32 */
export function totpUri(secret: string, label: string): string {
  return totpOf(secret, label).toString();
}

/**
 * The 30-second step a code is of (RFC 6238), or null when it is wrong, too old or taken before. A step to either side
 * is allowed for clocks that disagree. All candidates are compared, each in constant time.
 * @param secret in base32
 * @param lastStep of the last code taken; codes of it and of steps before are refused
 */
export function totpStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1_000 / periodSeconds) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** The code an app shows. @param secret in base32 */
export function totpCode(secret: string, at: Date): string {
  return totpOf(secret, '').generate({ timestamp: at.getTime() });
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  });
}
