import express from 'express';
import request from 'supertest';
import { securityHeaders } from './security-headers.middleware.js';

describe('the security headers', () => {
  const headersOf = async (isProduction: boolean) => {
    const app = express();
    app.use(securityHeaders({ isProduction }));
    app.get('/', (_request, response) => response.send('here'));
    return (await request(app).get('/')).headers;
  };

  it('bind browsers to HTTPS for a year in production, with every name below ours', async () => {
    const headers = await headersOf(true);
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });

  it('do not elsewhere, where there may be no certificate', async () => {
    const headers = await headersOf(false);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  it('let neither scripts nor plug-ins come from elsewhere in either', async () => {
    for (const isProduction of [true, false]) {
      const headers = await headersOf(isProduction);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['content-security-policy']).toContain("object-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});
