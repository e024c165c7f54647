import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import express from 'express';
import type { Request, Response } from 'express';
import request from 'supertest';
import { HttpConfig } from '../../config/sections.js';
import { Log } from '../telemetry/log.js';
import { HouseAdapter } from './house-adapter.js';
import { ProblemFilter } from './problem.filter.js';
import { requestId } from './request-id.middleware.js';
import { TimeLimitGuard } from './time-limit.guard.js';

class ListedLog extends Log {
  readonly lines: string[] = [];
  debug = (_facts: object, sentence: string): void => void this.lines.push(sentence);
  info = this.debug;
  warn = this.debug;
  error = this.debug;
}

/** A server whose routes are given a tenth of a second; `finish` lets those that wait come to their end. */
function server(limited: (adapter: HouseAdapter, problems: ProblemFilter, response: Response) => void) {
  const log = new ListedLog();
  const problems = new ProblemFilter(log);
  const config = new HttpConfig({ REQUEST_TIMEOUT_MS: '100' }, []);
  const guard = new TimeLimitGuard(new Reflector(), problems, config);
  const adapter = new HouseAdapter();
  const waiting: (() => void)[] = [];
  const app = express();
  app.use(requestId);
  app.get('/slow', function slow(asked: Request, response: Response) {
    guard.canActivate(new ExecutionContextHost([asked, response], Object, slow));
    waiting.push(() => limited(adapter, problems, response));
  });
  app.get('/quick', function quick(asked: Request, response: Response) {
    guard.canActivate(new ExecutionContextHost([asked, response], Object, quick));
    limited(adapter, problems, response);
  });
  return { app, log, finish: () => waiting.forEach((each) => each()) };
}

describe('a request that takes longer than it may', () => {
  const ok = (adapter: HouseAdapter, _problems: ProblemFilter, response: Response) =>
    void adapter.reply(response, { is: 'done' }, 200);

  it('is answered 503 under its own id, whoever else waits at the same time', async () => {
    const { app } = server(ok);
    const ids = ['request-one', 'request-two', 'request-three'];
    const answers = await Promise.all(ids.map((id) => request(app).get('/slow').set('X-Request-Id', id)));
    const told = answers.map(({ status, body }) => [status, body.code, body.instance]);
    expect(told).toEqual(ids.map((id) => [503, 'request.timeout', id]));
    expect(answers[0]?.headers['retry-after']).toBe('5');
  });

  it('has its late answer dropped, and its late failure too', async () => {
    const late = server(ok);
    expect((await request(late.app).get('/slow')).status).toBe(503);
    late.finish();
    const failing = server((_adapter, problems, response) =>
      problems.answer(new Error('late'), response.req, response),
    );
    expect((await request(failing.app).get('/slow')).status).toBe(503);
    failing.finish();
    expect([late.log.lines, failing.log.lines]).toEqual([['Request refused.'], ['Request refused.']]);
  });

  it('is not one that was answered in time', async () => {
    const { app, log } = server(ok);
    const quick = await request(app).get('/quick');
    expect([quick.status, quick.body]).toEqual([200, { is: 'done' }]);
    expect((await request(app).get('/slow')).status).toBe(503);
    expect(log.lines).toEqual(['Request refused.']);
  });
});
