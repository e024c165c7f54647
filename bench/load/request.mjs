import { Buffer } from 'node:buffer';

/**
 * A request as it goes over the wire, made once and sent many times.
 * @param path under /api/v1
 */
export function wireRequest(method, path, { token, key, body } = {}) {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} /api/v1${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Accept: application/json',
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(key ? [`Idempotency-Key: ${key}`] : []),
    ...(payload ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(payload)}`] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${payload}`;
}
