import { Catch, HttpException, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../kernel/errors.js';
import { Log } from '../telemetry/log.js';
import { requestContext } from '../telemetry/request-context.js';
import { loggablePathOf } from '../telemetry/route-template.js';
import { edgeProblems, statusOfKind, titleOf, typeOf } from './problem.js';
import type { Problem } from './problem.js';

type Refusal = Pick<Problem, 'status' | 'code' | 'detail'> & { details?: Readonly<Record<string, unknown>> };

const givenUp = new WeakSet<Response>();

/** Whether a response was answered while what was asked for still went on. */
export function isGivenUp(response: Response): boolean {
  return givenUp.has(response);
}

/** Turns whatever was thrown into one problem document. An unknown error is a bug: logged whole, told as 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<Request>(), http.getResponse<Response>());
  }

  /** What no route has taken. */
  answerNoRoute(request: Request, response: Response): void {
    this.answer(new NotFoundException(), request, response);
  }

  /** Answers by a problem and stops waiting: whatever the request comes to later is dropped, refusals included. */
  giveUp(error: DomainError, request: Request, response: Response): void {
    if (response.headersSent || response.destroyed) return;
    this.answer(error, request, response);
    givenUp.add(response);
  }

  answer(error: unknown, request: Request, response: Response): void {
    if (isGivenUp(response)) return;
    const refusal = refusalOf(error);
    this.tellLog(error, refusal, request);
    if (response.headersSent) {
      response.end();
      return;
    }
    const { status, code, detail, details } = refusal;
    const instance = requestContext.getStore()?.correlationId ?? '';
    const problem: Problem = {
      ...details,
      type: typeOf(code),
      title: titleOf(status),
      status,
      detail,
      code,
      instance,
    };
    response.setHeader('Cache-Control', 'no-store');
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (typeof details?.['retryAfterSeconds'] === 'number')
      response.setHeader('Retry-After', String(details['retryAfterSeconds']));
    response.status(status).type('application/problem+json').send(JSON.stringify(problem));
  }

  /** What is away is no bug of this request, and tells itself: a line each, without a stack. */
  private tellLog(error: unknown, { status, code }: Refusal, request: Request): void {
    if (status < 500) return;
    const facts = { method: request.method, path: loggablePathOf(request) };
    if (error instanceof DomainError) this.log.warn({ ...facts, code }, 'Request refused.');
    else this.log.error({ ...facts, err: error }, 'Request failed.');
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError)
    return {
      status: statusOfKind[error.kind],
      code: error.code,
      detail: error.message,
      details: error.details,
    };
  if (error instanceof HttpException) return ofHttpException(error);
  return ofMiddleware(error) ?? ofEdge('internal.unexpected');
}

function ofEdge(code: keyof typeof edgeProblems): Refusal {
  return { code, ...edgeProblems[code] };
}

function ofHttpException(error: HttpException): Refusal {
  const status = error.getStatus();
  if (status === 404) return ofEdge('route.not_found');
  // Nest's own, for a path that does not decode: the house's refusals are DomainErrors.
  if (status === 400) return ofEdge('request.malformed_url');
  if (status >= 500) return ofEdge('internal.unexpected');
  return { status, code: `http.status_${status}`, detail: error.message };
}

/** Refusals of Express's own body parsers, known by their `type`. */
function ofMiddleware(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null) return null;
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return ofEdge('request.too_large');
  if (type === 'entity.parse.failed') return ofEdge('request.malformed_json');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return ofEdge('request.unsupported_encoding');
  if (error instanceof URIError) return ofEdge('request.malformed_url');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { ...ofEdge('request.malformed'), status };
  return null;
}
