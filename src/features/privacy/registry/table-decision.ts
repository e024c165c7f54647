/** How the rows about a customer are found in a table. */
export type RowsOf =
  /**
   * The column holds their id; of several kinds of owner, `kind` says which column tells them apart. Rows whose column
   * `about` holds it are theirs too.
   */
  | { readonly by: string; readonly kind?: string; readonly about?: string }
  /** The column holds `customer:<id>`, alone or before what it is about. */
  | { readonly principal: string }
  /** The rows belong to rows of another table that are theirs. */
  | { readonly parent: string; readonly column: string };

export type Erasure =
  | { readonly act: 'delete' }
  /** The row stays for the reason given, and these columns say nothing of the person any more. */
  | { readonly act: 'blank'; readonly columns: Readonly<Record<string, unknown>>; readonly keptFor: Law }
  | { readonly act: 'keep'; readonly keptFor: Law };

/** What the law, or the proof that it was obeyed, has us keep (ID-9). */
export type Law = keyof typeof laws;

export const laws = {
  tax: 'Books of account and what invoices are made of: CGST Act 2017, section 36 (72 months).',
  money: 'Payments and refunds as they were booked: Companies Act 2013, section 128 (eight years).',
  trade: 'What was agreed and done, for claims that may be brought: Limitation Act 1963 (three years).',
  proof: 'Proof that consent was given or withdrawn, and of this request: DPDP Act 2023, sections 6 and 8.',
  security:
    'The record of who did what, sealed by a hash chain: DPDP Rules 2025, rule 6 (one year at least).',
} as const;

/** What is decided about one table whose rows are about customers. */
export interface PersonalTable {
  readonly rows: RowsOf;
  /** Columns no export shows: secrets, and what is somebody else's. */
  readonly hidden?: readonly string[];
  /** Rows about them that others wrote for themselves: erased like the rest, not exported. */
  readonly withheld?: readonly [column: string, value: unknown];
  readonly erasure: Erasure;
  /** Each column that carries somebody's id or words about a person, and what is decided about it. */
  readonly columns: Readonly<Record<string, ColumnDecision>>;
  /** When its rows are forgotten anyway: so long after that instant. */
  readonly retention?: Retention;
}

export type ColumnDecision =
  /** The person's own, shown to them; goes with the row, or is blanked, as `erasure` says. */
  | 'exported'
  /** Whose the row is. */
  | 'owner'
  /** A reference to a thing, not to a person. */
  | 'thing'
  /** A provider or a member of staff, who has rights of their own. */
  | 'other person'
  /** The person's own, and shown to them; the law named by `erasure` demands the very words. */
  | 'kept'
  /** Kept from the export: a secret. */
  | 'hidden'
  /** Text that the house or a machine made, in which nobody is named and nothing is told of anybody. */
  | 'no words';

export interface Retention {
  readonly after: string;
  readonly period: RetentionPeriod;
  /** Then the row stays, and only this goes of it. */
  readonly empties?: Emptying;
}

export interface Emptying {
  readonly column: string;
  /** The column's value without the person. */
  readonly emptied: (value: unknown) => unknown;
  /** Part of the stored text of an emptied value and of no other. */
  readonly mark: string;
}

export type RetentionPeriod = 'chat' | 'notices' | 'sessions' | 'codes' | 'offers' | 'carts' | 'books';

/** What is decided about a table that says nothing about customers, and why that is so. */
export interface ImpersonalTable {
  readonly because: string;
  /** Columns that look personal, and what they are. */
  readonly columns?: Readonly<Record<string, ColumnDecision>>;
  readonly retention?: Retention;
}

export type TableDecision = PersonalTable | ImpersonalTable;

export function isPersonal(decision: TableDecision): decision is PersonalTable {
  return 'rows' in decision;
}
