import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { NotificationTemplates } from '../features/notifications/index.js';
import { RolesService } from '../features/staff/index.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** What the program itself brings to every database: roles and permissions, and the wordings of notices. */
@Injectable()
export class ReferenceData implements OnApplicationBootstrap {
  constructor(
    private readonly work: UnitOfWork,
    private readonly roles: RolesService,
    private readonly templates: NotificationTemplates,
  ) {}

  /** Adds what a new release has brought; what is there already stays as it is. */
  async onApplicationBootstrap(): Promise<void> {
    await this.work.run(async (tx) => {
      await this.roles.ensureRoles(tx);
      await this.templates.ensure(tx);
    });
  }
}
