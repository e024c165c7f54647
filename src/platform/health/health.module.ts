import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { MetricsController } from './metrics.controller.js';
import { QueueView } from './queue.view.js';

@Module({ controllers: [HealthController, MetricsController], providers: [HealthService, QueueView] })
export class HealthModule {}
