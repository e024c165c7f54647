import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { HealthService } from './platform/health/health.service.js';
import { bearerIn, mayReadMetrics } from './platform/health/metrics-access.rule.js';
import type { MetricsSettings } from './platform/health/metrics-access.rule.js';
import type { Metrics } from './platform/telemetry/metrics.js';

/**
 * The door of a worker for supervisors: whether it lives, whether it can work, and its figures (PF-8). Nothing else
 * is served.
 */
export class WorkerHealth {
  private readonly server: Server;

  constructor(
    private readonly health: HealthService,
    private readonly metrics: Metrics,
    private readonly settings: MetricsSettings,
  ) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  /** @returns the port. */
  async listen(port: number, host: string): Promise<number> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** Requests that are open are cut off: those who ask will ask again. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0];
    if (path === '/health/live') return tell(response, 200, { status: 'ok' });
    if (path === '/health/ready') {
      const readiness = await this.health.publicReadiness();
      return tell(response, readiness.status === 'unavailable' ? 503 : 200, readiness);
    }
    if (path === '/metrics' && this.mayRead(request)) {
      const figures = await this.metrics.text();
      response
        .writeHead(200, { 'Content-Type': this.metrics.contentType, 'Cache-Control': 'no-store' })
        .end(figures);
      return;
    }
    return tell(response, 404, { status: 'not found' });
  }

  private mayRead({ headers, socket }: IncomingMessage): boolean {
    const caller = {
      address: socket.remoteAddress,
      isForwarded: headers['x-forwarded-for'] !== undefined,
      given: bearerIn(headers.authorization),
    };
    return mayReadMetrics(caller, this.settings);
  }
}

function tell(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
