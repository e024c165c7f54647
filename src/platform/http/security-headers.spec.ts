import express from 'express';
import helmet from 'helmet';
import request from 'supertest';
import { alwaysSetting } from './security-headers.js';

function answerOf(middleware: express.RequestHandler) {
  const app = express();
  app.use(middleware, (_request, response) => void response.end());
  return request(app).get('/');
}

describe('headers that are the same on every answer', () => {
  it('are those the middleware sets itself, one for one', async () => {
    const changing = ['date', 'connection', 'keep-alive'];
    const named = async (middleware: express.RequestHandler) =>
      Object.entries((await answerOf(middleware)).headers).filter(([name]) => !changing.includes(name));
    const [ours, theirs] = [await named(alwaysSetting(helmet())), await named(helmet())];
    expect(ours.filter(([name]) => name !== 'x-powered-by')).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(10);
  });

  it('are refused where the middleware fails, or waits for the request', () => {
    expect(() =>
      alwaysSetting((_request, _response, next) => {
        next(new Error('no'));
      }),
    ).toThrow('no');
    expect(() => alwaysSetting(() => undefined)).toThrow('not the same for every request');
  });
});
