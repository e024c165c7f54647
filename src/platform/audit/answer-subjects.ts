/** The ids of what an answer is about: its own, or those of the rows of a page. */
export function subjectsOf(answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const rows: readonly unknown[] = 'data' in answer && Array.isArray(answer.data) ? answer.data : [answer];
  return rows.flatMap((row) =>
    typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? [row.id] : [],
  );
}
