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
  'not-acceptable': 406,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  range: 416,
  locked: 423,
  'too-many': 429,
  unavailable: 503,
};

/** Refusals made at the edge itself, before any feature is asked, and the one answer to a bug. */
export const edgeProblems = {
  'route.not_found': { status: 404, detail: 'There is nothing at this address.' },
  'request.malformed': { status: 400, detail: 'The request could not be read.' },
  'request.malformed_json': { status: 400, detail: 'The body is not valid JSON.' },
  'request.malformed_url': { status: 400, detail: 'The address is not valid.' },
  'request.too_large': { status: 413, detail: 'The body is larger than this route reads.' },
  'request.unsupported_encoding': { status: 415, detail: 'The body comes in an encoding that is not read.' },
  'internal.unexpected': { status: 500, detail: 'The fault is logged under this id.' },
} as const;

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
