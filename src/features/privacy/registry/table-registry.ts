import { bookingTables } from './booking-tables.js';
import { customerTables } from './customer-tables.js';
import { impersonalTables } from './impersonal-tables.js';
import { isPersonal } from './table-decision.js';
import type { PersonalTable, TableDecision } from './table-decision.js';

/** What is decided about every table (ID-9); a test refuses a table, and a personal column, without a decision. */
export const tableRegistry: Readonly<Record<string, TableDecision>> = {
  ...customerTables,
  ...bookingTables,
  ...impersonalTables,
};

/** Those that hold something about customers, by name. */
export const personalTables: readonly (readonly [string, PersonalTable])[] = Object.entries(
  tableRegistry,
).flatMap(([name, decision]) => (isPersonal(decision) ? [[name, decision] as const] : []));
