/** How the way to the mail server is secured. */
export type SmtpTls = 'implicit' | 'required' | 'offered' | 'never';

export interface SmtpServer {
  host: string;
  port: number;
  tls: SmtpTls;
  user?: { name: string; password: string };
}

const standardPorts = { 'smtp:': 587, 'smtps:': 465 } as const;

/**
 * Reads `smtp://[USER:PASSWORD@]HOST[:PORT][?tls=required|never]` or `smtps://...`. A password is never sent over an
 * open line unless `tls=never` says so.
 * @throws Error whose message completes "SMTP_URL ..."
 */
export function parseSmtpUrl(given: string): SmtpServer {
  if (!URL.canParse(given)) throw new Error('must be an smtp:// or smtps:// address');
  const { protocol, hostname, port, username, password, searchParams } = new URL(given);
  if (protocol !== 'smtp:' && protocol !== 'smtps:')
    throw new Error('must be an smtp:// or smtps:// address');
  if (hostname === '') throw new Error('must name a host');
  const asked = searchParams.get('tls');
  if (asked !== null && asked !== 'required' && asked !== 'never')
    throw new Error('knows only tls=required and tls=never');
  if (asked === 'never' && protocol === 'smtps:') throw new Error('cannot be smtps:// without TLS');
  const hasUser = username !== '';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? standardPorts[protocol] : Number(port),
    tls: protocol === 'smtps:' ? 'implicit' : (asked ?? (hasUser ? 'required' : 'offered')),
    ...(hasUser && {
      user: { name: decodeURIComponent(username), password: decodeURIComponent(password) },
    }),
  };
}

export function checkSmtpUrl(given: string): string {
  parseSmtpUrl(given);
  return given;
}
