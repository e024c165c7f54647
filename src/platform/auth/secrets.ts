import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export class SecretUnreadable extends Error {
  constructor(purpose: string) {
    super(
      `A secret (${purpose}) was altered, or sealed under a key that is neither ENCRYPTION_KEY nor one of ENCRYPTION_OTHER_KEYS.`,
    );
    this.name = 'SecretUnreadable';
  }
}

interface Key {
  /** Eight hexadecimal digits made from the key: names it, and tells nothing of it. */
  readonly id: string;
  readonly master: Buffer;
  readonly sealing: Buffer;
}

const version = 'v2';
/** Before keys had ids: opened by whichever key fits. */
const withoutId = 'v1';

/**
 * Seals secrets at rest (ID-8) by AES-256-GCM, and derives keys for single purposes from the same master key. What an
 * older key sealed or derived is known as long as that key is among the others, so that a key can be changed while
 * everything goes on (`npm run keys:reencrypt`).
 */
export class Secrets {
  private readonly ring: readonly [Key, ...Key[]];

  /**
   * @param current 32 bytes; seals from now on.
   * @param others as long each; only read with.
   */
  constructor(current: Buffer, others: readonly Buffer[] = []) {
    this.ring = [keyOf(current), ...others.map(keyOf)];
  }

  /** What every text begins with that the current key sealed. */
  get currentMark(): string {
    return `${version}.${this.ring[0].id}.`;
  }

  /**
   * @param purpose what the secret is for; bound to the text, which opens for no other.
   * @returns `v2.<key id>.<nonce>.<ciphertext>.<tag>`, the last three in base64url.
   */
  seal(plain: string, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.ring[0].sealing, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    const parts = [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
    return this.currentMark + parts.join('.');
  }

  /** @throws SecretUnreadable when the text was altered, or sealed under a key not known or for another purpose. */
  unseal(sealed: string, purpose: string): string {
    const [mark, ...rest] = sealed.split('.');
    const parts = mark === version ? rest.slice(1) : rest;
    const keys = this.ring.filter(({ id }) => mark === withoutId || (mark === version && id === rest[0]));
    const [nonce, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    if (parts.length !== 3 || nonce?.length !== 12 || !body || tag?.length !== 16)
      throw new SecretUnreadable(purpose);
    for (const { sealing } of keys)
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: 16 });
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        continue;
      }
    throw new SecretUnreadable(purpose);
  }

  /** A key of 32 bytes for one purpose, the same in every process that has the master key. */
  derive(purpose: string): Buffer {
    return deriveFrom(this.ring[0].master, purpose);
  }

  /** As `derive`, of every key that is known, the current one first: what was made by an older one is known by it. */
  deriveAll(purpose: string): [Buffer, ...Buffer[]] {
    const [current, ...others] = this.ring;
    return [deriveFrom(current.master, purpose), ...others.map(({ master }) => deriveFrom(master, purpose))];
  }
}

function keyOf(master: Buffer): Key {
  const id = deriveFrom(master, 'key-id').toString('hex').slice(0, 8);
  return { id, master, sealing: deriveFrom(master, 'sealing') };
}

function deriveFrom(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'nexora', purpose, 32));
}
