import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { forgetExpiredCommands } from '../database/commands.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Schedule } from './job.decorators.js';

/** Forgets commands whose key need not be remembered any longer (PF-2). */
@Injectable()
export class CommandSweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @Schedule('commands.sweep', { everyMs: 3_600_000 })
  async sweep(): Promise<void> {
    await this.work.run((tx) => forgetExpiredCommands(tx, this.clock.now()));
  }
}
