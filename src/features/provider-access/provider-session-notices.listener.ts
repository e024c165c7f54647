import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import type { SessionReplayed } from '../../platform/auth/session.events.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { noticeLanguage, NoticeWriter, slotText } from '../notifications/index.js';
import { ProviderSignInService } from './provider-sign-in.service.js';

/** Tells providers that a sign-in of theirs was ended because its token came back (ID-2). */
@Injectable()
export class ProviderSessionNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly providers: ProviderSignInService,
    private readonly notices: NoticeWriter,
    private readonly app: AppConfig,
  ) {}

  @OnEvent<SessionReplayed>('session.replayed', { as: 'provider-access' })
  async replayed({ at, payload }: SessionReplayed): Promise<void> {
    if (payload.audience !== 'provider') return;
    await this.work.run(async (tx) => {
      const provider = await this.providers.findWithin(tx, payload.principalId);
      if (!provider) return;
      const { email, firstName, languages } = provider;
      await this.notices.write(tx, {
        to: { email, firstName, language: noticeLanguage(languages) },
        kind: 'security.session_revoked',
        about: payload.sessionId,
        values: (language) => ({ time: slotText(at, this.app.zone, language) }),
      });
    });
  }
}
