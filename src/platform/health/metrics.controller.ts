import { Controller, Get, Header, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AppConfig, TelemetryConfig } from '../../config/sections.js';
import { Public } from '../auth/decorators.js';
import { Metrics } from '../telemetry/metrics.js';
import { bearerIn, mayReadMetrics } from './metrics-access.rule.js';

/** For Prometheus; at the root, outside /api/v1 (PF-8). To whoever may not read them they are not there. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly telemetry: TelemetryConfig,
    private readonly app: AppConfig,
  ) {}

  @Get()
  @Public({ token: 'ignored' })
  @Header('Cache-Control', 'no-store')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    const caller = {
      address: request.ip,
      isForwarded: request.app.get('trust proxy') === 0 && request.header('X-Forwarded-For') !== undefined,
      given: bearerIn(request.header('Authorization')),
    };
    const { isProduction } = this.app;
    if (!mayReadMetrics(caller, { token: this.telemetry.metricsToken, isProduction }))
      throw new NotFoundException();
    response.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
