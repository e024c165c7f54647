import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { hashOfToken } from './refresh-chain.js';
import { SessionsRepository } from './sessions.repository.js';

/** Tells which session a refresh token belongs to, without judging the token. */
@Injectable()
export class SessionFamilies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsRepository,
  ) {}

  /** @returns the session's id; null for a token that is no link of any session's chain. */
  async findFamily(token: string): Promise<string | null> {
    const link = await this.work.read((reader) => this.sessions.findToken(reader, hashOfToken(token)));
    return link?.sessionId ?? null;
  }
}
