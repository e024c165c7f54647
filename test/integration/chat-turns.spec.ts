import { FixedClock } from '../../src/kernel/clock.js';
import type { Actor } from '../../src/kernel/actor.js';
import { NotFound } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { entities } from '../../src/entities.js';
import { migrations } from '../../migrations/index.js';
import { GuestThreads } from '../../src/features/chat/guest-threads.js';
import { GuestBelongings } from '../../src/platform/auth/guest-belongings.js';
import { GuestSessions } from '../../src/platform/auth/guest-sessions.js';
import { Sessions } from '../../src/platform/auth/sessions.js';
import { SessionsRepository } from '../../src/platform/auth/sessions.repository.js';
import { Configuration } from '../../src/config/configuration.js';
import { AuthConfig } from '../../src/config/sections.js';
import { ChatRepository, ChatService, TurnHandler } from '../../src/features/chat/index.js';
import type { TurnOutcome, TurnRequest } from '../../src/features/chat/index.js';
import { CommandKeyReused } from '../../src/platform/database/commands.js';
import { createLog } from '../../src/platform/telemetry/log.js';
import { openTestDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';

const asha: Actor = { kind: 'customer', id: newId(), channel: 'rest' };
const ravi: Actor = { kind: 'customer', id: newId(), channel: 'rest' };

/** Repeats what it hears, counts in the dialog, and does what `before` says first. */
class Echo extends TurnHandler {
  readonly heard: TurnRequest[] = [];
  before: (request: TurnRequest) => Promise<void> = async () => undefined;

  async handle(request: TurnRequest): Promise<TurnOutcome> {
    this.heard.push(request);
    await this.before(request);
    const turns = ((request.dialog as { turns?: number } | null)?.turns ?? 0) + 1;
    return {
      answer: {
        reply: `${turns}: ${request.message}`,
        language: 'en',
        intents: [],
        method: 'context',
        agent: 'echo',
        awaiting: null,
        options: [],
        proposal: null,
        action: null,
        citations: [],
        grounding: null,
        suggestions: [],
        handoff: false,
      },
      dialog: { turns },
      entities: {},
      sentiment: 0,
      steps: [],
    };
  }

  warmUp(): Promise<void> {
    return Promise.resolve();
  }
}

const dies = () => new Promise<never>(() => undefined);

describe('a turn of a chat', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let echo: Echo;
  let chat: ChatService;
  let guests: GuestThreads;
  let sessions: GuestSessions;
  let belongings: GuestBelongings;
  const log = createLog('silent');
  const repository = new ChatRepository();

  beforeEach(async () => {
    database = await openTestDatabase({ entities, migrations });
    clock = new FixedClock('2026-11-21T06:00:00Z');
    echo = new Echo();
    const auth = Configuration.read({ NODE_ENV: 'test', DATA_DIR: '.' }).of(AuthConfig);
    const rows = new SessionsRepository();
    sessions = new GuestSessions(
      database.work,
      new Sessions(database.work, rows, auth, clock),
      rows,
      auth,
      clock,
    );
    belongings = new GuestBelongings();
    guests = new GuestThreads(repository, sessions, belongings);
    guests.onModuleInit();
    chat = new ChatService(database.work, repository, echo, guests, clock, log);
  });
  afterEach(() => database.close());

  const messages = (threadId: string) =>
    database.work.read((reader) => repository.listMessages(reader, threadId, 0, 100));

  it('keeps the message, the answer and the dialog, and the next turn goes on from there', async () => {
    const first = await chat.say(asha, { message: 'hello' });
    const second = await chat.say(asha, { message: 'again', threadId: first.threadId });
    expect(second.answer.reply).toBe('2: again');
    expect(
      (await messages(first.threadId)).map(({ sequence, role, content }) => [sequence, role, content]),
    ).toEqual([
      [1, 'user', 'hello'],
      [2, 'assistant', '1: hello'],
      [3, 'user', 'again'],
      [4, 'assistant', '2: again'],
    ]);
  });

  it('goes on from the same place in another process', async () => {
    const { threadId } = await chat.say(asha, { message: 'hello' });
    const elsewhere = new ChatService(database.work, repository, new Echo(), guests, clock, log);
    expect((await elsewhere.say(asha, { message: 'again', threadId })).answer.reply).toBe('2: again');
  });

  it('never interleaves with another of its thread', async () => {
    echo.before = () => new Promise((resolve) => setTimeout(resolve, 5));
    const { threadId } = await chat.say(asha, { message: 'first' });
    await Promise.all(['a', 'b', 'c', 'd'].map((message) => chat.say(asha, { message, threadId })));
    const rows = await messages(threadId);
    expect(rows.map(({ role }) => role)).toEqual(
      Array.from({ length: 10 }, (_, at) => (at % 2 ? 'assistant' : 'user')),
    );
    rows.forEach((row, at) => {
      if (row.role === 'assistant')
        expect(row.content).toBe(`${(at + 1) / 2}: ${rows[at - 1]?.content ?? ''}`);
    });
  });

  it('is named by its key: a repeat gets the same answer, other words are refused', async () => {
    const first = await chat.say(asha, { message: 'hello', key: 'k1' });
    const repeats = await Promise.all([1, 2, 3].map(() => chat.say(asha, { message: 'hello', key: 'k1' })));
    expect(repeats.every(({ turnId, replayed }) => turnId === first.turnId && replayed)).toBe(true);
    expect(echo.heard).toHaveLength(1);
    await expect(chat.say(asha, { message: 'other', key: 'k1' })).rejects.toThrow(CommandKeyReused);
    expect((await chat.say(ravi, { message: 'other', key: 'k1' })).replayed).toBe(false);
  });

  it('of one key, sent many times at once, is answered once', async () => {
    echo.before = () => new Promise((resolve) => setTimeout(resolve, 5));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => chat.say(asha, { message: 'hello', key: 'k' })),
    );
    expect(new Set(answers.map(({ turnId }) => turnId)).size).toBe(1);
    expect(echo.heard).toHaveLength(1);
  });

  it('does not exist for anybody else', async () => {
    const { threadId } = await chat.say(asha, { message: 'hello' });
    await expect(chat.say(ravi, { message: 'let me in', threadId })).rejects.toThrow(NotFound);
  });

  it('left by a crash is taken up once, with the time at which the message was sent', async () => {
    echo.before = dies;
    void chat.say(asha, { message: 'tomorrow at 11' });
    await until(() => echo.heard.length === 1);
    clock.advance(60_000);
    const restarted = new Echo();
    const after = new ChatService(database.work, repository, restarted, guests, clock, log);
    expect(await after.recover(() => asha)).toBe(1);
    expect(restarted.heard[0]).toMatchObject({
      message: 'tomorrow at 11',
      at: new Date('2026-11-21T06:00:00Z'),
    });
    const threadId = echo.heard[0]?.threadId ?? '';
    expect((await messages(threadId)).map(({ content }) => content)).toEqual([
      'tomorrow at 11',
      '1: tomorrow at 11',
    ]);
    expect(await after.recover(() => asha)).toBe(0);
  });

  it('that crashes twice is given up, and the thread goes on', async () => {
    echo.before = dies;
    void chat.say(asha, { message: 'poison' });
    await until(() => echo.heard.length === 1);
    const threadId = echo.heard[0]?.threadId ?? '';
    clock.advance(60_000);
    const second = new Echo();
    second.before = dies;
    void new ChatService(database.work, repository, second, guests, clock, log).recover(() => asha);
    await until(() => second.heard.length === 1);
    clock.advance(60_000);
    const third = new ChatService(database.work, repository, new Echo(), guests, clock, log);
    expect(await third.recover(() => asha)).toBe(1);
    expect(await third.recover(() => asha)).toBe(0);
    expect((await third.say(asha, { message: 'hello?', threadId })).answer.reply).toBe('1: hello?');
  });

  it('whose handler lost its lease writes nothing over the one that took over', async () => {
    let wake: () => void = () => undefined;
    echo.before = () => new Promise((resolve) => (wake = () => resolve()));
    const late = chat.say(asha, { message: 'slow' });
    await until(() => echo.heard.length === 1);
    clock.advance(60_000);
    await new ChatService(database.work, repository, new Echo(), guests, clock, log).recover(() => asha);
    wake();
    await expect(late).rejects.toMatchObject({ code: 'chat.turn_interrupted' });
    expect(await messages(echo.heard[0]?.threadId ?? '')).toHaveLength(2);
  });

  describe('of a guest (ID-7)', () => {
    const customerId = newId();
    const device = { userAgent: null, ip: null };
    let guest: Actor;

    beforeEach(async () => {
      const id = newId();
      guest = { kind: 'guest', id, sessionId: id, channel: 'rest' };
      await database.work.run((tx) => sessions.open(tx, id, device));
    });

    const convert = () => database.work.run((tx) => belongings.move(tx, guest.id, customerId));
    const asCustomer: Actor = { kind: 'customer', id: customerId, channel: 'rest' };

    it("that is being answered when they sign in is answered in the customer's thread", async () => {
      echo.before = async () => {
        await convert();
      };
      const { threadId, answer } = await chat.say(guest, { message: 'hello' });
      expect(answer.reply).toBe('1: hello');
      expect((await messages(threadId)).map(({ role }) => role)).toEqual(['user', 'assistant']);
      echo.before = async () => undefined;
      expect((await chat.say(asCustomer, { message: 'and now', threadId })).answer.reply).toBe('2: and now');
      await expect(chat.say(guest, { message: 'still me', threadId })).rejects.toThrow(NotFound);
    });

    it("keeps its key from standing in the way of the customer's own of that name", async () => {
      const key = 'one';
      const own = await chat.say(asCustomer, { message: 'mine', key });
      const brought = await chat.say(guest, { message: 'brought', key });
      await convert();
      expect((await chat.say(asCustomer, { message: 'mine', key })).turnId).toBe(own.turnId);
      expect(await messages(brought.threadId)).toHaveLength(2);
    });

    it('is not begun in a new thread once their session has ended', async () => {
      await database.work.run((tx) => sessions.end(tx, guest.id, 'converted'));
      await expect(chat.say(guest, { message: 'too late' })).rejects.toMatchObject({
        code: 'auth.invalid_token',
      });
    });
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
}
