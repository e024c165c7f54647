import type { Kind } from '../../kernel/errors.js';

/** RFC 9457 problem details, as this API answers every refusal (PF-1). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  /** The request's id, to be quoted to support. */
  instance: string;
  errors?: readonly { pointer: string; detail: string }[];
  [member: string]: unknown;
}

export const statusOfKind: Readonly<Record<Kind, number>> = {
  malformed: 400,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  range: 416,
  locked: 423,
  'too-many': 429,
  unavailable: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  416: 'Range not satisfiable',
  422: 'Not valid',
  423: 'Locked',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  503: 'Unavailable',
};

export function titleOf(status: number): string {
  return titles[status] ?? 'Error';
}

/** A stable name of the problem's kind; `docs/problems.md` lists them. */
export function typeOf(code: string): string {
  return `urn:nexora:problem:${code}`;
}
