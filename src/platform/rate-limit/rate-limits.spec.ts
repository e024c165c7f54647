import { RateLimitConfig } from '../../config/sections.js';
import { accountOf, countsOf, networkOf } from './rate-limits.js';
import type { Caller, RouteLimits } from './rate-limits.js';

const config = new RateLimitConfig({}, []);
const asha: Caller = { principal: { kind: 'customer', id: 'asha' }, address: '192.0.2.1' };
const nobody: Caller = { principal: undefined, address: '192.0.2.1' };
const staff: Caller = { principal: { kind: 'staff', id: 'ravi' }, address: '192.0.2.1' };

const counted = (caller: Caller, route: RouteLimits | null): string[] =>
  countsOf(caller, route, config).map(
    ({ limit, subject }) => `${limit.name} ${limit.requests}/${limit.windowSeconds}s ${subject}`,
  );

describe('the counts of a request (ID-3)', () => {
  it('are its address when nobody is signed in', () => {
    expect(counted(nobody, null)).toEqual(['default 300/60s ip:192.0.2.1']);
  });

  it('are its principal and its address when somebody is', () => {
    expect(counted(asha, null)).toEqual(['default 300/60s customer:asha', 'default 300/60s ip:192.0.2.1']);
  });

  it('of staff are larger, and do not use up the allowance of customers behind the same address', () => {
    expect(counted(staff, null)).toEqual(['staff 1200/60s staff:ravi', 'staff 1200/60s ip:192.0.2.1']);
  });

  it('of a sign-in, a registration, a code and a link are the address and the account too', () => {
    for (const name of ['login', 'register', 'otp', 'reset'] as const) {
      expect(counted(nobody, { name, about: 'h4sh' }).slice(1)).toEqual([
        `${name} 10/60s ip:192.0.2.1`,
        `${name} 10/60s about:h4sh`,
      ]);
      expect(counted(nobody, { name, about: null }).slice(1)).toEqual([`${name} 10/60s ip:192.0.2.1`]);
    }
  });

  it('of a refresh are its session, else its address', () => {
    expect(counted(nobody, { name: 'refresh', about: 's1' }).slice(1)).toEqual(['refresh 60/60s about:s1']);
    expect(counted(nobody, { name: 'refresh', about: null }).slice(1)).toEqual([
      'refresh 60/60s ip:192.0.2.1',
    ]);
  });

  it('of a chat message and of an upload are its principal', () => {
    expect(counted(asha, { name: 'chat', about: null }).slice(2)).toEqual(['chat 20/60s customer:asha']);
    expect(counted(asha, { name: 'upload', about: null }).slice(2)).toEqual(['upload 10/60s customer:asha']);
  });
});

describe('an address as it is counted', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:0000::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('an account as it is counted', () => {
  it('is the same however its address or number is written', () => {
    const written = ['+91 98450 12345', '9845012345', '098450-12345', '919845012345'];
    expect(new Set(written.map(accountOf))).toEqual(new Set(['9845012345']));
    expect(accountOf(' Asha@Example.COM ')).toBe('asha@example.com');
    expect(accountOf('EMP001')).toBe('emp001');
  });

  it('is none when it is no text, or too long to be one', () => {
    for (const given of [undefined, null, 7, {}, [], '', '   ', 'x'.repeat(321)])
      expect(accountOf(given)).toBeNull();
  });
});
