import { SeededRandom } from '../../seeds/seeded-random.js';
import { describeOn } from '../database.js';
import { breakages } from '../proofs/broken-kernels.js';
import { sample, walk } from '../proofs/interleavings.js';
import { titleOf } from '../proofs/program.js';
import type { Program } from '../proofs/program.js';
import { chosenPrograms, widePrograms } from '../proofs/programs.js';
import { Stage } from '../proofs/stage.js';
import { Street, encounters } from '../proofs/street.js';

const titled = (programs: readonly Program[]) =>
  programs.map((program): [string, Program] => [titleOf(program), program]);

/** The short form of `npm run prove:bookings`. One file, one process: the embedded database has one writer. */
describeOn('sqlite')('the exclusion space, in every order of three actors with three steps (HB-2)', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());

  it.each(titled(chosenPrograms))(
    'holds: %s',
    async (_title, program) => {
      const { fault, interleavings, finals } = await walk(stage, program);
      expect(fault).toBeNull();
      expect(interleavings).toBe(1_680);
      expect(finals.size).toBeGreaterThan(1);
    },
    120_000,
  );

  it.each(titled(widePrograms))(
    'holds in orders drawn of four actors with four steps: %s',
    async (_title, program) => {
      const random = new SeededRandom(4);
      const { fault, interleavings } = await sample(stage, program, {
        count: 6,
        pick: (choices) => random.int(0, choices - 1),
      });
      expect(fault).toBeNull();
      expect(interleavings).toBe(6);
    },
    120_000,
  );

  it('is told the same of a program whether or not what is known already is walked again', async () => {
    const program: Program = {
      providers: 1,
      threads: [
        { by: 'a', does: ['hold 10:00', 'book+ 10:00'] },
        { by: 'b', does: ['book 10:00', 'cancel'] },
        { by: 'system', does: ['pass 5', 'pass 5'] },
      ],
    };
    const [pruned, whole] = [await walk(stage, program), await walk(stage, program, { prunes: false })];
    expect(whole.pruned).toBe(0);
    expect(pruned.steps).toBeLessThan(whole.steps);
    expect([...pruned.finals].toSorted()).toEqual([...whole.finals].toSorted());
  }, 120_000);
});

describeOn('sqlite')('a kernel that does not look again at what has run out', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(breakages['trusts holds']);
  });
  afterAll(() => stage.close());

  it('is caught with a hold and with a late payment (HB-2, ST-1)', async () => {
    const [ofHolds, , , ofPayments] = chosenPrograms;
    for (const program of [ofHolds, ofPayments]) {
      if (!program) throw new Error('There is no such program.');
      const { fault, steps } = await walk(stage, program);
      expect(fault?.sentences.join()).toMatch(/owns|owned/);
      expect(steps).toBeLessThan(1_000);
    }
  }, 120_000);
});

describeOn('mysql')('two steps that meet inside their transactions', () => {
  let street: Street;
  beforeAll(async () => {
    street = await Street.open();
  });
  afterAll(() => street.close());

  it('keep the laws, at whichever statement the one comes upon the other (HB-2)', async () => {
    let waits = 0;
    for (const encounter of encounters) {
      const met = await street.meet(encounter);
      expect(met.fault).toBeNull();
      expect(met.schedules).toBeGreaterThan(5);
      waits += met.waits;
    }
    expect(waits).toBeGreaterThan(encounters.length);
  }, 120_000);
});

describeOn('mysql')('a kernel that is broken inside its transactions', () => {
  it.each([
    ['locks no day', 0, /gets from .* in time/],
    ['checks, then inserts', 1, /is owned by .* and by/],
  ] as const)(
    'is caught at the statement at which it is wrong: it %s (HB-2, AV-3)',
    async (breakage, nth, sentence) => {
      const street = await Street.open(breakage);
      try {
        const encounter = encounters[nth];
        if (!encounter) throw new Error('There is no such encounter.');
        const met = await street.meet(encounter);
        expect(met.fault?.sentences.join()).toMatch(sentence);
        expect(met.schedules).toBeLessThan(30);
      } finally {
        await street.close();
      }
    },
    120_000,
  );
});
