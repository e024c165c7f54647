import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { alwaysSetting } from './security-headers.js';

/**
 * What every answer tells a browser: scripts from ourselves only, no frames of other sites, no guessing of types. In
 * production also to come by HTTPS from now on, for a year; a machine without a certificate must not say that.
 */
export function securityHeaders({ isProduction }: { isProduction: boolean }): RequestHandler {
  return alwaysSetting(
    helmet({
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: isProduction ? [] : null } },
      strictTransportSecurity: isProduction && { maxAge: 31_536_000, includeSubDomains: true },
    }),
  );
}
