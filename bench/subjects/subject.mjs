import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const programs = { nexora: 'nexora.mjs', bare: 'bare.mjs' };

/** A server in a process of its own, spoken to over HTTP by the load and over IPC by whoever measures it. */
export class Subject {
  static #asked = 0;

  constructor(name, child, port) {
    this.name = name;
    this.child = child;
    this.port = port;
  }

  /**
   * @param name by which its figures are shown
   * @param program `nexora` or `bare`
   * @param folder where its output goes, to a file, as a service's does
   */
  static async start(name, { program, env, folder, nodeFlags = [] }) {
    const file = fileURLToPath(new URL(programs[program], import.meta.url));
    const output = openSync(join(folder, `${name.replaceAll(/\W+/g, '-')}.log`), 'a');
    const child = fork(file, [], {
      env: { PATH: process.env.PATH, TZ: 'UTC', ...env },
      execArgv: nodeFlags,
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (typeof first?.port !== 'number') throw new Error(`${name} did not start; see its log in ${folder}.`);
    return new Subject(name, child, first.port);
  }

  /** Microseconds of processor time used so far, by all threads. */
  async cpuUs() {
    return (await this.#ask('usage')).usage.cpuUs;
  }

  /** Bytes in use after a full collection. */
  async settledMemory() {
    return (await this.#ask('settled memory')).memory;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.send({ ask: 'end' });
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }

  #ask(ask) {
    const id = (Subject.#asked += 1);
    return new Promise((resolve, reject) => {
      const heard = (message) => {
        if (message.id !== id) return;
        settle();
        resolve(message);
      };
      const gone = () => {
        settle();
        reject(new Error(`${this.name} has ended.`));
      };
      const settle = () => {
        this.child.off('message', heard);
        this.child.off('exit', gone);
      };
      this.child.on('message', heard);
      this.child.on('exit', gone);
      this.child.send({ ask, id });
    });
  }
}
