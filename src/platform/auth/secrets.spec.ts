import fc from 'fast-check';
import { SecretUnreadable, Secrets } from './secrets.js';

describe('a sealed secret', () => {
  const secrets = new Secrets(Buffer.alloc(32, 1));

  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, purpose) => {
        expect(secrets.unseal(secrets.seal(plain, purpose), purpose)).toBe(plain);
      }),
    );
  });

  it('is another text each time, and names its format', () => {
    expect(secrets.seal('same', 'test')).not.toBe(secrets.seal('same', 'test'));
    expect(secrets.seal('same', 'test')).toMatch(/^v1\./);
  });

  it('opens for no other purpose and under no other key', () => {
    const sealed = secrets.seal('secret', 'totp');
    expect(() => secrets.unseal(sealed, 'webhook')).toThrow(SecretUnreadable);
    expect(() => new Secrets(Buffer.alloc(32, 2)).unseal(sealed, 'totp')).toThrow(SecretUnreadable);
  });

  it('does not open when any byte of it was changed', () => {
    const sealed = secrets.seal('secret', 'test');
    const [version = '', ...parts] = sealed.split('.');
    for (const [part, text] of parts.entries()) {
      const bytes = Buffer.from(text, 'base64url');
      for (const at of bytes.keys()) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const forged = [version, ...parts.with(part, changed.toString('base64url'))].join('.');
        expect(() => secrets.unseal(forged, 'test')).toThrow(SecretUnreadable);
      }
    }
  });

  it('does not open when it is no sealed text, or its tag is cut short', () => {
    const [version, nonce, body, tag = ''] = secrets.seal('secret', 'test').split('.');
    const shortTag = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    for (const text of ['', 'v1', 'v2.a.b.c', 'v1...', [version, nonce, body, shortTag].join('.')])
      expect(() => secrets.unseal(text, 'test')).toThrow(SecretUnreadable);
  });

  it('comes with derived keys: one a purpose, the same for the same master key', () => {
    expect(secrets.derive('a')).toEqual(new Secrets(Buffer.alloc(32, 1)).derive('a'));
    expect(secrets.derive('a')).not.toEqual(secrets.derive('b'));
    expect(secrets.derive('a')).toHaveLength(32);
  });
});
