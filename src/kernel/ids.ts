import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A UUIDv7: made by the application, sortable by time of creation (docs/adr/0002). */
export function newId(): string {
  return v7();
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return uuidPattern.test(text);
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters of Crockford base32 (40 random bits): readable aloud, not to be guessed (DATA.md). */
export function newOrderNumber(random: (size: number) => Uint8Array = randomBytes): string {
  const bytes = random(8);
  return `NX-${Array.from({ length: 8 }, (_, at) => crockford[(bytes[at] ?? 0) & 31]).join('')}`;
}
