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
    expect(secrets.seal('same', 'test')).toMatch(/^v2\.[0-9a-f]{8}\./);
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
    const [version, id, nonce, body, tag = ''] = secrets.seal('secret', 'test').split('.');
    const shortTag = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    for (const text of [
      '',
      'v1',
      'v2.a.b.c',
      'v1...',
      'v2....',
      [version, id, nonce, body, shortTag].join('.'),
    ])
      expect(() => secrets.unseal(text, 'test')).toThrow(SecretUnreadable);
  });

  describe('when the key is changed', () => {
    const former = Buffer.alloc(32, 1);
    const next = Buffer.alloc(32, 2);

    it('opens under the former key as long as that is known, also one from before keys had ids', () => {
      const changed = new Secrets(next, [former]);
      const sealed = secrets.seal('secret', 'test');
      expect(changed.unseal(sealed, 'test')).toBe('secret');
      expect(sealed.startsWith(changed.currentMark)).toBe(false);
      expect(() => new Secrets(next).unseal(sealed, 'test')).toThrow(SecretUnreadable);
      // The release before wrote the same three parts without the id.
      const old = `v1.${sealed.split('.').slice(2).join('.')}`;
      for (const ring of [secrets, changed, new Secrets(next, [Buffer.alloc(32, 3), former])])
        expect(ring.unseal(old, 'test')).toBe('secret');
    });

    it('is sealed under the new one, which a process that knows both ways reads already', () => {
      const sealed = new Secrets(next, [former]).seal('secret', 'test');
      expect(new Secrets(former, [next]).unseal(sealed, 'test')).toBe('secret');
      expect(new Secrets(next).unseal(sealed, 'test')).toBe('secret');
      expect(() => secrets.unseal(sealed, 'test')).toThrow(SecretUnreadable);
    });

    it('keeps what was derived from the former one', () => {
      const changed = new Secrets(next, [former]);
      expect(changed.deriveAll('a')).toEqual([new Secrets(next).derive('a'), secrets.derive('a')]);
    });
  });

  it('comes with derived keys: one a purpose, the same for the same master key', () => {
    expect(secrets.derive('a')).toEqual(new Secrets(Buffer.alloc(32, 1)).derive('a'));
    expect(secrets.derive('a')).not.toEqual(secrets.derive('b'));
    expect(secrets.derive('a')).toHaveLength(32);
  });
});
