import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export class SecretUnreadable extends Error {
  constructor(purpose: string) {
    super(`A secret (${purpose}) was altered, or sealed under another ENCRYPTION_KEY than the one in use.`);
    this.name = 'SecretUnreadable';
  }
}

const version = 'v1';

/** Seals secrets at rest (ID-8) by AES-256-GCM, and derives keys for single purposes from the same master key. */
export class Secrets {
  private readonly sealingKey: Buffer;

  /** @param key 32 bytes. */
  constructor(private readonly key: Buffer) {
    this.sealingKey = this.derive('sealing');
  }

  /**
   * @param purpose what the secret is for; bound to the text, which opens for no other.
   * @returns `v1.<nonce>.<ciphertext>.<tag>`, each in base64url.
   */
  seal(plain: string, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [version, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** @throws SecretUnreadable when the text was altered, or sealed under another key or for another purpose. */
  unseal(sealed: string, purpose: string): string {
    const [mark, ...parts] = sealed.split('.');
    const [nonce, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    if (mark !== version || parts.length !== 3 || nonce?.length !== 12 || !body || tag?.length !== 16)
      throw new SecretUnreadable(purpose);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, nonce, { authTagLength: 16 });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    } catch {
      throw new SecretUnreadable(purpose);
    }
  }

  /** A key of 32 bytes for one purpose, the same in every process that has the master key. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, 'nexora', purpose, 32));
  }
}
