import type { Commands } from '../src/platform/database/commands.js';
import type { Tx } from '../src/platform/database/transaction.js';
import type { UnitOfWork } from '../src/platform/database/unit-of-work.js';

const centuryMs = 100 * 365 * 24 * 60 * 60_000;

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
  async once(name: string, act: () => Promise<{ id: string }>): Promise<string> {
    const { result } = await this.commands.once<{ id: string }>({
      principal: 'system:seed',
      name: 'seed',
      key: name,
      input: name,
      keptMs: centuryMs,
      act,
      replay: (id) => Promise.resolve({ id }),
    });
    return result.id;
  }

  /** A step that only writes. */
  async write(name: string, act: (tx: Tx) => Promise<void>): Promise<void> {
    await this.once(name, () =>
      this.work.run(async (tx) => {
        await act(tx);
        return { id: name };
      }),
    );
  }
}
