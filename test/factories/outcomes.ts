/** What became of several at once: those who won, and the codes of those who were refused. */
export interface Outcomes<T> {
  won: T[];
  /** Of each refusal, e.g. `slot.taken`; what is no refusal is thrown. */
  codes: string[];
  refusals: RefusedWith[];
}

interface RefusedWith {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function outcomesOf<T>(attempts: readonly Promise<T>[]): Promise<Outcomes<T>> {
  const settled = await Promise.allSettled(attempts);
  const refusals: RefusedWith[] = [];
  const won: T[] = [];
  for (const each of settled) {
    if (each.status === 'fulfilled') won.push(each.value);
    else if (isRefusal(each.reason)) refusals.push(each.reason);
    else throw each.reason;
  }
  return { won, refusals, codes: refusals.map(({ code }) => code) };
}

/** The code of a refusal, or `done`. */
export async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const { codes } = await outcomesOf([attempt]);
  return codes[0] ?? 'done';
}

function isRefusal(reason: unknown): reason is RefusedWith {
  return typeof reason === 'object' && reason !== null && 'code' in reason && 'details' in reason;
}
