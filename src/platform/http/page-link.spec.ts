import { nextPageLink } from './page-link.js';

describe('the link to the next page (PF-3)', () => {
  it('keeps the filter and replaces the cursor', () => {
    expect(nextPageLink('/api/v1/bookings?status=confirmed&cursor=old&limit=5', 'a+b=')).toBe(
      '</api/v1/bookings?status=confirmed&cursor=a%2Bb%3D&limit=5>; rel="next"',
    );
  });

  it('is made where nothing was asked for', () => {
    expect(nextPageLink('/api/v1/bookings', 'abc')).toBe('</api/v1/bookings?cursor=abc>; rel="next"');
  });

  it('cannot be broken out of', () => {
    expect(nextPageLink('/api/v1/x?q=%3E%3B%20rel%3D%22evil%22&w=a>b', 'c')).not.toMatch(/>.*>/);
  });
});
