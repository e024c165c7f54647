import { SeededRandom } from '../../seeds/seeded-random.js';
import type {
  CustomerName,
  CustomerStep,
  Deed,
  Program,
  ProviderStep,
  SystemStep,
  Thread,
  Time,
} from './program.js';

const booked = (by: CustomerName, time: Time): Deed[] => [{ by, step: `book ${time}` }];
const offered = (by: CustomerName, time: Time): Deed[] => [
  ...booked(by, time),
  { by: 'system', step: `search ${by}` },
];

/** Those in which each rule is put to the test once: walked in every run of the tests. */
export const chosenPrograms: readonly Program[] = [
  // A hold that runs out while its time is booked, and by whom (HB-1, HB-4).
  {
    providers: 1,
    threads: [
      { by: 'a', does: ['hold 10:00', 'book+ 10:00', 'cancel'] },
      { by: 'b', does: ['book 10:00', 'reschedule 10:30', 'cancel'] },
      { by: 'system', does: ['pass 5', 'lapse a', 'pass 5'] },
    ],
  },
  // One hold for each customer; the new one replaces the old only when it is won (HB-1).
  {
    providers: 1,
    threads: [
      { by: 'a', does: ['hold 10:00', 'hold 10:30', 'book+ 10:30'] },
      { by: 'b', does: ['hold 10:30', 'book 10:30', 'cancel'] },
      { by: 'c', does: ['hold 10:00', 'release', 'book 11:00'] },
    ],
  },
  // Two holds at once, both booked by name (HB-4).
  {
    providers: 2,
    threads: [
      { by: 'a', does: ['hold 10:00', 'book+ 10:00', 'reschedule 10:30'] },
      { by: 'b', does: ['hold 10:00', 'book+ 10:00', 'cancel'] },
      { by: 'c', does: ['book 10:00', 'cancel', 'book 10:30'] },
    ],
  },
  // Money that comes in time, late, or when another has the time (ST-1).
  {
    providers: 1,
    threads: [
      { by: 'a', does: ['order 10:00', 'pay', 'cancel'] },
      { by: 'b', does: ['book 10:00', 'cancel', 'book 10:30'] },
      { by: 'system', does: ['pass 10', 'lapse a', 'pass 10'] },
    ],
  },
  {
    providers: 1,
    before: [{ by: 'a', step: 'order 10:00' }],
    threads: [
      { by: 'a', does: ['pay', 'reschedule 10:30', 'cancel'] },
      { by: 'b', does: ['order 10:00', 'pay', 'cancel'] },
      { by: 'system', does: ['pass 10', 'lapse a', 'lapse b'] },
    ],
  },
  // Bookings moved onto each other's time, and somebody after either (HB-5).
  {
    providers: 1,
    before: [...booked('a', '10:00'), ...booked('b', '11:00')],
    threads: [
      { by: 'a', does: ['reschedule 11:00', 'reschedule 12:00', 'cancel'] },
      { by: 'b', does: ['reschedule 10:00', 'reschedule 10:30', 'cancel'] },
      { by: 'c', does: ['book 10:00', 'reschedule 11:00', 'cancel'] },
    ],
  },
  // Adjacent visits between which nobody can travel (AV-3).
  {
    providers: 1,
    threads: [
      { by: 'a', does: ['book 10:00 pipe', 'reschedule 12:00', 'cancel'] },
      { by: 'b', does: ['book 11:00 pipe', 'reschedule 10:00', 'cancel'] },
      { by: 'c', does: ['hold 12:00 pipe', 'book 11:00', 'cancel'] },
    ],
  },
  // The eighth job of a day and no ninth (AV-2).
  {
    providers: 1,
    before: (['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00'] as const).flatMap((time) =>
      booked('d', time),
    ),
    threads: [
      { by: 'a', does: ['hold 16:00', 'book+ 16:00', 'cancel'] },
      { by: 'b', does: ['book 17:00', 'cancel', 'book 16:00'] },
      { by: 'd', does: ['reschedule 17:00', 'cancel', 'book 15:00'] },
    ],
  },
  // One job offered, taken, given back and moved (DI-2, HB-5).
  {
    providers: 2,
    before: offered('a', '10:00'),
    threads: [
      { by: 'p', does: ['accept a', 'give back a', 'decline a'] },
      { by: 'a', does: ['reschedule 11:00', 'cancel', 'book 10:00'] },
      { by: 'q', does: ['decline a', 'accept a', 'give back a'] },
    ],
  },
  // Both are asked, both want it, and dispatch goes on asking (DI-2).
  {
    providers: 2,
    before: offered('a', '10:00'),
    threads: [
      { by: 'p', does: ['decline a', 'accept a', 'give back a'] },
      { by: 'q', does: ['accept a', 'give back a', 'accept a'] },
      { by: 'system', does: ['pass 2', 'wave a', 'search a'] },
    ],
  },
  // Two jobs of one hour: whoever declines one may take the other (DI-2).
  {
    providers: 2,
    before: [...offered('a', '10:00'), ...offered('b', '10:00')],
    threads: [
      { by: 'p', does: ['decline a', 'accept b', 'accept a'] },
      { by: 'q', does: ['decline b', 'accept a', 'decline a'] },
      { by: 'c', does: ['book 10:00', 'cancel', 'book 10:30'] },
    ],
  },
  // The only plumber declines: the booking waits for somebody, and its time is free for others (DI-3, HB-2).
  {
    providers: 1,
    before: offered('a', '10:00'),
    threads: [
      { by: 'p', does: ['decline a', 'decline b', 'accept a'] },
      { by: 'b', does: ['book 10:00', 'reschedule 11:00', 'cancel'] },
      { by: 'a', does: ['reschedule 11:00', 'reschedule 10:00', 'cancel'] },
    ],
  },
];

