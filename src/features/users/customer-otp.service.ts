import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { CodeInvalid } from '../../platform/auth/auth.errors.js';
import { EvenPace } from '../../platform/auth/even-pace.js';
import { OneTimeCodes } from '../../platform/auth/one-time-codes.js';
import { otpLifeMs } from '../../platform/auth/otp.rule.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { Tokens } from '../../platform/auth/tokens.js';
import type { TokenPair } from '../../platform/auth/tokens.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NoticeWriter } from '../notifications/index.js';
import { mobileFault, parseMobile } from './mobile.js';
import { UsersRepository } from './users.repository.js';

/** What a customer's code may be for. Each lets them in; the second is asked for to prove the number. */
export const otpPurposes = ['login', 'verify_mobile'] as const;
export type OtpPurpose = (typeof otpPurposes)[number];

const purposeWords: Readonly<Record<OtpPurpose, { en: string; hi: string }>> = {
  login: { en: 'signing in', hi: 'साइन-इन' },
  verify_mobile: { en: 'confirming your number', hi: 'नंबर की पुष्टि' },
};

export interface OtpAttempt {
  mobile: string;
  code: string;
  purpose: OtpPurpose;
}

/** Customers sign in by a code sent to their telephone (ID-1). A number without an account is given none by it. */
@Injectable()
export class CustomerOtpService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly codes: OneTimeCodes,
    private readonly notices: NoticeWriter,
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
    private readonly pace: EvenPace,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a code to the customer with this number, and says nothing about whether there is one.
   * @throws ValidationFailed when it is no mobile, CodesExhausted
   */
  request(given: string, purpose: OtpPurpose): Promise<void> {
    const mobile = acceptedMobile(given);
    return this.pace.keep(() =>
      this.work.run(async (tx) => {
        const { challengeId, code, expiresAt } = await this.codes.issue(tx, doorOf(mobile, purpose));
        const user = await this.users.findByIdentifier(tx, { mobile });
        if (!user?.isActive) return;
        await this.notices.write(tx, {
          to: { mobile, language: user.language, firstName: user.firstName },
          kind: 'auth.otp',
          about: challengeId,
          values: (language) => ({
            purpose: purposeWords[purpose][language === 'hi' ? 'hi' : 'en'],
            minutes: String(otpLifeMs / 60_000),
          }),
          secret: { code },
          validUntil: expiresAt,
        });
      }),
    );
  }

  /** Lets a customer in, and takes the number for proven. @throws CodeInvalid, ValidationFailed */
  async verify({ mobile: given, code, purpose }: OtpAttempt, device: Device): Promise<TokenPair> {
    const mobile = acceptedMobile(given);
    const opened = await this.work.run(async (tx) => {
      if (!(await this.codes.redeem(tx, doorOf(mobile, purpose), code))) return null;
      const found = await this.users.findByIdentifier(tx, { mobile });
      if (!found) return null;
      await this.users.hold(tx, found.id);
      const user = await this.users.find(tx, found.id);
      if (!user?.isActive || user.mobile !== mobile) return null;
      const now = this.clock.now();
      await this.users.change(tx, user.id, {
        lastLoginAt: now,
        mobileVerifiedAt: user.mobileVerifiedAt ?? now,
      });
      return this.sessions.open(tx, { audience: 'customer', id: user.id }, device);
    });
    if (!opened) throw new CodeInvalid();
    return this.tokens.pairFor(opened.session, opened.refreshToken);
  }
}

function doorOf(mobile: string, purpose: OtpPurpose) {
  return { audience: 'customer', purpose, mobile } as const;
}

function acceptedMobile(given: string): string {
  const mobile = parseMobile(given);
  if (mobile === null) throw new ValidationFailed([{ pointer: '/mobile', detail: mobileFault }]);
  return mobile;
}
