import { CommandEntity } from '../src/platform/database/command.entity.js';
import type { Commands } from '../src/platform/database/commands.js';
import type { Reader, Tx } from '../src/platform/database/transaction.js';
import type { UnitOfWork } from '../src/platform/database/unit-of-work.js';

const principal = 'system:seed';
const name = 'seed';
const scope = `${principal}/${name}`;
const minuteMs = 60_000;
const centuryMs = 100 * 365 * 24 * 60 * 60_000;

const firstStep = 'begun';
const lastStep = 'finished';

/**
 * The steps of the seeding as commands: each is one transaction that is done once, whatever happened between. So a
 * run that was cut short is completed by the next, a finished one changes nothing, and what people have changed
 * since stays as they left it.
 */
export class SeedSteps {
  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: Commands,
  ) {}

  /**
   * @param act does the step with exactly one `UnitOfWork.run`, whose result has an `id`
   * @returns the id the step gave when it was done, now or before
   */
  async once(key: string, act: () => Promise<{ id: string }>): Promise<string> {
    const { result } = await this.commands.once<{ id: string }>({
      principal,
      name,
      key,
      input: key,
      keptMs: centuryMs,
      act,
      replay: (id) => Promise.resolve({ id }),
    });
    return result.id;
  }

  /** A step that only writes. */
  async write(key: string, act: (tx: Tx) => Promise<void>): Promise<void> {
    await this.once(key, () =>
      this.work.run(async (tx) => {
        await act(tx);
        return { id: key };
      }),
    );
  }

  /** The instant the demonstration is seen from: the full minute of `now` in the first run, and the same ever after. */
  async begin(now: Date): Promise<Date> {
    const seededAt = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs).toISOString();
    return new Date(await this.once(firstStep, () => this.work.run(() => Promise.resolve({ id: seededAt }))));
  }

  async finish(): Promise<void> {
    await this.write(lastStep, () => Promise.resolve());
  }
}

/** Whether the marketplace has been made, to its end. */
export async function isSeeded(work: UnitOfWork): Promise<boolean> {
  return work.read((reader) => reader.getRepository(CommandEntity).existsBy({ scope, key: lastStep }));
}

/** The instant the demonstration is seen from; null where none has been begun. */
export async function findSeededAt(reader: Reader): Promise<Date | null> {
  const begun = await reader.getRepository(CommandEntity).findOneBy({ scope, key: firstStep });
  return begun?.resultId ? new Date(begun.resultId) : null;
}
