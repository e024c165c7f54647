import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { ValidationFailed } from '../../kernel/errors.js';
import type { FieldFault } from '../../kernel/errors.js';
import { PasswordCheck } from '../../platform/auth/password-check.js';
import { passwordFault } from '../../platform/auth/password-strength.js';
import { Passwords } from '../../platform/auth/passwords.js';
import { SessionRefresh } from '../../platform/auth/session-refresh.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { Tokens } from '../../platform/auth/tokens.js';
import type { TokenPair } from '../../platform/auth/tokens.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AccountLinksService } from './account-links.service.js';
import { parseIdentifier } from './identifier.js';
import { mobileFault, parseMobile } from './mobile.js';
import type { UserEntity } from './user.entity.js';
import { UserAlreadyExists } from './users.errors.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

export interface Registration {
  email: string;
  mobile: string;
  password: string;
  firstName: string;
  lastName?: string | null;
  referralCode?: string | null;
}

/** What else is to be done in the transaction that admits the customer; may be run again with it. */
export type Alongside = (tx: Tx, userId: string) => Promise<void>;

export interface SignedIn {
  user: UserEntity;
  tokens: TokenPair;
}

/** The ways a customer gets a session (ID-1). */
@Injectable()
export class CustomerSignInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly service: UsersService,
    private readonly links: AccountLinksService,
    private readonly passwords: Passwords,
    private readonly passwordCheck: PasswordCheck,
    private readonly sessions: Sessions,
    private readonly sessionRefresh: SessionRefresh,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a customer, signs them in and sends a link to prove their email.
   * @throws UserAlreadyExists, ValidationFailed
   */
  async register(given: Registration, device: Device, alongside?: Alongside): Promise<SignedIn> {
    const mobile = acceptedMobile(given);
    const email = given.email.toLowerCase();
    if (await this.work.read((reader) => this.users.isTaken(reader, { email, mobile })))
      throw new UserAlreadyExists();
    const passwordHash = await this.passwords.hash(given.password);
    const { user, opened } = await this.work.run(async (tx) => {
      const enrolled = await this.service.enrol(tx, { ...given, email, mobile, passwordHash });
      await this.links.send(tx, enrolled, 'email_verification');
      await alongside?.(tx, enrolled.id);
      return {
        user: enrolled,
        opened: await this.sessions.open(tx, { audience: 'customer', id: enrolled.id }, device),
      };
    });
    return { user, tokens: await this.tokens.pairFor(opened.session, opened.refreshToken) };
  }

  /** @throws InvalidCredentials, SignInLocked */
  async logIn(
    identifier: string,
    password: string,
    device: Device,
    alongside?: Alongside,
  ): Promise<SignedIn> {
    const parsed = parseIdentifier(identifier);
    const opened = await this.passwordCheck.admit(
      this.users,
      async (reader) => parsed && this.users.findByIdentifier(reader, parsed),
      password,
      async (tx, id) => {
        await this.users.recordLogin(tx, id, this.clock.now());
        await alongside?.(tx, id);
        return this.sessions.open(tx, { audience: 'customer', id }, device);
      },
      `customer:${parsed ? Object.values(parsed).join() : identifier.trim().toLowerCase()}`,
    );
    return {
      user: await this.service.getCustomer(opened.session.principalId),
      tokens: await this.tokens.pairFor(opened.session, opened.refreshToken),
    };
  }

  /** @throws TokenInvalid, WrongAudience */
  refresh(refreshToken: string): Promise<TokenPair> {
    return this.sessionRefresh.refresh('customer', refreshToken);
  }
}

/** The mobile in E.164, when it and the password are acceptable; every fault is told at once. */
function acceptedMobile({ mobile, password }: Registration): string {
  const parsed = parseMobile(mobile);
  const weakness = passwordFault(password);
  const faults: FieldFault[] = [
    ...(parsed === null ? [{ pointer: '/mobile', detail: mobileFault }] : []),
    ...(weakness === null ? [] : [{ pointer: '/password', detail: weakness }]),
  ];
  if (parsed === null || faults.length > 0) throw new ValidationFailed(faults);
  return parsed;
}