/** Four actors with four steps each: 63,063,000 interleavings, of which some are drawn. */
export const widePrograms: readonly Program[] = [
  {
    providers: 2,
    threads: [
      { by: 'a', does: ['hold 10:00', 'book+ 10:00', 'reschedule 11:00', 'cancel'] },
      { by: 'b', does: ['book 10:00', 'reschedule 10:30', 'cancel', 'hold 10:00'] },
      { by: 'c', does: ['order 10:00', 'pay', 'reschedule 10:30', 'cancel'] },
      { by: 'system', does: ['pass 5', 'lapse c', 'pass 5', 'search a'] },
    ],
  },
  {
    providers: 2,
    before: [...offered('a', '10:00'), ...booked('b', '11:00')],
    threads: [
      { by: 'a', does: ['reschedule 11:00', 'reschedule 10:30', 'cancel', 'book 10:00 pipe'] },
      { by: 'b', does: ['reschedule 10:00', 'cancel', 'book 11:00 pipe', 'reschedule 10:00'] },
      { by: 'p', does: ['accept a', 'give back a', 'accept b', 'decline a'] },
      { by: 'system', does: ['search a', 'search b', 'pass 5', 'search a'] },
    ],
  },
];

const customerPlans: readonly (readonly CustomerStep[])[] = [
  ['hold 10:00', 'book+ 10:00', 'cancel'],
  ['hold 10:30', 'book+ 10:30', 'reschedule 10:00'],
  ['hold 10:00', 'hold 11:00', 'book+ 11:00'],
  ['hold 10:00 pipe', 'release', 'book 10:30'],
  ['book 10:00', 'reschedule 10:30', 'cancel'],
  ['book 10:30', 'cancel', 'book 10:00'],
  ['book 10:00 pipe', 'reschedule 11:00', 'reschedule 10:00'],
  ['order 10:00', 'pay', 'cancel'],
  ['order 10:30', 'pay', 'reschedule 10:00'],
  ['hold 10:00', 'order 10:00', 'pay'],
];

/** Every pair of the plans with the clock or with another plan beside them, with one plumber and with two by turns. */
export function systematicPrograms(): Program[] {
  const clock: Thread = { by: 'system', does: ['pass 5', 'lapse a', 'pass 5'] };
  const programs: Program[] = [];
  customerPlans.forEach((one, first) =>
    customerPlans.slice(first).forEach((other, offset) => {
      const third = customerPlans[(first + 2 * offset + 3) % customerPlans.length] ?? one;
      const pair: Thread[] = [
        { by: 'a', does: one },
        { by: 'b', does: other },
      ];
      programs.push({ providers: 1, threads: [...pair, clock] });
      programs.push({
        providers: (first + offset) % 2 === 0 ? 1 : 2,
        threads: [...pair, { by: 'c', does: third }],
      });
    }),
  );
  return programs;
}

/** Programs drawn at random, the same for the same seed. */
export function drawnPrograms(
  count: number,
  { seed, threads, steps }: { seed: number; threads: 3 | 4; steps: number },
): Program[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, () => drawnProgram(random, threads, steps));
}

function drawnProgram(random: SeededRandom, size: number, steps: number): Program {
  const times: readonly Time[] = ['10:00', '10:30', '11:00'];
  const time = () => random.pick(times);
  const who = (): CustomerName => random.pick(['a', 'b'] as const);
  const draw = <T>(one: () => T): T[] => Array.from({ length: steps }, one);
  const customerStep = (): CustomerStep => {
    const steps: readonly (() => CustomerStep)[] = [
      () => `hold ${time()}`,
      () => `hold ${time()} pipe`,
      () => `book+ ${time()}`,
      () => `book ${time()}`,
      () => `book ${time()} pipe`,
      () => `order ${time()}`,
      () => `reschedule ${time()}`,
      () => 'release',
      () => 'pay',
      () => 'cancel',
    ];
    return random.pick(steps)();
  };
  const providerStep = (): ProviderStep =>
    `${random.pick(['accept', 'decline', 'give back'] as const)} ${who()}`;
  const systemStep = (): SystemStep =>
    random.pick<SystemStep>(['pass 5', 'pass 10', `search ${who()}`, `wave ${who()}`, `lapse ${who()}`]);
  const isOffered = random.chance(0.4);
  const others: readonly Thread[] = [
    { by: 'system', does: draw(systemStep) },
    { by: 'c', does: draw(customerStep) },
    ...(isOffered
      ? ([
          { by: 'p', does: draw(providerStep) },
          { by: 'q', does: draw(providerStep) },
        ] as const)
      : []),
  ];
  const second: Thread = { by: 'b', does: draw(customerStep) };
  const threads: Thread[] = [{ by: 'a', does: draw(customerStep) }, ...random.shuffle([second, ...others])];
  const before = isOffered
    ? [...offered('a', time()), ...(random.chance(0.5) ? offered('b', time()) : [])]
    : [];
  return { providers: random.chance(0.5) ? 1 : 2, before, threads: threads.slice(0, size) };
}
