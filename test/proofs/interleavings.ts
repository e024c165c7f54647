import { deedAt, interleavingsOf, titleOf, told } from './program.js';
import type { Program, Thread } from './program.js';
import { isFault } from './players.js';
import type { Stage } from './stage.js';

export interface Walk {
  /** Interleavings that were covered: those walked, and those whose rest had been walked from the same state. */
  interleavings: number;
  /** Service calls really made. */
  steps: number;
  /** Places in the tree that were reached in a state met before at the same place, and not walked again. */
  pruned: number;
  /** Different states at the end, with how many interleavings end in each. */
  finals: ReadonlyMap<string, number>;
  outcomes: ReadonlyMap<string, number>;
  /** Starts that were really booked, or really refused, in copies of final states. */
  booked: number;
  /** The first broken law and the steps that led to it; null when none was found. */
  fault: Fault | null;
}

export interface Fault {
  readonly program: string;
  readonly path: readonly string[];
  readonly sentences: readonly string[];
}

export interface WalkOptions {
  /** False: every interleaving is walked to its end, whatever states it passes. */
  readonly prunes?: boolean;
  /** In how many of the final states every start is really booked; in all of them the slots offered are checked. */
  readonly finalsBooked?: number;
  /** Only this one interleaving: whose turn it is, by place in the program's threads. */
  readonly order?: readonly number[];
}

class Found extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('; '));
  }
}

/**
 * Walks every interleaving of a program, depth first. After each step the laws are checked; at each different end the
 * free time. Going back is the undo log's part. A state that was met before at the same place is not walked again:
 * from there everything comes as it came then, since the state names all that a step reads.
 */
export async function walk(
  stage: Stage,
  program: Program,
  { prunes = true, finalsBooked = 1, order }: WalkOptions = {},
): Promise<Walk> {
  const { threads, before = [] } = program;
  const known = new Map<string, ReadonlyMap<string, number>>();
  const checkedFinals = new Set<string>();
  const outcomes = new Map<string, number>();
  const path: string[] = [];
  const done = { steps: 0, pruned: 0, booked: 0 };

  const take = async (deed: { by: Thread['by']; step: string }): Promise<void> => {
    path.push(told(deed));
    const outcome = await stage.take(deed);
    done.steps += 1;
    const kind = `${deed.step.replace(/[ +].*/, '')} ${outcome}`;
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    if (isFault(outcome)) throw new Found([outcome]);
    const broken = await stage.broken();
    if (broken.length > 0) throw new Found(broken);
  };

  const from = async (places: readonly number[]): Promise<ReadonlyMap<string, number>> => {
    const state = await stage.state();
    const key = `${places.join()}\n${state}`;
    const met = known.get(key);
    if (met && prunes) {
      done.pruned += 1;
      return met;
    }
    const ends = new Map<string, number>();
    const taken = places.reduce((sum, place) => sum + place, 0);
    const open = threads.flatMap((thread, nth) => {
      const isNext = (places[nth] ?? 0) < thread.does.length && (!order || order[taken] === nth);
      return isNext ? [{ thread, nth }] : [];
    });
    if (open.length === 0) {
      await checkEnd(state);
      ends.set(state, 1);
    }
    const scene = stage.scene();
    for (const { thread, nth } of open) {
      await take(deedAt(thread, places[nth] ?? 0));
      const rest = await from(places.map((place, at) => (at === nth ? place + 1 : place)));
      for (const [end, ways] of rest) ends.set(end, (ends.get(end) ?? 0) + ways);
      stage.backTo(scene);
      path.pop();
    }
    known.set(key, ends);
    return ends;
  };

  const checkEnd = async (state: string): Promise<void> => {
    if (checkedFinals.has(state)) return;
    checkedFinals.add(state);
    const { faults, booked } = await stage.lostTime({
      bookingEverything: checkedFinals.size <= finalsBooked,
    });
    done.booked += booked;
    if (faults.length > 0) throw new Found(faults);
  };

  const start = stage.scene();
  try {
    await stage.staff(program.providers);
    for (const deed of before) await take(deed);
    const finals = await from(threads.map(() => 0));
    const interleavings = [...finals.values()].reduce((sum, ways) => sum + ways, 0);
    const all = order ? 1 : interleavingsOf(threads);
    if (interleavings !== all) throw new Error(`${interleavings} interleavings were covered, of ${all}.`);
    return { ...done, interleavings, finals, outcomes, fault: null };
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    const fault = { program: titleOf(program), path: [...path], sentences: error.sentences };
    return { ...done, interleavings: 0, finals: new Map(), outcomes, fault };
  } finally {
    stage.backTo(start);
  }
}

/** Takes some interleavings of a program, drawn at random: for those that have too many to walk. */
export async function sample(
  stage: Stage,
  program: Program,
  { count, pick }: { count: number; pick: (choices: number) => number },
): Promise<Walk> {
  const finals = new Map<string, number>();
  const outcomes = new Map<string, number>();
  const total = { steps: 0, booked: 0, interleavings: 0 };
  for (let run = 0; run < count; run += 1) {
    const order = drawn(program.threads, pick);
    const walked = await walk(stage, program, { finalsBooked: 0, order });
    add(outcomes, walked.outcomes);
    add(finals, walked.finals);
    total.steps += walked.steps;
    total.interleavings += walked.interleavings;
    if (walked.fault) return { ...total, pruned: 0, finals, outcomes, fault: walked.fault };
  }
  return { ...total, pruned: 0, finals, outcomes, fault: null };
}

/** Adds up counts by name. */
export function add(into: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [name, count] of counts) into.set(name, (into.get(name) ?? 0) + count);
}

function drawn(threads: readonly Thread[], pick: (choices: number) => number): number[] {
  const left = threads.map(({ does }) => does.length);
  const order: number[] = [];
  while (left.some((each) => each > 0)) {
    const open = left.flatMap((each, nth) => (each > 0 ? [nth] : []));
    const nth = open[pick(open.length)] ?? 0;
    left[nth] = (left[nth] ?? 1) - 1;
    order.push(nth);
  }
  return order;
}
