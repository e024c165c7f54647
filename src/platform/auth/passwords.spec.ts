import { AuthConfig } from '../../config/sections.js';
import { Passwords } from './passwords.js';

describe('passwords', () => {
  const withCosts = (memory: string, passes: string) =>
    new Passwords(new AuthConfig({ ARGON2_MEMORY_KIB: memory, ARGON2_PASSES: passes }, []));
  const passwords = withCosts('1024', '1');

  it('are kept as argon2id hashes at the configured costs, each with a salt of its own', async () => {
    const stored = await passwords.hash('Str0ng!Pass');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
    expect(await passwords.hash('Str0ng!Pass')).not.toBe(stored);
  });

  it('match their own hash and no other', async () => {
    const stored = await passwords.hash('Str0ng!Pass');
    expect(await passwords.verify(stored, 'Str0ng!Pass')).toBe(true);
    expect(await passwords.verify(stored, 'str0ng!Pass')).toBe(false);
  });

  it('match nothing where there is no account, not even the stand-in’s', async () => {
    expect(await passwords.verify(null, 'Str0ng!Pass')).toBe(false);
    expect(await passwords.verify(null, 'the password of nobody')).toBe(false);
  });

  it('are outdated as soon as either cost has changed', async () => {
    const stored = await passwords.hash('Str0ng!Pass');
    expect(passwords.isOutdated(stored)).toBe(false);
    expect(withCosts('2048', '1').isOutdated(stored)).toBe(true);
    expect(withCosts('1024', '2').isOutdated(stored)).toBe(true);
  });
});
