import { jpeg, png, webp } from '../../src/features/users/picture.fixture.js';
import { demoPassword } from '../api.js';
import { World } from '../world.js';
import type { Problem } from './marketplace.js';

interface Me {
  id: string;
  email: string | null;
  avatarUrl: string | null;
}

describe('my account', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const boundary = 'nexora-form';
  const part = (name: string, bytes: Buffer, filename: string, type: string): Buffer<ArrayBuffer> =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]);
  const form = (...parts: Buffer[]): Buffer<ArrayBuffer> =>
    Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  const upload = (token: string, body: Buffer<ArrayBuffer>) =>
    world.call<Me & Problem>('POST', '/users/me/avatar', {
      token,
      bytes: body,
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    });
  const headOf = (bytes: Buffer): Buffer =>
    Buffer.concat([bytes.subarray(0, 33), Buffer.from('<script>alert(1)</script>'.padEnd(90))]);
  const picture = (bytes: Buffer, type = 'image/png', name = 'me.png') =>
    form(part('file', bytes, name, type));

  describe('the picture', () => {
    it('is kept and shown, as what it is and as nothing a browser would run', async () => {
      const { id, token } = await world.newCustomer();
      const { status, body } = await upload(token, picture(png(), 'text/html', '../../evil.html'));
      expect([status, body.avatarUrl?.split('?')[0]]).toEqual([200, `/api/v1/users/${id}/avatar`]);
      const shown = await world.call<string>('GET', `/users/${id}/avatar`, { token });
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
      expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
      const etag = shown.headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      const again = await world.call('GET', `/users/${id}/avatar`, {
        token,
        headers: { 'If-None-Match': etag },
      });
      expect(again.status).toBe(304);
    });

    it('is one: the next takes its place and its address', async () => {
      const { id, token } = await world.newCustomer();
      const first = (await upload(token, picture(png(10, 10)))).body.avatarUrl;
      const second = (await upload(token, picture(png(20, 20)))).body.avatarUrl;
      expect(first).not.toBe(second);
      await world.settle();
      expect((await world.call('GET', `/users/${id}/avatar`, { token })).status).toBe(200);
    });

    it('is mine: nobody else sees it but staff who may see customers', async () => {
      const { id, token } = await world.newCustomer();
      await upload(token, picture(png()));
      const stranger = await world.newCustomer();
      const foreign = await world.call<Problem>('GET', `/users/${id}/avatar`, { token: stranger.token });
      expect([foreign.status, foreign.body.code]).toEqual([404, 'avatar.not_found']);
      expect((await world.call('GET', `/users/${id}/avatar`)).status).toBe(401);
      const seen = async (employee: string) =>
        (await world.call('GET', `/users/${id}/avatar`, { token: await world.staff(employee) })).status;
      expect([await seen('EMP001'), await seen('EMP006')]).toEqual([200, 404]);
    });

    it.each([
      [
        'a page that says it is a picture',
        picture(Buffer.from('<svg onload="x"/>'.padEnd(90))),
        415,
        'avatar.unsupported',
      ],
      [
        'a drawing that can run programs, called a picture',
        picture(
          Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(90)}</svg>`),
        ),
        415,
        'avatar.unsupported',
      ],
      ['a page with the first bytes of a picture', picture(headOf(png())), 415, 'avatar.unsupported'],
      ['half a picture', picture(png().subarray(0, -20)), 415, 'avatar.unsupported'],
      [
        'half a photograph',
        picture(jpeg().subarray(0, -2), 'image/jpeg', 'me.jpg'),
        415,
        'avatar.unsupported',
      ],
      ['an animation', picture(Buffer.from('GIF89a'.padEnd(90)), 'image/png'), 415, 'avatar.unsupported'],
      ['a picture with a side of 5000', picture(png(5_000, 10)), 422, 'avatar.outsized'],
      ['a picture of 60,000 by 60,000', picture(jpeg(60_000, 60_000)), 422, 'avatar.outsized'],
      [
        'more pixels than its canvas says',
        picture(webp.extended(9_000, 10, [10, 10])),
        422,
        'avatar.outsized',
      ],
      ['a picture without a side', picture(png(0, 10)), 422, 'avatar.outsized'],
      ['more than 2 MiB', picture(png(10, 10, { size: 2 * 1_024 * 1_024 + 1 })), 413, 'file.too_large'],
      [
        'two pictures',
        form(part('a', png(), 'a.png', 'image/png'), part('b', png(), 'b.png', 'image/png')),
        400,
        'file.malformed',
      ],
      ['no picture', form(), 422, 'request.invalid'],
      ['half a form', picture(png()).subarray(0, 120), 400, 'file.malformed'],
    ])('is not %s', async (_what, body, status, code) => {
      const { id, token } = await world.newCustomer();
      const answer = await upload(token, body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect((await world.call('GET', `/users/${id}/avatar`, { token })).status).toBe(404);
    });

    it.each([
      ['a PNG', png(), 'image/png'],
      ['a JPEG', jpeg(), 'image/jpeg'],
      ['a WebP', webp.extended(20, 20), 'image/webp'],
    ])('is kept without what is hung on behind it: %s', async (_what, bytes, type) => {
      const { id, token } = await world.newCustomer();
      const behind = Buffer.concat([bytes, Buffer.from('<html><script>alert(1)</script></html>')]);
      expect((await upload(token, picture(behind, 'text/html', 'me.html'))).status).toBe(200);
      const response = await fetch(`${world.url}/api/v1/users/${id}/avatar`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(response.headers.get('content-type')).toBe(type);
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    });

    it('may have 2 MiB to the byte', async () => {
      const { token } = await world.newCustomer();
      expect((await upload(token, picture(png(10, 10, { size: 2 * 1_024 * 1_024 })))).status).toBe(200);
    });
  });

  describe('the preferences', () => {
    it('are mine to change one by one', async () => {
      const { token } = await world.newCustomer();
      const read = async () => (await world.call('GET', '/users/me/preferences', { token })).body;
      expect(await read()).toEqual({ language: 'en', marketing: false, theme: 'system' });
      const changes = [{ language: 'hi' }, { marketing: true }, { theme: 'dark' }];
      await Promise.all(changes.map((body) => world.call('PATCH', '/users/me/preferences', { token, body })));
      expect(await read()).toEqual({ language: 'hi', marketing: true, theme: 'dark' });
      for (const body of [{ language: 'fr' }, { marketing: 'yes' }, { theme: null }, { admin: true }])
        expect((await world.call('PATCH', '/users/me/preferences', { token, body })).status).toBe(422);
    });
  });

  describe('closing it', () => {
    it('ends every session and frees email and mobile for a new account (ID-7)', async () => {
      const { id, token, refreshToken, email, mobile } = await world.newCustomer();
      await upload(token, picture(png()));
      expect((await world.call('DELETE', '/users/me', { token })).status).toBe(204);
      expect((await world.call('GET', '/users/me', { token })).status).toBe(401);
      expect((await world.call('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(401);
      const password = 'Str0ng!Passw0rd';
      const gone = await world.call('POST', '/auth/login', { body: { identifier: email, password } });
      expect(gone.status).toBe(401);
      const body = { email, mobile, password, firstName: 'Ravi' };
      const anew = await world.call<{ user: Me }>('POST', '/auth/register', { body });
      expect([anew.status, anew.body.user.avatarUrl]).toEqual([201, null]);
      expect(anew.body.user.id).not.toBe(id);
      await world.settle();
    });

    it('happens once, however often it is asked for at once', async () => {
      const { token } = await world.newCustomer();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => world.call('DELETE', '/users/me', { token })),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      expect(new Set(statuses.filter((status) => status !== 204))).toEqual(new Set([401]));
    });
  });

  it('keeps working for the demonstration customer', async () => {
    const body = { identifier: '+919000000001', password: demoPassword };
    expect((await world.call('POST', '/auth/login', { body })).status).toBe(200);
  });
});
