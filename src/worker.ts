import 'reflect-metadata';
import { bootstrapWorker } from './bootstrap-worker.js';
import { Configuration } from './config/configuration.js';
import { deploymentOf } from './config/deployment.js';
import { loadEnvFile } from './config/env-file.js';
import { AppConfig, HttpConfig, TelemetryConfig, WorkerConfig } from './config/sections.js';
import { HealthService } from './platform/health/health.service.js';
import { Metrics } from './platform/telemetry/metrics.js';
import { refuseUnsound, runRoot, say } from './root.js';
import { WorkerHealth } from './worker-health.js';

/** What `npm run worker` runs: jobs and schedules, any number of such processes beside any number of servers. */
async function main(): Promise<void> {
  loadEnvFile();
  const configuration = Configuration.read();
  refuseUnsound(deploymentOf('worker', configuration));
  const startedAt = performance.now();
  const app = await bootstrapWorker(configuration);
  const { port } = configuration.of(WorkerConfig);
  const lines = [
    `  Nexora's worker is ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`,
  ];
  if (port > 0) {
    const health = new WorkerHealth(
      app.get(HealthService, { strict: false }),
      app.get(Metrics, { strict: false }),
      {
        token: configuration.of(TelemetryConfig).metricsToken,
        isProduction: configuration.of(AppConfig).isProduction,
      },
    );
    const open = await health.listen(port, configuration.of(HttpConfig).host);
    lines.push(`  Health   port ${open}, /health/ready`);
  }
  say(lines.join('\n'));
}

runRoot(main);
