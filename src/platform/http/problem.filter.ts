import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../kernel/errors.js';
import { Log } from '../telemetry/log.js';
import { requestContext } from '../telemetry/request-context.js';
import { statusOfKind, titleOf, typeOf } from './problem.js';
import type { Problem } from './problem.js';

type Refusal = Pick<Problem, 'status' | 'code' | 'detail'> & { details?: Readonly<Record<string, unknown>> };

/** Turns whatever was thrown into one problem document. An unknown error is a bug: logged whole, told as 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<Request>(), http.getResponse<Response>());
  }

  answer(error: unknown, request: Request, response: Response): void {
    const refusal = refusalOf(error);
    if (refusal.status >= 500)
      this.log.error({ err: error, method: request.method, url: request.path }, 'Request failed.');
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
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (typeof details?.['retryAfterSeconds'] === 'number')
      response.setHeader('Retry-After', String(details['retryAfterSeconds']));
    response.status(status).type('application/problem+json').send(JSON.stringify(problem));
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
  return (
    ofMiddleware(error) ?? {
      status: 500,
      code: 'internal.unexpected',
      detail: 'The fault is logged under this id.',
    }
  );
}

function ofHttpException(error: HttpException): Refusal {
  const status = error.getStatus();
  if (status === 404) return { status, code: 'route.not_found', detail: 'There is nothing at this address.' };
  if (status >= 500)
    return { status: 500, code: 'internal.unexpected', detail: 'The fault is logged under this id.' };
  return { status, code: `http.status_${status}`, detail: error.message };
}

/** Refusals of Express's own body parsers, known by their `type`. */
function ofMiddleware(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null) return null;
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large')
    return { status: 413, code: 'request.too_large', detail: 'The body is larger than this route reads.' };
  if (type === 'entity.parse.failed')
    return { status: 400, code: 'request.malformed_json', detail: 'The body is not valid JSON.' };
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return {
      status: 415,
      code: 'request.unsupported_encoding',
      detail: 'The body comes in an encoding that is not read.',
    };
  if (error instanceof URIError)
    return { status: 400, code: 'request.malformed_url', detail: 'The address is not valid.' };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, code: 'request.malformed', detail: 'The request could not be read.' };
  return null;
}
