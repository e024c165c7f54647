export interface ProblemCode {
  readonly code: string;
  readonly status: number;
  /** The sentence for people; a "…" stands for what differs from case to case. */
  readonly detail: string;
  readonly madeBy: string;
}

export function listProblemCodes(): ProblemCode[];

export function generatedDocs(): Promise<Readonly<Record<string, string>>>;
