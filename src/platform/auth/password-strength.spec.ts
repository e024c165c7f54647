import { commonPasswords } from './common-passwords.js';
import { passwordFault } from './password-strength.js';

describe('the strength of a password', () => {
  it('is enough with eight characters, a letter and a digit, in any script', () => {
    for (const password of [
      'Nexora@2026',
      'Kaveri-Teal7',
      'Str0ng!Pass',
      'मेराघर२०२६',
      'a walk by the river at 6 '.repeat(6).slice(0, 128),
    ])
      expect([password, passwordFault(password)]).toEqual([password, null]);
  });

  it('is not enough without', () => {
    expect(passwordFault('Ab1cdef')).toMatch(/at least 8/);
    expect(passwordFault(`${'a'.repeat(128)}1`)).toMatch(/at most 128/);
    expect(passwordFault('12345678901')).toMatch(/letter/);
    expect(passwordFault('correct horse')).toMatch(/digit/);
  });

  it('counts characters, not their halves', () => {
    expect(passwordFault('😀😀😀a1')).toMatch(/at least 8/);
  });

  it('is nothing in a password that is tried first, however its letters are cased', () => {
    expect(passwordFault('QwErTy123')).toMatch(/common/);
    for (const password of commonPasswords) expect(passwordFault(password.toUpperCase())).toMatch(/common/);
  });

  it('is measured against some two hundred that would else pass, written in lower case', () => {
    expect(commonPasswords.size).toBeGreaterThanOrEqual(200);
    for (const password of commonPasswords) {
      expect(password).toBe(password.toLowerCase());
      expect(password).toMatch(/^(?=.*\p{L})(?=.*\p{N}).{8,}$/u);
    }
  });
});
