import { randomBytes } from 'node:crypto';
import { newId } from '../../kernel/ids.js';
import { isGoodReset, readResetToken, resetTokenFor } from './staff-reset-link.rule.js';
import type { ResetSubject } from './staff-reset-link.rule.js';

const [key, another] = [randomBytes(32), randomBytes(32)];
const now = new Date('2026-03-02T05:30:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const subject: ResetSubject = { id: newId(), email: 'kavya@example.com', passwordHash: '$argon2id$a' };
const isGood = (token: string, of = subject, { keys = [key], at = now } = {}) => {
  const read = readResetToken(token);
  return read !== null && isGoodReset(read, of, { keys, now: at });
};

describe('a link to set another staff password (ID-1)', () => {
  const token = resetTokenFor(subject, later(60_000), key);

  it('is good until its end, also when the key has been changed since', () => {
    expect(isGood(token)).toBe(true);
    expect(isGood(token, subject, { keys: [another, key] })).toBe(true);
    expect(isGood(token, subject, { at: later(59_999) })).toBe(true);
    expect(isGood(token, subject, { at: later(60_000) })).toBe(false);
  });

  it('is no good once the password or the address is another one, of anybody else, or under another key', () => {
    expect(isGood(token, { ...subject, passwordHash: '$argon2id$b' })).toBe(false);
    expect(isGood(token, { ...subject, email: 'nair@example.com' })).toBe(false);
    expect(isGood(token, { ...subject, id: newId() })).toBe(false);
    expect(isGood(token, subject, { keys: [another] })).toBe(false);
  });

  it('is no good with any letter changed, nor with a later end', () => {
    for (let at = 0; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`;
      expect([at, isGood(changed)]).toEqual([at, false]);
    }
    const parts = token.split('.');
    expect(isGood([parts[0], String(later(900_000).getTime()), parts[2]].join('.'))).toBe(false);
    expect(['', 'nxr_', `${token}=`, ` ${token}`].some((each) => isGood(each))).toBe(false);
  });
});
