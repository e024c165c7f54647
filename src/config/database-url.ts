/** Where a MySQL or MariaDB database is and who uses it. */
export interface MysqlAddress {
  /** What the URL calls the server. The two are spoken to alike; they describe their own tables differently. */
  type: 'mysql' | 'mariadb';
  host: string;
  port: number;
  username: string;
  password: string | undefined;
  database: string;
  /** Speaks TLS and checks the server's certificate. */
  tls: boolean;
}

/**
 * Reads `mysql://user:password@host:port/database[?tls=true]`, or the same with `mariadb:`; user and password are percent-encoded. What it says
 * of a fault never repeats the text, which holds a password.
 * @throws Error whose message completes "DATABASE_URL …"
 */
export function readMysqlUrl(text: string): MysqlAddress {
  if (!URL.canParse(text)) throw new Error('is not a URL like mysql://user:password@host:3306/database');
  const url = new URL(text);
  const database = decoded(url.pathname.slice(1));
  if (!url.hostname) throw new Error('names no host');
  if (!/^[A-Za-z0-9_$-]{1,64}$/.test(database))
    throw new Error('must end in the name of a database: letters, digits, _, $ and -');
  for (const name of url.searchParams.keys())
    if (name !== 'tls') throw new Error(`has an unknown parameter "${name}"; there is only tls`);
  const tls = url.searchParams.get('tls') ?? 'false';
  if (tls !== 'true' && tls !== 'false') throw new Error('must say tls=true or tls=false');
  return {
    type: url.protocol === 'mariadb:' ? 'mariadb' : 'mysql',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : 3_306,
    username: decoded(url.username) || 'root',
    password: url.password ? decoded(url.password) : undefined,
    database,
    tls: tls === 'true',
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error('has a % that is not the beginning of an encoded character');
  }
}

/** Accepts what DATABASE_URL may be. @throws Error whose message completes "DATABASE_URL …" */
export function checkDatabaseUrl(text: string): string {
  if (/^sqlite:.+/.test(text)) return text;
  if (!/^(mysql|mariadb):\/\//.test(text)) throw new Error('must begin with sqlite: or mysql://');
  readMysqlUrl(text);
  return text;
}
