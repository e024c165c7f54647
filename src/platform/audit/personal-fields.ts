import { personalKindOf } from '../telemetry/pii.js';

const deepest = 8;

/** Which fields of an answer say something about a person and are filled, sorted (ID-6). */
export function personalFieldsOf(answer: unknown): string[] {
  const found = new Set<string>();
  collect(answer, 0, found);
  return [...found].sort();
}

function collect(value: unknown, depth: number, found: Set<string>): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, depth + 1, found);
    return;
  }
  for (const [field, each] of Object.entries(value)) {
    const isFilled = each !== null && each !== undefined && each !== '';
    if (isFilled && personalKindOf(field) !== null) found.add(field);
    collect(each, depth + 1, found);
  }
}

/** The ids of what an answer is about: its own, or those of the rows of a page. */
export function subjectsOf(answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const rows: readonly unknown[] = 'data' in answer && Array.isArray(answer.data) ? answer.data : [answer];
  return rows.flatMap((row) =>
    typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? [row.id] : [],
  );
}
