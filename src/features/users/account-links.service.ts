import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LinksConfig } from '../../config/outside-sections.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { CodeInvalid } from '../../platform/auth/auth.errors.js';
import { ClaimedIdentity } from '../../platform/auth/claimed-identity.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { NoticeWriter } from '../notifications/index.js';
import type { NoticeKind } from '../notifications/index.js';
import { isLinkOpen, linkMemoryMs, linkMinutes, maySendLink } from './account-link.rule.js';
import type { LinkPurpose } from './account-link.rule.js';
import { AccountLinksRepository } from './account-links.repository.js';
import type { UserEntity } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

const prefix = 'nxl_';

const letters: Readonly<Record<LinkPurpose, { kind: NoticeKind; path: string }>> = {
  email_verification: { kind: 'auth.email_verification', path: '/verify-email' },
  password_reset: { kind: 'auth.password_reset', path: '/reset-password' },
};

/** What the address of a link is named under. */
const linkPurpose = 'account-link';

/** Links that prove an email address is somebody's: each works once, for the address it was sent to. */
@Injectable()
export class AccountLinksService {
  constructor(
    private readonly rows: AccountLinksRepository,
    private readonly users: UsersRepository,
    private readonly notices: NoticeWriter,
    private readonly claimed: ClaimedIdentity,
    private readonly links: LinksConfig,
    private readonly clock: Clock,
  ) {}

  /** Sends a link, within the act that calls for it; one too many (ID-1) is left out, and nobody is told. */
  async send(tx: Tx, user: Pick<UserEntity, 'id' | 'email'>, purpose: LinkPurpose): Promise<void> {
    if (user.email === null) return;
    await this.users.hold(tx, user.id);
    const now = this.clock.now();
    const since = new Date(now.getTime() - linkMemoryMs);
    if (!maySendLink(await this.rows.listSentAt(tx, user.id, purpose, since), now)) return;
    const token = prefix + randomBytes(32).toString('base64url');
    const minutes = linkMinutes[purpose];
    const link = {
      id: newId(),
      userId: user.id,
      purpose,
      tokenHash: hashOf(token),
      addressKey: this.claimed.keyOf(linkPurpose, user.email),
      createdAt: now,
      expiresAt: new Date(now.getTime() + minutes * 60_000),
      usedAt: null,
    };
    await this.rows.add(tx, link);
    const { kind, path } = letters[purpose];
    await this.notices.write(tx, {
      userId: user.id,
      kind,
      about: link.id,
      values: () => ({ minutes: String(minutes) }),
      secret: { link: `${this.links.appUrl}${path}?token=${token}` },
      validUntil: link.expiresAt,
    });
  }

  /**
   * Uses a link up, and all others of its kind that the person has. The race: the person's row is held, so that of
   * many requests with one link exactly one gets through.
   * @returns the customer, whose row is held
   * @throws CodeInvalid when it is used, too old, for something else, or was sent to an address they no longer have
   */
  async redeem(tx: Tx, token: string, purpose: LinkPurpose): Promise<UserEntity> {
    const now = this.clock.now();
    const found = await this.rows.find(tx, hashOf(token), purpose);
    if (!found) throw new CodeInvalid();
    await this.users.hold(tx, found.userId);
    const link = await this.rows.find(tx, found.tokenHash, purpose);
    const user = await this.users.find(tx, found.userId);
    if (!link || !isLinkOpen(link, now) || !user?.isActive || user.email === null) throw new CodeInvalid();
    if (!this.claimed.keysOf(linkPurpose, user.email).includes(link.addressKey)) throw new CodeInvalid();
    await this.rows.useAll(tx, user.id, purpose, now);
    return user;
  }

  /** Whether a link would be taken now, told without using it. */
  async isOpen(reader: Reader, token: string, purpose: LinkPurpose): Promise<boolean> {
    const link = await this.rows.find(reader, hashOf(token), purpose);
    return link !== null && isLinkOpen(link, this.clock.now());
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
