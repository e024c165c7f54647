import type { Permission } from './permissions.js';

/** One row of a transition table. */
export interface Transition<S extends string, E extends string, R extends string, G extends string = string> {
  readonly from: S;
  readonly event: E;
  /** Equal to `from` for an event that is only logged. */
  readonly to: S;
  /** The roles that may raise the event; a refused role is as good as no row. */
  readonly who: readonly R[];
  /** What a staff member needs besides the role. */
  readonly permission?: Permission;
  /** The name of a condition on more than the state; the service that applies the event checks it. */
  readonly guard?: G;
}

export interface MachineTable<
  S extends string,
  E extends string,
  R extends string,
  G extends string = string,
> {
  readonly name: string;
  readonly states: readonly S[];
  /** The states a new row may begin in. */
  readonly initial: readonly S[];
  readonly events: readonly E[];
  readonly roles: readonly R[];
  readonly guards?: readonly G[];
  readonly transitions: readonly Transition<S, E, R, G>[];
}

/** A table that contradicts itself; thrown when the machine is defined, so the program does not start. */
export class MachineInvalid extends Error {
  constructor(
    name: string,
    readonly faults: readonly string[],
  ) {
    super(`The state machine ${name} is not sound: ${faults.join('; ')}.`);
    this.name = 'MachineInvalid';
  }
}

/** A checked transition table that can be asked, never run: the state lives in the row it belongs to. */
export class StateMachine<S extends string, E extends string, R extends string, G extends string = string> {
  constructor(readonly table: MachineTable<S, E, R, G>) {
    const faults = faultsOf(table);
    if (faults.length > 0) throw new MachineInvalid(table.name, faults);
  }

  /** The row that applies, or null when the event is not allowed to that role in that state. */
  next(state: S, event: E, role: R): Transition<S, E, R, G> | null {
    return this.from(state).find((row) => row.event === event && row.who.includes(role)) ?? null;
  }

  /** What a role may raise now, in the order of `events`; guards are not asked. */
  allowedEvents(state: S, role: R): E[] {
    const rows = this.from(state).filter((row) => row.who.includes(role));
    return this.table.events.filter((event) => rows.some((row) => row.event === event));
  }

  /** Whether no event leads to another state. */
  isFinal(state: S): boolean {
    return this.from(state).every((row) => row.to === state);
  }

  /** The table as a Mermaid state diagram, rows in table order. */
  toMermaid(): string {
    const rows = this.table.transitions.map(({ from, event, to, who, guard }) => {
      const condition = guard === undefined ? '' : ` [${guard}]`;
      return `  ${from} --> ${to}: ${event}${condition} (${who.join(', ')})`;
    });
    const final = this.table.states
      .filter((state) => this.isFinal(state))
      .map((state) => `  ${state} --> [*]`);
    const first = this.table.initial.map((state) => `  [*] --> ${state}`);
    return ['stateDiagram-v2', ...first, ...rows, ...final].join('\n');
  }

  private from(state: S): readonly Transition<S, E, R, G>[] {
    return this.table.transitions.filter((row) => row.from === state);
  }
}

/** @throws MachineInvalid naming every fault of the table at once */
export function defineMachine<
  const S extends string,
  const E extends string,
  const R extends string,
  const G extends string = string,
>(table: MachineTable<S, E, R, G>): StateMachine<S, E, R, G> {
  return new StateMachine(table);
}

function faultsOf(table: MachineTable<string, string, string>): string[] {
  const faults: string[] = [];
  const sets = { state: table.states, event: table.events, role: table.roles, guard: table.guards ?? [] };
  for (const [kind, names] of Object.entries(sets)) {
    for (const name of repeated(names)) faults.push(`${kind} ${name} is listed twice`);
  }
  const known = (kind: keyof typeof sets, name: string, row: string): void => {
    if (!sets[kind].includes(name)) faults.push(`${row} names an unknown ${kind} ${name}`);
  };
  for (const state of table.initial) known('state', state, 'the beginning');

  const claims: string[] = [];
  for (const { from, event, to, who, guard } of table.transitions) {
    const row = `${from} + ${event}`;
    known('state', from, row);
    known('state', to, row);
    known('event', event, row);
    if (guard !== undefined) known('guard', guard, row);
    if (who.length === 0) faults.push(`${row} is open to nobody`);
    for (const role of who) {
      known('role', role, row);
      claims.push(`${row} by ${role}`);
    }
  }
  for (const claim of repeated(claims)) faults.push(`${claim} is settled twice`);
  for (const event of table.events) {
    if (!table.transitions.some((row) => row.event === event)) faults.push(`event ${event} is never used`);
  }
  for (const state of unreachable(table)) faults.push(`state ${state} cannot be reached`);
  return faults;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

function unreachable({ states, initial, transitions }: MachineTable<string, string, string>): string[] {
  const reached = new Set(initial);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
  }
  return [...new Set(states)].filter((state) => !reached.has(state));
}
