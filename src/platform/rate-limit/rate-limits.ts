import { isIPv6 } from 'node:net';
import type { RateLimitConfig } from '../../config/sections.js';

/** The limits a route can ask for beside the one that holds everywhere (ID-3). */
export type RouteLimit = 'login' | 'register' | 'otp' | 'reset' | 'refresh' | 'chat' | 'upload';

/** So many requests a window. */
export interface Limit {
  readonly name: string;
  readonly requests: number;
  readonly windowSeconds: number;
}

/** One count a request adds to. */
export interface Count {
  readonly limit: Limit;
  /** Whose: a principal, an address, an account. */
  readonly subject: string;
}

export interface Caller {
  /** Undefined when nobody is signed in. */
  readonly principal: { readonly kind: string; readonly id: string } | undefined;
  readonly address: string;
}

/** What a route asks to be counted, beside the default. */
export interface RouteLimits {
  readonly name: RouteLimit;
  /** The account, session or other thing the request is about, when it says so. */
  readonly about: string | null;
}

const windowSeconds = 60;

/**
 * The counts of a request (ID-3): everything by principal and by address, staff with an allowance of their own;
 * sign-in, registration, codes and links by address and account; refresh by session; chat and uploads by principal.
 */
export function countsOf(caller: Caller, route: RouteLimits | null, config: RateLimitConfig): Count[] {
  const isStaff = caller.principal?.kind === 'staff';
  const everywhere: Limit = isStaff
    ? { name: 'staff', requests: config.staff, windowSeconds }
    : { name: 'default', requests: config.default, windowSeconds };
  const principal = caller.principal ? `${caller.principal.kind}:${caller.principal.id}` : null;
  const address = `ip:${networkOf(caller.address)}`;
  const counts = [...(principal ? [principal] : []), address].map((subject) => ({
    limit: everywhere,
    subject,
  }));
  if (!route) return counts;
  const limit: Limit = { name: route.name, requests: config[route.name], windowSeconds };
  return [...counts, ...subjectsOf(route, principal, address).map((subject) => ({ limit, subject }))];
}

function subjectsOf({ name, about }: RouteLimits, principal: string | null, address: string): string[] {
  switch (name) {
    case 'login':
    case 'register':
    case 'otp':
    case 'reset':
      return about === null ? [address] : [address, `about:${about}`];
    case 'refresh':
      return [about === null ? address : `about:${about}`];
    case 'chat':
    case 'upload':
      return [principal ?? address];
  }
}

/** An IPv6 customer holds a whole /64, and so counts as one; an IPv4 address counts as itself. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const front = groups(head);
  const back = groups(tail);
  const gap = tail === undefined ? 0 : 8 - front.length - back.length;
  const all = [...front, ...Array.from({ length: gap }, () => '0'), ...back];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** An account's name as it is counted: ways of writing one address or number are one. */
export function accountOf(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > 320) return null;
  const plain = given.trim().toLowerCase();
  const digits = plain.replace(/[\s().+-]/g, '');
  return /^\d{10,}$/.test(digits) ? digits.slice(-10) : plain || null;
}
