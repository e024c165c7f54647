import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { MysqlAddress } from '../../config/database-url.js';
import { DatabaseInUse } from './database-claim.js';
import type { DatabaseClaim } from './database-claim.js';
import { lockName } from './mysql.js';

/** A session that says nothing for so long is ended by the server: the machine of its process is gone. */
const silenceSeconds = 60;
const answerMs = 5_000;
/** A process that was killed a moment ago may still have its session. */
const handoverSeconds = 2;

/** How the claim is kept; shorter in tests. */
export interface ClaimPace {
  /** How often the session is heard, and a lost one is opened again. */
  everyMs: number;
  /** For how long somebody else's lock may be what an own session left behind on the server. */
  doubtMs: number;
}

const usualPace: ClaimPace = { everyMs: 10_000, doubtMs: 2 * silenceSeconds * 1_000 };

/**
 * The claim of the only process on a MySQL database, for when there is no Redis to share: a named lock that belongs
 * to a session of its own. While the server is away the lock is nobody's. It is taken again when the server is back;
 * should another process have been quicker, the claim is lost.
 */
export class MysqlClaim implements DatabaseClaim {
  readonly lost: Promise<DatabaseInUse>;
  private tellLost: (fault: DatabaseInUse) => void = () => undefined;
  private readonly over = new AbortController();

  private constructor(
    private readonly address: MysqlAddress,
    private session: Connection | null,
    private readonly pace: ClaimPace,
  ) {
    this.lost = new Promise((resolve) => (this.tellLost = resolve));
    void this.keep();
  }

  /** @throws DatabaseInUse, and whatever the driver says of a server that cannot be reached */
  static async take(address: MysqlAddress, pace: ClaimPace = usualPace): Promise<MysqlClaim> {
    const session = await sessionWithLock(address);
    if (!session) throw DatabaseInUse.onServer(address.database);
    return new MysqlClaim(address, session, pace);
  }

  async release(): Promise<void> {
    this.over.abort();
    const session = this.session;
    this.session = null;
    await session?.end();
  }

  /** It must not keep the process alive, and never rejects. */
  private async keep(): Promise<void> {
    let heardAt = performance.now();
    while (await this.waits()) {
      if (this.session && (await answers(this.session))) {
        heardAt = performance.now();
        continue;
      }
      this.session?.destroy();
      this.session = null;
      const again = await sessionWithLock(this.address).catch(() => 'away' as const);
      if (this.over.signal.aborted) {
        if (again && again !== 'away') again.destroy();
        return;
      }
      if (again === 'away') heardAt = performance.now();
      else if (again) this.session = again;
      else if (performance.now() - heardAt > this.pace.doubtMs)
        return this.tellLost(DatabaseInUse.onServer(this.address.database));
    }
  }

  private async waits(): Promise<boolean> {
    await pause(this.pace.everyMs, undefined, { ref: false, signal: this.over.signal }).catch(
      () => undefined,
    );
    return !this.over.signal.aborted;
  }
}

/** @returns null when the lock is another session's */
async function sessionWithLock({
  host,
  port,
  username,
  password,
  database,
  tls,
}: MysqlAddress): Promise<Connection | null> {
  const session = await createConnection({
    ...{ host, port, user: username, password, database },
    ...(tls && { ssl: {} }),
    connectTimeout: answerMs,
  });
  // Without a listener the driver's word of a lost connection would end the process; `answers` finds it out.
  session.on('error', () => undefined);
  try {
    await session.query(`SET SESSION wait_timeout = ${silenceSeconds}`);
    const [[row]] = await session.query<(RowDataPacket & { taken: number | null })[]>(
      'SELECT GET_LOCK(?, ?) AS taken',
      [lockName('serve', database), handoverSeconds],
    );
    if (Number(row?.taken) === 1) return session;
  } catch (fault) {
    session.destroy();
    throw fault;
  }
  session.destroy();
  return null;
}

async function answers(session: Connection): Promise<boolean> {
  try {
    await session.query({ sql: 'DO 0', timeout: answerMs });
    return true;
  } catch {
    return false;
  }
}
