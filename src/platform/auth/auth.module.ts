import { Global, Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AppConfig, AuthConfig } from '../../config/sections.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AudienceGuard } from './audience.guard.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { Authenticator } from './authenticator.js';
import { ClaimedIdentity } from './claimed-identity.js';
import { EvenPace } from './even-pace.js';
import { GenuineTokens } from './genuine-tokens.js';
import { GuestBelongings } from './guest-belongings.js';
import { GuestSessions } from './guest-sessions.js';
import { IdentitySweep } from './identity-sweep.js';
import { OneTimeCodes } from './one-time-codes.js';
import { openSecrets } from './open-secrets.js';
import { OtpChallengesRepository } from './otp-challenges.repository.js';
import { PasswordCheck } from './password-check.js';
import { Passwords } from './passwords.js';
import { PermissionGuard } from './permission.guard.js';
import { Principals } from './principals.js';
import { Secrets } from './secrets.js';
import { PublicKeysController } from './public-keys.controller.js';
import { SessionFamilies } from './session-families.js';
import { SessionRefresh } from './session-refresh.js';
import { Sessions } from './sessions.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInCountersRepository } from './sign-in-counters.repository.js';
import { SigningKeys } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import { TokenController } from './token.controller.js';
import { Tokens } from './tokens.js';

const offered = [
  Secrets,
  SigningKeys,
  Tokens,
  Sessions,
  SessionRefresh,
  SessionFamilies,
  Principals,
  Passwords,
  PasswordCheck,
  Authenticator,
  OneTimeCodes,
  ClaimedIdentity,
  EvenPace,
  GenuineTokens,
  GuestBelongings,
  GuestSessions,
];

/** Tokens, sessions, passwords, and the three guards before every route of the application. */
@Global()
@Module({
  imports: [JwtModule.register({})],
  controllers: [PublicKeysController, TokenController],
  providers: [
    {
      provide: Secrets,
      inject: [AuthConfig, AppConfig],
      useFactory: openSecrets,
    },
    SigningKeys,
    SigningKeysRepository,
    Tokens,
    Sessions,
    SessionsRepository,
    SessionRefresh,
    SessionFamilies,
    Principals,
    Passwords,
    PasswordCheck,
    Authenticator,
    OneTimeCodes,
    OtpChallengesRepository,
    SignInCountersRepository,
    IdentitySweep,
    ClaimedIdentity,
    EvenPace,
    GenuineTokens,
    GuestBelongings,
    GuestSessions,
    AccessTokenStrategy,
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: AudienceGuard },
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: offered,
})
export class AuthModule implements OnApplicationBootstrap {
  constructor(private readonly keys: SigningKeys) {}

  /** A key that cannot be read (another ENCRYPTION_KEY) stops the start, not the first sign-in. */
  async onApplicationBootstrap(): Promise<void> {
    await this.keys.getCurrent();
  }
}
