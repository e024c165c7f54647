import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { For, Public } from '../auth/decorators.js';
import { HealthService } from './health.service.js';

/** For load balancers and supervisors; at the root, outside /api/v1 (PF-8). */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Public()
  cheap(): { status: 'ok'; uptimeSeconds: number } {
    return { status: 'ok', uptimeSeconds: Math.floor(this.health.uptimeSeconds()) };
  }

  @Get('live')
  @Public()
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @HttpCode(200)
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const readiness = await this.health.publicReadiness();
    if (readiness.status === 'unavailable') response.status(503);
    return readiness;
  }

  @Get('detailed')
  @For('staff')
  detailed(): Promise<object> {
    return this.health.detail();
  }
}
