import { randomBytes } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters of Crockford base32 (40 random bits): easy to read out to a friend. */
export function newReferralCode(random: (size: number) => Uint8Array = randomBytes): string {
  return Array.from(random(8), (byte) => crockford[byte & 31]).join('');
}
