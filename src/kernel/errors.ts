/** What a refusal is, whatever the door it goes out by; the edge maps kinds to statuses (PF-1). */
export type Kind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'not-acceptable'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported'
  | 'range'
  | 'locked'
  | 'too-many'
  | 'unavailable';

/** One fault in what was sent: a JSON Pointer (RFC 6901) into the body, or `#query/name`. */
export interface FieldFault {
  pointer: string;
  detail: string;
}

/**
 * A refusal the caller may see: `code` for programs (stable, `area.fact_in_snake`), the message for people,
 * `kind` for the edge, `details` as extra members of the problem document. Anything else thrown is a bug.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: Kind;

  constructor(
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** What was sent is well formed but not acceptable; `errors` point at each fault. */
export class ValidationFailed extends DomainError {
  readonly code = 'request.invalid';
  readonly kind = 'invalid';

  constructor(readonly errors: readonly FieldFault[]) {
    super(errors.length === 1 ? 'One field is not valid.' : `${errors.length} fields are not valid.`, {
      errors,
    });
  }
}

/** A row that does not exist, or is not the caller's (ID-10). */
export class NotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code: string;

  /** @param what the thing in the trade's word, e.g. `booking`; the code becomes `booking.not_found`. */
  constructor(what: string) {
    super(`There is no such ${what.replaceAll('_', ' ')}.`);
    this.code = `${what}.not_found`;
  }
}
