import { Client } from '../client.mjs';
import { insist } from '../load/load.mjs';
import { wireRequest } from '../load/request.mjs';
import { spread, takeTurns } from '../measure.mjs';

const users = 10;

/** What people say, in three languages, up to a proposal and its refusal; the thread is then as it was. */
export const conversation = [
  'hello',
  'what can you do?',
  'how much is ac repair in 560001?',
  'mera nal tapak raha hai',
  'is somebody free tomorrow for bathroom cleaning in 560001?',
  'show my bookings',
  'book ac repair tomorrow at 4pm, 12, 5th Cross, MG Road, 560001',
  'split ac',
  'no, leave it',
  'मुझे बाथरूम की सफाई करवानी है',
  'forget it',
  'thanks',
];

/** Registers so many people, each with a thread of their own, and gives what each of them says, over and over. */
export async function talkers(subject, count) {
  const client = new Client(subject);
  const scripts = [];
  for (let number = 0; number < count; number += 1) {
    const token = await client.newCustomer(number);
    const { threadId } = await client.call('POST', '/chat/message', { token, body: { message: 'hello' } });
    const say = (message) => wireRequest('POST', '/chat/message', { token, body: { message, threadId } });
    const begin = number % conversation.length;
    scripts.push([...conversation.slice(begin), ...conversation.slice(0, begin)].map(say));
  }
  return scripts;
}

const paces = [
  { label: 'a message every quarter of a second', thinkMs: 250, aimMs: 25 },
  { label: 'the next message at once', thinkMs: 0, aimMs: 25 },
];

export const chat = {
  name: 'chat',
  title: `POST /chat/message, ${users} people at once, SQLite`,
  async run(bench) {
    const subject = await bench.start('Nexora, SQLite', {
      env: { ...bench.market.sqlite(), BENCH_JOBS: 'on' },
    });
    const scripts = await talkers(subject, users);
    const runs = await takeTurns({
      subjects: paces.map(({ label, thinkMs }) => ({ name: label, subject, thinkMs })),
      rounds: bench.rounds,
      load: { apply: ({ subject: of, thinkMs }, order) => bench.load.apply(of, { ...order, thinkMs }) },
      orderFor: () => ({ scripts, connections: users, durationMs: 2 * bench.roundMs }),
      warmUp: () => ({ scripts, connections: users, count: 500 }),
      check: (figures, { name }) => insist(figures, name, 200),
    });
    return {
      latencies: paces.map(({ label, aimMs }) => ({
        name: label,
        aimMs,
        perSecond: spread(runs.get(label).map(({ perSecond }) => perSecond)).median,
        p50Ms: spread(runs.get(label).map(({ p50Ms }) => p50Ms)),
        p95Ms: spread(runs.get(label).map(({ p95Ms }) => p95Ms)),
        cpuUs: spread(runs.get(label).map(({ cpuUs }) => cpuUs)).median,
      })),
    };
  },
};
