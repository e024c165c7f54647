import { createHash, timingSafeEqual } from 'node:crypto';

export interface MetricsCaller {
  /** As the connection, or a trusted proxy, tells it. */
  address: string | undefined;
  /** Whether a proxy that is not trusted passed the request on. */
  isForwarded: boolean;
  /** The bearer token that was sent, or null. */
  given: string | null;
}

export interface MetricsSettings {
  token: string | undefined;
  isProduction: boolean;
}

/**
 * Who may read the metrics: holders of METRICS_TOKEN where one is set. Without one everybody, except in production,
 * where it is the machine itself.
 */
export function mayReadMetrics(
  { address = '', isForwarded, given }: MetricsCaller,
  { token, isProduction }: MetricsSettings,
): boolean {
  if (token !== undefined) return given !== null && timingSafeEqual(digest(given), digest(token));
  return !isProduction || (!isForwarded && /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address));
}

/** The bearer token of an Authorization header, or null. */
export function bearerIn(header: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null;
}

/** Of equal length whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
