import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import type { SessionReplayed } from '../../platform/auth/session.events.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { NoticeWriter, slotText } from '../notifications/index.js';
import { StaffService } from './staff.service.js';

/** Tells staff that a sign-in of theirs was ended because its token came back (ID-2). */
@Injectable()
export class StaffSessionNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly staff: StaffService,
    private readonly notices: NoticeWriter,
    private readonly app: AppConfig,
  ) {}

  @OnEvent<SessionReplayed>('session.replayed', { as: 'staff' })
  async replayed({ at, payload }: SessionReplayed): Promise<void> {
    if (payload.audience !== 'staff') return;
    await this.work.run(async (tx) => {
      const member = await this.staff.findWithin(tx, payload.principalId);
      if (!member?.isActive) return;
      await this.notices.write(tx, {
        to: { email: member.email, firstName: member.firstName },
        kind: 'security.session_revoked',
        about: payload.sessionId,
        values: (language) => ({ time: slotText(at, this.app.zone, language) }),
      });
    });
  }
}
