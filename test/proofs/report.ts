import process from 'node:process';

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A table with its numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const shown = rows.map((row) =>
    row.map((each) => (typeof each === 'number' ? each.toLocaleString('en-IN') : each)),
  );
  const widths = head.map((name, at) => Math.max(name.length, ...shown.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[], isNumber: (at: number) => boolean) =>
    say(
      cells
        .map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  '),
    );
  line(head, () => false);
  rows.forEach((row, nth) => line(shown[nth] ?? [], (at) => typeof row[at] === 'number'));
  say();
}

export function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1_000).toFixed(1)} s`;
}

/** Counts of `act|outcome` as rows, in order. */
export function outcomeRows(outcomes: ReadonlyMap<string, number>): (string | number)[][] {
  return [...outcomes]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => [...name.split('|'), count]);
}
