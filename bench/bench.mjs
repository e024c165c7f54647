import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Load } from './load/load.mjs';
import { Market } from './market.mjs';
import { Subject } from './subjects/subject.mjs';

/** What scenarios are made with: databases, subjects and load, all of them gone when the bench is closed. */
export class Bench {
  #subjects = [];

  constructor({ rounds, roundMs }) {
    this.rounds = rounds;
    this.roundMs = roundMs;
    this.folder = mkdtempSync(join(tmpdir(), 'nexora-bench-'));
    this.market = new Market(this.folder);
    this.load = new Load();
  }

  async start(name, { program = 'nexora', env, nodeFlags }) {
    const subject = await Subject.start(name, { program, env, nodeFlags, folder: this.folder });
    this.#subjects.push(subject);
    return subject;
  }

  async stopSubjects() {
    for (const subject of this.#subjects.splice(0)) await subject.stop();
  }

  async close() {
    await this.stopSubjects();
    await this.market.close();
    this.load.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
