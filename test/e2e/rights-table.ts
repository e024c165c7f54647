import { callers, rightsLine } from '../../src/cli/rights-page.js';
import type { Caller, Outcome, RouteRights } from '../../src/cli/rights-page.js';

/** A line of docs/rights.md. */
export interface Row {
  /** `GET /api/v1/bookings/{id}`. */
  readonly route: string;
  readonly asksFor: string;
  readonly cells: Readonly<Record<Caller, Outcome>>;
}

export function rowsOf(page: string): Row[] {
  const lines = page.split('\n').filter((line) => /^\| [A-Z]+ \//.test(line));
  return lines.map((line) => {
    const [route = '', asksFor = '', ...outcomes] = line
      .split('|')
      .slice(1, -1)
      .map((each) => each.trim());
    const cells = Object.fromEntries(callers.map((caller, at) => [caller, outcomes[at] ?? 'missing']));
    return { route, asksFor, cells: cells as Row['cells'] };
  });
}

/** The lines that routes are owed: there is none for them, or one that says something else than their guards. */
export function linesOwed(routes: readonly RouteRights[], rows: readonly Row[]): string[] {
  const committed = new Set(rows.map(lineOf));
  return routes.map(rightsLine).filter((line) => !committed.has(tight(line)));
}

function lineOf({ route, asksFor, cells }: Row): string {
  return tight(`| ${[route, asksFor, ...callers.map((caller) => cells[caller])].join(' | ')} |`);
}

function tight(line: string): string {
  return line.replace(/ *\| */g, '|').trim();
}
