import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../src/kernel/actor.js';
import { Allow, For, MaybeActor, Public } from '../../src/platform/auth/decorators.js';
import { IdentityWorld } from './identity-world.js';

@Controller('doors')
class DoorsController {
  @Get('public')
  @Public()
  everybody(@MaybeActor() actor: Actor | null) {
    return { caller: actor?.kind ?? null };
  }

  @Get('stale')
  @Public({ token: 'ignored' })
  withStaleToken() {
    return {};
  }

  @Get('customer')
  @For('customer')
  customers() {
    return {};
  }

  @Get('bookings')
  @Allow('bookings.view')
  bookings() {
    return {};
  }

  @Get('settings')
  @Allow('bookings.view', 'settings.manage')
  settings() {
    return {};
  }

  @Get('closed')
  closed() {
    return {};
  }
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));

describe('access', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open({ controllers: [DoorsController] });
    await world.employEveryRole();
  });

  afterAll(() => world.close());

  const answerOf = async (path: string, token?: string): Promise<[number, string | undefined]> => {
    const { status, body } = await world.get(path, token);
    return [status, body.code];
  };

  describe('the guards', () => {
    it('keep a route that names nobody closed, with and without a token', async () => {
      const { accessToken } = await world.signInStaff('super_admin');
      expect(await answerOf('/doors/closed')).toEqual([403, 'auth.route_closed']);
      expect(await answerOf('/doors/closed', accessToken)).toEqual([403, 'auth.route_closed']);
    });

    it('let anyone through a public door, but nobody with a bad token', async () => {
      const { tokens } = await world.register();
      expect((await world.get('/doors/public')).body).toEqual({ caller: null });
      expect((await world.get('/doors/public', tokens.accessToken)).body).toEqual({ caller: 'customer' });
      expect(await answerOf('/doors/public', 'not.a.token')).toEqual([401, 'auth.invalid_token']);
      expect(await answerOf('/doors/stale', 'not.a.token')).toEqual([200, undefined]);
    });

    it('ask for a token, and tell a genuine one of another audience from a bad one', async () => {
      const customer = (await world.register()).tokens.accessToken;
      const staff = (await world.signInStaff('super_admin')).accessToken;
      const nobody = await world.get('/doors/customer');
      expect([nobody.status, nobody.body.code]).toEqual([401, 'auth.required']);
      expect(nobody.headers['www-authenticate']).toBe('Bearer');
      expect(await answerOf('/doors/customer', customer)).toEqual([200, undefined]);
      expect(await answerOf('/doors/customer', staff)).toEqual([403, 'auth.wrong_audience']);
      expect(await answerOf('/doors/bookings', customer)).toEqual([403, 'auth.wrong_audience']);
    });

    it('let staff do what their role includes, all of what is asked', async () => {
      const support = (await world.signInStaff('support_staff')).accessToken;
      const admin = (await world.signInStaff('admin')).accessToken;
      expect(await answerOf('/doors/bookings', support)).toEqual([200, undefined]);
      expect(await answerOf('/doors/settings', support)).toEqual([403, 'auth.permission_missing']);
      expect(await answerOf('/doors/settings', admin)).toEqual([200, undefined]);
    });
  });

  describe('an access token', () => {
    it('says who, for which audience and session, and until when, signed by ES256', async () => {
      const { id, tokens } = await world.register();
      const [header, claims] = tokens.accessToken.split('.');
      expect(decode(header)).toMatchObject({ alg: 'ES256', kid: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      const now = Math.floor(world.clock.now().getTime() / 1_000);
      expect(decode(claims)).toMatchObject({
        aud: 'customer',
        sub: id,
        kind: 'access',
        iat: now,
        exp: now + 900,
      });
    });

    it('ends after its quarter of an hour', async () => {
      const { accessToken } = (await world.register()).tokens;
      world.clock.advance(900_000 - 1);
      expect(await answerOf('/doors/customer', accessToken)).toEqual([200, undefined]);
      world.clock.advance(1_000);
      expect(await answerOf('/doors/customer', accessToken)).toEqual([401, 'auth.invalid_token']);
    });

    it('is refused when anything about it was made up', async () => {
      const { tokens } = await world.register();
      const [header = '', claims = '', signature = ''] = tokens.accessToken.split('.');
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const signed = (head: object, body: object): string => {
        const text = `${encode(head)}.${encode(body)}`;
        const made = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
        return `${text}.${made.toString('base64url')}`;
      };
      const publicPem = (await world.app.get(DataSource).query('SELECT publicKey FROM signing_keys'))[0]
        .publicKey;
      const hmacText = `${encode({ ...decode(header), alg: 'HS256' })}.${claims}`;
      const forgeries = {
        'alg none': `${encode({ ...decode(header), alg: 'none' })}.${claims}.`,
        'alg none with a signature': `${encode({ ...decode(header), alg: 'none' })}.${claims}.${signature}`,
        'swapped algorithm': `${hmacText}.${createHmac('sha256', publicPem).update(hmacText).digest('base64url')}`,
        'another key': signed(decode(header), decode(claims)),
        'another kid': signed(
          { ...decode(header), kid: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' },
          decode(claims),
        ),
        'a key of its own': signed(
          { alg: 'ES256', jwk: publicKey.export({ format: 'jwk' }) },
          decode(claims),
        ),
        'altered audience': `${header}.${encode({ ...decode(claims), aud: 'staff' })}.${signature}`,
        'altered subject': `${header}.${encode({ ...decode(claims), sub: 'someone' })}.${signature}`,
        'another signature': `${header}.${claims}.${'A'.repeat(86)}`,
        truncated: tokens.accessToken.slice(0, -5),
        oversized: `${tokens.accessToken}${'A'.repeat(5_000)}`,
        'a refresh token': tokens.refreshToken,
        'no token': 'null',
        'broken header': `%%%.${claims}.${signature}`,
        'header that is no JSON': `${Buffer.from('hello').toString('base64url')}.${claims}.${signature}`,
      };
      for (const [name, token] of Object.entries(forgeries))
        expect([name, ...(await answerOf('/doors/customer', token))]).toEqual([
          name,
          401,
          'auth.invalid_token',
        ]);
      expect(await answerOf('/doors/customer', tokens.accessToken)).toEqual([200, undefined]);
    });

    it('is good in another application on the same data, and after a restart', async () => {
      const { accessToken } = (await world.register()).tokens;
      const other = await IdentityWorld.open({ beside: world });
      try {
        expect((await other.get('/users/me', accessToken)).status).toBe(200);
        const { tokens } = (await other.post('/auth/register', { ...world.person() })).body;
        expect(await answerOf('/doors/customer', tokens.accessToken)).toEqual([200, undefined]);
      } finally {
        await other.close({ keepData: true });
      }
    });

    it('of one world is nothing in another', async () => {
      const { accessToken } = (await world.register()).tokens;
      const stranger = await IdentityWorld.open();
      try {
        expect((await stranger.get('/users/me', accessToken)).status).toBe(401);
        expect(await answerOf('/doors/customer', accessToken)).toEqual([200, undefined]);
      } finally {
        await stranger.close();
      }
    });
  });

  describe('the keys at rest', () => {
    it('are sealed under a key that only the owner of the folder may read', async () => {
      const [row] = await world.app.get(DataSource).query('SELECT * FROM signing_keys');
      expect(row.sealedPrivateKey).toMatch(/^v2\./);
      expect(JSON.stringify(row)).not.toContain('PRIVATE');
      expect(statSync(join(world.folder, 'encryption.key')).mode & 0o777).toBe(0o600);
    });

    it('stop the start when the key is another', async () => {
      const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');
      await expect(IdentityWorld.open({ beside: world, settings: { ENCRYPTION_KEY } })).rejects.toThrow(
        /ENCRYPTION_KEY/,
      );
    });
  });
});
