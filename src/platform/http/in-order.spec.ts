import express from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import request from 'supertest';
import { inOrder } from './in-order.js';

/** What an application of these steps answers: the steps passed, or what went wrong. */
async function passedThrough(...steps: RequestHandler[]): Promise<string> {
  const app = express();
  app.use(inOrder(...steps));
  app.use((_request: Request, response: Response) => void response.send(passed(response).join(' ')));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    response.send(`failed: ${error instanceof Error ? error.message : String(error)}`);
  });
  return (await request(app).get('/')).text;
}

const passed = (response: Response): string[] => (response.locals['passed'] ??= []) as string[];

const says =
  (word: string): RequestHandler =>
  (_request, response, next) => {
    passed(response).push(word);
    next();
  };

describe('middlewares as one', () => {
  it('run in their order, whether they go on at once or later', async () => {
    const later: RequestHandler = (_request, _response, next) => setImmediate(next);
    expect(await passedThrough(says('one'), later, says('two'), says('three'))).toBe('one two three');
    expect(await passedThrough()).toBe('');
  });

  it('end with the first that fails, however it says so and whenever', async () => {
    const told: RequestHandler = (_request, _response, next) => next(new Error('told'));
    const thrown: RequestHandler = () => {
      throw new Error('thrown');
    };
    const late: RequestHandler = (_request, _response, next) => setImmediate(next);
    expect(await passedThrough(says('one'), told, says('two'))).toBe('failed: told');
    expect(await passedThrough(says('one'), thrown, says('two'))).toBe('failed: thrown');
    expect(await passedThrough(late, thrown)).toBe('failed: thrown');
  });

  it('end with the one that answers', async () => {
    const answers: RequestHandler = (_request, response) => void response.send('answered');
    expect(await passedThrough(says('one'), answers, says('two'))).toBe('answered');
  });
});
