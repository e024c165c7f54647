import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Schedule } from '../jobs/job.decorators.js';
import { OtpChallengesRepository } from './otp-challenges.repository.js';
import { otpMemoryMs } from './otp.rule.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInCountersRepository } from './sign-in-counters.repository.js';
import { SigningKeys } from './signing-keys.js';

const dayMs = 86_400_000;
/** For how long a session that has run out is kept, for whoever asks what happened. */
const expiredSessionsKeptMs = 7 * dayMs;
const idleCountersKeptMs = 30 * dayMs;
const batch = 1_000;

/** Forgets what nobody can sign in with any more: old sessions with their tokens, codes, counts, retired keys. */
@Injectable()
export class IdentitySweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsRepository,
    private readonly challenges: OtpChallengesRepository,
    private readonly counters: SignInCountersRepository,
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  @Schedule('identity.sweep', { everyMs: 600_000 })
  async sweep(): Promise<void> {
    const ago = (ms: number) => new Date(this.clock.now().getTime() - ms);
    await this.work.run(async (tx) => {
      await this.sessions.deleteExpiredBefore(tx, ago(expiredSessionsKeptMs), batch);
      await this.challenges.deleteMadeBefore(tx, ago(2 * otpMemoryMs));
      await this.counters.deleteIdleSince(tx, ago(idleCountersKeptMs));
      await this.keys.deleteRetired(tx);
    });
  }
}
