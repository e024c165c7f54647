import express from 'express';
import type { Request, Response } from 'express';
import request from 'supertest';
import { HouseAdapter, RenderedJson } from './house-adapter.js';

/** The adapter and Express itself, each answering every path with the same body. */
function servers(body: unknown) {
  const adapter = new HouseAdapter();
  const house = express();
  house.use((_request: Request, response: Response) => void adapter.reply(response, body, 200));
  const plain = express();
  plain.use((_request: Request, response: Response) => void response.json(body));
  return { house, plain };
}

describe('an answer', () => {
  const body = { data: [{ name: 'एसी रिपेयर', pricePaise: 49_900, note: undefined }], page: { next: null } };

  it.each([
    ['an object', body],
    ['a list', [1, 'two', null]],
    ['nothing in it', {}],
    ['long', { text: 'ए'.repeat(100_000) }],
  ])('is the same as from Express: %s', async (_what, sent) => {
    const { house, plain } = servers(sent);
    const [ours, theirs] = [await request(house).get('/x'), await request(plain).get('/x')];
    const facts = ({ status, text, headers }: typeof ours) => [
      status,
      text,
      headers['content-type'],
      headers['content-length'],
    ];
    expect(facts(ours)).toEqual(facts(theirs));
    expect(ours.headers['etag']).toMatch(/^W\/"[\w-]+"$/);
  });

  it('is not sent again to whom it has not changed for, nor in answer to HEAD', async () => {
    const { house } = servers(body);
    const etag = (await request(house).get('/x')).headers['etag'] ?? '';
    const again = await request(house).get('/x').set('If-None-Match', etag);
    expect([again.status, again.text, again.headers['content-type']]).toEqual([304, '', undefined]);
    const head = await request(house).head('/x');
    expect([head.status, head.text ?? '', head.headers['etag']]).toEqual([200, '', etag]);
    const written = await request(house).post('/x').set('If-None-Match', etag);
    expect(written.status).toBe(200);
  });

  it('differs in its ETag when it differs in a letter', async () => {
    const etags = await Promise.all(
      [{ a: 'x' }, { a: 'y' }].map(
        async (each) => (await request(servers(each).house).get('/')).headers['etag'],
      ),
    );
    expect(new Set(etags).size).toBe(2);
  });

  it('names the next page where there is one (PF-3)', async () => {
    const { house } = servers({ data: [], page: { next: 'abc', limit: 1 } });
    const { headers } = await request(house).get('/list?limit=1');
    expect(headers['link']).toBe('</list?limit=1&cursor=abc>; rel="next"');
  });

  it('that was kept is sent as it was rendered', async () => {
    const kept = RenderedJson.of(body, '/list');
    const { house } = servers(kept);
    const answer = await request(house).get('/list');
    expect([answer.text, answer.headers['etag']]).toEqual([JSON.stringify(body), kept.etag]);
  });

  it('of another kind goes its usual way', async () => {
    expect((await request(servers('text').house).get('/')).text).toBe('text');
    expect((await request(servers(undefined).house).get('/')).text).toBe('');
    expect((await request(servers(null).house).get('/')).text).toBe('');
  });
});
