import { isLinkOpen, linkMinutes, maySendLink } from './account-link.rule.js';

const now = new Date('2026-03-02T05:30:00.000Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

describe('letters with links', () => {
  it('are at most three in 15 minutes', () => {
    expect(maySendLink([ago(1), ago(2)], now)).toBe(true);
    expect(maySendLink([ago(1), ago(2), ago(14)], now)).toBe(false);
    expect(maySendLink([ago(1), ago(2), ago(15)], now)).toBe(true);
  });

  it('are at most ten in a day', () => {
    const ten = Array.from({ length: 10 }, (_, at) => ago(60 + at * 120));
    expect(maySendLink(ten.slice(1), now)).toBe(true);
    expect(maySendLink(ten, now)).toBe(false);
  });
});

describe('a link', () => {
  it('is good until it is used or its time is over, which is half an hour or one', () => {
    const link = { expiresAt: new Date(now.getTime() + 1), usedAt: null };
    expect(isLinkOpen(link, now)).toBe(true);
    expect(isLinkOpen(link, link.expiresAt)).toBe(false);
    expect(isLinkOpen({ ...link, usedAt: now }, now)).toBe(false);
    expect(linkMinutes).toEqual({ email_verification: 60, password_reset: 30 });
  });
});
