import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The process that asks, kept through a whole run of the bench. */
export class Load {
  #child = fork(fileURLToPath(new URL('loader.mjs', import.meta.url)), [], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

  /**
   * Puts one subject under load and waits for the end of it.
   * @returns what was answered, and the microseconds of processor time the subject took for each answer
   */
  async apply(subject, order) {
    const before = await subject.cpuUs();
    this.#child.send({ ...order, port: subject.port });
    const [{ figures, fault }] = await once(this.#child, 'message');
    if (fault) throw new Error(`${subject.name}: ${fault}`);
    const cpuUs = ((await subject.cpuUs()) - before) / Math.max(1, figures.count);
    return { ...figures, cpuUs };
  }

  close() {
    this.#child.disconnect();
  }
}

/** @throws unless every answer had one of the statuses */
export function insist(figures, name, ...wanted) {
  const odd = Object.entries(figures.statuses).filter(([status]) => !wanted.includes(Number(status)));
  if (odd.length > 0 || figures.count === 0)
    throw new Error(`${name} was answered ${JSON.stringify(figures.statuses)}.`);
}
