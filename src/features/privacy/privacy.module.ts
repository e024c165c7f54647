import { Module } from '@nestjs/common';
import { UsersModule } from '../users/index.js';
import { ConsentsRepository } from './consents.repository.js';
import { ConsentsService } from './consents.service.js';
import { ErasureRequestsRepository } from './erasure-requests.repository.js';
import { ErasureService } from './erasure.service.js';
import { ExportService } from './export.service.js';
import { PersonalRowsRepository } from './personal-rows.repository.js';
import { PrivacyController } from './privacy.controller.js';
import { RetentionService } from './retention.service.js';

@Module({
  imports: [UsersModule],
  controllers: [PrivacyController],
  providers: [
    ConsentsService,
    ConsentsRepository,
    ErasureService,
    ErasureRequestsRepository,
    ExportService,
    PersonalRowsRepository,
    RetentionService,
  ],
  exports: [ConsentsService],
})
export class PrivacyModule {}
