import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';
import type { AppOptions } from './app.module.js';
import type { Configuration } from './config/configuration.js';
import { AppConfig, HttpConfig } from './config/sections.js';
import { accessLog } from './platform/http/access-log.middleware.js';
import { cacheControl } from './platform/http/cache-control.middleware.js';
import { compressed } from './platform/http/compressed.middleware.js';
import { HouseAdapter } from './platform/http/house-adapter.js';
import { inOrder } from './platform/http/in-order.js';
import { methodOverride } from './platform/http/method-override.middleware.js';
import { refuseDeepBodies } from './platform/http/json-depth.middleware.js';
import { serveApiDescription } from './platform/http/openapi.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { requestId } from './platform/http/request-id.middleware.js';
import { securityHeaders } from './platform/http/security-headers.middleware.js';
import { FrameworkLog } from './platform/telemetry/framework-log.js';
import { Log } from './platform/telemetry/log.js';
import { watchRequests } from './platform/telemetry/watch-requests.middleware.js';

/**
 * Builds the whole application, migrated and ready to listen. Both roots and the tests start here, so what is
 * tested is what runs.
 */
export async function bootstrap(
  configuration: Configuration,
  options: AppOptions = {},
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with(configuration, options),
    new HouseAdapter(),
    {
      bodyParser: false,
      // Signatures of webhooks are over the bytes as they came.
      rawBody: true,
      logger: ['error', 'fatal'],
      abortOnError: false,
    },
  );
  const log = app.get<Log>(Log);
  const http = app.get(HttpConfig);
  app.set('trust proxy', http.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.useLogger(new FrameworkLog(log));
  app.use(inOrder(requestId, watchRequests, accessLog(log), securityHeaders(app.get(AppConfig))));
  // Before anything that may refuse: a page is to read refusals too.
  if (http.corsOrigins.length > 0)
    app.enableCors({ origin: [...http.corsOrigins], maxAge: 600, exposedHeaders: readable });
  app.use(inOrder(cacheControl, compressed(), methodOverride));
  app.useBodyParser('json', { limit: http.bodyLimitBytes, strict: true });
  app.use(refuseDeepBodies);
  const problems = new ProblemFilter(log);
  const answerProblem = (error: unknown, request: Request, response: Response, _next: NextFunction) =>
    problems.answer(error, request, response);
  app.use(answerProblem);
  app.setGlobalPrefix('api/v1', {
    exclude: ['health', 'health/*rest', 'metrics', 'dev/*rest', '.well-known/*rest'],
  });
  serveApiDescription(app);
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.init();
  app.use((request: Request, response: Response) => problems.answerNoRoute(request, response));
  app.use(answerProblem);
  return app;
}

/** Headers of answers that a page in a browser may read. */
const readable = [
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
];
