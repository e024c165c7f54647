/** What a request's Authorization header holds: no token at all, something that cannot be one, or a candidate. */
export type Bearer = { found: 'none' } | { found: 'unusable' } | { found: 'token'; token: string };

const longestToken = 4_096;

/**
 * Reads the bearer token (RFC 6750) from the raw headers, as name, value, name, value. Two Authorization headers
 * are unusable rather than one of them believed: proxies disagree on which one counts.
 */
export function bearerOf(rawHeaders: readonly string[]): Bearer {
  const values = rawHeaders.filter(
    (_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization',
  );
  const [value] = values;
  if (value === undefined) return { found: 'none' };
  if (values.length > 1) return { found: 'unusable' };
  const [scheme, token, ...rest] = value.trim().split(/\s+/);
  if (scheme?.toLowerCase() !== 'bearer') return { found: 'none' };
  if (token === undefined || rest.length > 0 || token.length > longestToken) return { found: 'unusable' };
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? { found: 'token', token } : { found: 'unusable' };
}
