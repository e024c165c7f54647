/**
 * Completes "REDIS_URL …" when the text is no address of a Redis; the text may hold a password and is not repeated.
 * @throws Error
 */
export function checkRedisUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new Error('must be redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE], or rediss:// for TLS');
  if (!/^\/?\d*$/.test(url.pathname)) throw new Error('must name its database by a number');
  return given;
}
