import { Injectable } from '@nestjs/common';
import { ValidationFailed } from '../../kernel/errors.js';
import { CodeInvalid } from '../../platform/auth/auth.errors.js';
import { EvenPace } from '../../platform/auth/even-pace.js';
import { OneTimeCodes } from '../../platform/auth/one-time-codes.js';
import { otpLifeMs } from '../../platform/auth/otp.rule.js';
import { Principals } from '../../platform/auth/principals.js';
import { SessionRefresh } from '../../platform/auth/session-refresh.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { Tokens } from '../../platform/auth/tokens.js';
import type { TokenPair } from '../../platform/auth/tokens.js';
import type { Reader } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { noticeLanguage, NoticeWriter } from '../notifications/index.js';
import type { ProviderEntity } from '../providers/index.js';
import { mobileFault, parseMobile } from '../users/index.js';
import { ProviderPeopleRepository } from './provider-people.repository.js';

/** Providers sign in by a code sent to the telephone they were taken on with (ID-1), and by nothing else. */
@Injectable()
export class ProviderSignInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly people: ProviderPeopleRepository,
    private readonly codes: OneTimeCodes,
    private readonly notices: NoticeWriter,
    private readonly sessions: Sessions,
    private readonly sessionRefresh: SessionRefresh,
    private readonly tokens: Tokens,
    private readonly pace: EvenPace,
    principals: Principals,
  ) {
    principals.register('provider', async (reader, id) =>
      (await this.people.find(reader, id)) === null ? null : { permissions: new Set(), level: 0 },
    );
  }

  /**
   * Sends a code to the provider with this number, and says nothing about whether there is one.
   * @throws ValidationFailed when it is no mobile, CodesExhausted
   */
  requestCode(given: string): Promise<void> {
    const mobile = acceptedMobile(given);
    return this.pace.keep(() =>
      this.work.run(async (tx) => {
        const { challengeId, code, expiresAt } = await this.codes.issue(tx, doorOf(mobile));
        const provider = await this.people.findByMobile(tx, mobile);
        if (!provider) return;
        await this.notices.write(tx, {
          to: { mobile, language: noticeLanguage(provider.languages), firstName: provider.firstName },
          kind: 'auth.otp',
          about: challengeId,
          values: (language) => ({
            purpose: language === 'hi' ? 'साइन-इन' : 'signing in',
            minutes: String(otpLifeMs / 60_000),
          }),
          secret: { code },
          validUntil: expiresAt,
        });
      }),
    );
  }

  /** @throws CodeInvalid, ValidationFailed */
  async verifyCode(given: string, code: string, device: Device): Promise<TokenPair> {
    const mobile = acceptedMobile(given);
    const opened = await this.work.run(async (tx) => {
      if (!(await this.codes.redeem(tx, doorOf(mobile), code))) return null;
      const provider = await this.people.holdByMobile(tx, mobile);
      return provider && this.sessions.open(tx, { audience: 'provider', id: provider.id }, device);
    });
    if (!opened) throw new CodeInvalid();
    return this.tokens.pairFor(opened.session, opened.refreshToken);
  }

  /** The provider, if they still work with us. */
  findWithin(reader: Reader, id: string): Promise<ProviderEntity | null> {
    return this.people.find(reader, id);
  }

  /** @throws TokenInvalid, WrongAudience */
  refresh(refreshToken: string): Promise<TokenPair> {
    return this.sessionRefresh.refresh('provider', refreshToken);
  }
}

function doorOf(mobile: string) {
  return { audience: 'provider', purpose: 'login', mobile } as const;
}

function acceptedMobile(given: string): string {
  const mobile = parseMobile(given);
  if (mobile === null) throw new ValidationFailed([{ pointer: '/mobile', detail: mobileFault }]);
  return mobile;
}
