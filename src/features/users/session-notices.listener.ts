import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import type { SessionReplayed } from '../../platform/auth/session.events.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { NoticeWriter, slotText } from '../notifications/index.js';

/** Tells customers that a sign-in of theirs was ended because its token came back (ID-2). */
@Injectable()
export class SessionNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notices: NoticeWriter,
    private readonly app: AppConfig,
  ) {}

  @OnEvent<SessionReplayed>('session.replayed', { as: 'users' })
  async replayed({ at, payload }: SessionReplayed): Promise<void> {
    if (payload.audience !== 'customer') return;
    await this.work.run((tx) =>
      this.notices.write(tx, {
        userId: payload.principalId,
        kind: 'security.session_revoked',
        about: payload.sessionId,
        values: (language) => ({ time: slotText(at, this.app.zone, language) }),
      }),
    );
  }
}
