/**
 * Puts every subject under the same load in turn, round after round: what the machine does meanwhile falls on all of
 * them alike, and two figures of one round are held against each other, never figures of different times.
 * @param orderFor what a subject is asked, and for how long
 * @returns for each subject, one entry of figures a round
 */
export async function takeTurns({ subjects, rounds, load, orderFor, warmUp, check }) {
  const runs = new Map(subjects.map(({ name }) => [name, []]));
  for (const subject of subjects) check(await load.apply(subject, warmUp(subject)), subject);
  for (let round = 0; round < rounds; round += 1) {
    const inTurn = round % 2 === 0 ? subjects : [...subjects].reverse();
    for (const subject of inTurn) {
      const figures = await load.apply(subject, orderFor(subject, round));
      check(figures, subject);
      runs.get(subject.name).push(figures);
    }
  }
  return runs;
}

/** How often one thing happened for each time another did, round by round. */
export function ratio(of, to) {
  return spread(of.map((each, round) => each.perSecond / to[round].perSecond));
}

/**
 * The same by processor time: how often the one could answer in the time the other's process takes. What a database
 * server takes beside it is not counted.
 */
export function cpuRatio(of, to) {
  return spread(of.map((each, round) => to[round].cpuUs / each.cpuUs));
}

/** The middle, and the quarters of the rounds below and above it. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

const shown = ['perSecond', 'p50Ms', 'p95Ms', 'p99Ms', 'cpuUs'];

/** One line for each subject: the middle of its rounds. */
export function summaries(runs) {
  return [...runs].map(([name, rounds]) => ({
    name,
    ...Object.fromEntries(shown.map((key) => [key, spread(rounds.map((each) => each[key])).median])),
  }));
}
