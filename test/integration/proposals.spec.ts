import { FixedClock } from '../../src/kernel/clock.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { entities } from '../../src/entities.js';
import { migrations } from '../../migrations/index.js';
import { ProposalsRepository } from '../../src/features/agents/proposals.repository.js';
import { ProposalNotLive, ProposalsService } from '../../src/features/agents/proposals.service.js';
import { ChatRepository, blankThread } from '../../src/features/chat/index.js';
import { Commands } from '../../src/platform/database/commands.js';
import { openTestDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';

const asha: Actor = { kind: 'customer', id: newId(), channel: 'chat' };
const ravi: Actor = { kind: 'customer', id: newId(), channel: 'chat' };

describe('a proposal', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let proposals: ProposalsService;
  let threadId: string;
  let effects: string[];

  beforeEach(async () => {
    database = await openTestDatabase({ entities, migrations });
    clock = new FixedClock('2026-11-21T06:00:00Z');
    proposals = new ProposalsService(
      database.work,
      new ProposalsRepository(),
      new Commands(database.work, clock),
      clock,
    );
    const thread = blankThread(asha, 'AC repair', 'app', clock.now());
    threadId = thread.id;
    effects = [];
    await database.work.run((tx) => new ChatRepository().insertThread(tx, thread));
  });
  afterEach(() => database.close());

  const prepare = (argument = 'book it') =>
    proposals.prepare(asha, {
      threadId,
      turnId: newId(),
      tool: 'bookings.create',
      arguments: { argument },
      details: {},
      amountPaise: 83_500,
    });
  const commit = (actor: Actor, id: string, tool = 'bookings.create') =>
    proposals.commit(
      actor,
      { id, tool },
      async (_tx, proposal) => {
        effects.push(String(proposal.arguments['argument']));
        return { id: newId() };
      },
      async (resultId) => ({ id: resultId }),
    );

  it('is carried out once, with what was shown, however often and from wherever yes is said', async () => {
    const { id } = await prepare();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => commit(asha, id)));
    expect(effects).toEqual(['book it']);
    expect(new Set(outcomes.map(({ result }) => result.id)).size).toBe(1);
    expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('is remembered after it ran out: a late second yes gets the first result', async () => {
    const { id } = await prepare();
    const first = await commit(asha, id);
    clock.advance(3_600_000);
    expect(await commit(asha, id)).toEqual({ result: first.result, replayed: true });
    expect(effects).toHaveLength(1);
  });

  it('is refused to anybody else, for another tool, and where there is none', async () => {
    const { id } = await prepare();
    await expect(commit(ravi, id)).rejects.toThrow(ProposalNotLive);
    await expect(commit(asha, id, 'bookings.cancel')).rejects.toThrow(ProposalNotLive);
    await expect(commit(asha, newId())).rejects.toThrow(ProposalNotLive);
    expect(effects).toEqual([]);
  });

  it('runs out after five minutes', async () => {
    const { id } = await prepare();
    clock.advance(5 * 60_000);
    await expect(commit(asha, id)).rejects.toThrow(ProposalNotLive);
    expect(await proposals.findLive(asha, id)).toBeNull();
  });

  it('gives way to the next one, and to a no', async () => {
    const first = await prepare('at 11');
    const second = await prepare('at 4');
    await expect(commit(asha, first.id)).rejects.toThrow(ProposalNotLive);
    await proposals.withdraw(threadId);
    await expect(commit(asha, second.id)).rejects.toThrow(ProposalNotLive);
    expect(effects).toEqual([]);
  });

  it('can be tried again when carrying it out was refused', async () => {
    const { id } = await prepare();
    const refused = proposals.commit(
      asha,
      { id, tool: 'bookings.create' },
      () => Promise.reject(new Error('slot taken')),
      async (resultId) => ({ id: resultId }),
    );
    await expect(refused).rejects.toThrow('slot taken');
    expect((await commit(asha, id)).replayed).toBe(false);
  });
});
