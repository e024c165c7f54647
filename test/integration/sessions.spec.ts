import { DataSource } from 'typeorm';
import { IdentityWorld } from './identity-world.js';

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('sessions', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    await world.employEveryRole();
  });

  afterAll(() => world.close());

  const answerOf = async (path: string, token?: string): Promise<[number, string | undefined]> => {
    const { status, body } = await world.get(path, token);
    return [status, body.code];
  };

  describe('a refresh token', () => {
    const refresh = (refreshToken: string) => world.post('/auth/refresh', { refreshToken });

    it('gives the next pair, and the old access token goes on for its time', async () => {
      const { tokens } = await world.register();
      const { status, body } = await refresh(tokens.refreshToken);
      expect(status).toBe(200);
      expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken', 'tokenType']);
      expect(body.refreshToken).not.toBe(tokens.refreshToken);
      expect(await answerOf('/users/me', body.accessToken)).toEqual([200, undefined]);
      expect(await answerOf('/users/me', tokens.accessToken)).toEqual([200, undefined]);
    });

    it('stands in no table, neither it nor what follows from it', async () => {
      const { id, tokens } = await world.register();
      const second = (await refresh(tokens.refreshToken)).body;
      const third = (await refresh(second.refreshToken)).body;
      world.clock.advance(10_001);
      await refresh(tokens.refreshToken);
      await world.settle();
      const source = world.app.get(DataSource);
      const tables: string[] = [...new Set(source.entityMetadatas.map(({ tableName }) => tableName))];
      const found: string[] = [];
      let isPersonFound = false;
      for (const table of tables) {
        const text = JSON.stringify(await source.query(`SELECT * FROM ${table}`));
        isPersonFound ||= text.includes(id);
        for (const [at, each] of [tokens, second, third].entries())
          for (const token of [each.refreshToken.slice(4), each.accessToken])
            if (text.includes(token)) found.push(`${table}: ${at}`);
      }
      expect([isPersonFound, tables.length > 50, found]).toEqual([true, true, []]);
    });

    it('sent many times at once leads everyone to one live successor', async () => {
      const { tokens } = await world.register();
      const answers = await Promise.all(times(50, () => refresh(tokens.refreshToken)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      const successors = new Set(answers.map(({ body }) => body.refreshToken));
      expect(successors.size).toBe(1);
      const [successor = ''] = successors;
      expect((await refresh(successor)).status).toBe(200);
    });

    it('used again within ten seconds gives the live head, however far the chain has gone', async () => {
      const { tokens } = await world.register();
      let head = tokens.refreshToken;
      for (let use = 0; use < 3; use += 1) head = (await refresh(head)).body.refreshToken;
      world.clock.advance(10_000);
      expect((await refresh(tokens.refreshToken)).body.refreshToken).toBe(head);
    });

    it('used again later ends the whole session', async () => {
      const { tokens } = await world.register();
      const next = (await refresh(tokens.refreshToken)).body;
      world.clock.advance(10_001);
      const replay = await refresh(tokens.refreshToken);
      expect([replay.status, replay.body.code]).toEqual([401, 'auth.invalid_token']);
      expect((await refresh(next.refreshToken)).status).toBe(401);
      expect(await answerOf('/users/me', next.accessToken)).toEqual([401, 'auth.invalid_token']);
    });

    it('used again later is told to the person, once', async () => {
      const { email, tokens } = await world.register();
      await refresh(tokens.refreshToken);
      world.clock.advance(10_001);
      await Promise.all(times(5, () => refresh(tokens.refreshToken)));
      const told = (await world.inbox()).filter(
        ({ kind, to }) => kind === 'security.session_revoked' && to === email,
      );
      expect(told.map(({ to, channel }) => [to, channel])).toEqual([[email, 'email']]);
    });

    it('used again later at two processes at once ends its session alone, and is told by letter and in the app', async () => {
      const another = await IdentityWorld.open({ beside: world });
      const person = world.person();
      const phone = (await world.post('/auth/register', person)).body.tokens;
      const credentials = { identifier: person.email, password: person.password };
      const laptop = (await world.post('/auth/login', credentials)).body.tokens;
      const head = (await refresh(phone.refreshToken)).body;
      world.clock.advance(10_001);
      const answers = await Promise.all(
        times(20, (at) =>
          (at % 2 ? another : world).post('/auth/refresh', {
            refreshToken: at === 7 ? head.refreshToken : phone.refreshToken,
          }),
        ),
      );
      // The thief and the owner may come at the same moment; whoever of them has the head loses it either way.
      expect(answers.filter((_, at) => at !== 7).map(({ status }) => status)).toEqual(times(19, () => 401));
      expect([200, 401]).toContain(answers[7]?.status);
      for (const each of [world, another]) {
        expect((await each.get('/users/me', head.accessToken)).status).toBe(401);
        expect((await each.post('/auth/refresh', { refreshToken: head.refreshToken })).status).toBe(401);
        expect((await each.get('/users/me', laptop.accessToken)).status).toBe(200);
      }
      const onward = await another.post('/auth/refresh', { refreshToken: laptop.refreshToken });
      expect(onward.status).toBe(200);
      const letters = (await world.inbox()).filter(
        ({ kind, to }) => kind === 'security.session_revoked' && to === person.email,
      );
      expect(letters.map(({ channel }) => channel)).toEqual(['email']);
      const { data } = (await another.get('/notifications', onward.body.accessToken)).body;
      expect(data.map(({ kind }: { kind: string }) => kind)).toEqual(['security.session_revoked']);
      await another.close({ keepData: true });
    });

    it('of staff used again later is told to them too', async () => {
      const { refreshToken } = await world.signInStaff('finance_staff');
      const renew = () => world.post('/ops/auth/refresh', { refreshToken });
      expect((await renew()).status).toBe(200);
      world.clock.advance(10_001);
      expect((await renew()).status).toBe(401);
      const told = (await world.inbox()).filter(({ kind }) => kind === 'security.session_revoked');
      expect(told.filter(({ to }) => to === 'finance_staff@nexora.example')).toHaveLength(1);
    });

    it('sent fifty times at once to two processes logs nobody out and leaves one live chain', async () => {
      const another = await IdentityWorld.open({ beside: world });
      const { id, email, tokens } = await world.register();
      const answers = await Promise.all(
        times(50, (at) =>
          (at % 2 ? another : world).post('/auth/refresh', { refreshToken: tokens.refreshToken }),
        ),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
      const heads = await world.app
        .get(DataSource)
        .query(
          `SELECT t.id FROM refresh_tokens t JOIN sessions s ON s.id = t.sessionId WHERE s.principalId = '${id}' AND t.usedAt IS NULL`,
        );
      expect(heads).toHaveLength(1);
      for (const { body } of answers.slice(0, 4))
        expect(await answerOf('/users/me', body.accessToken)).toEqual([200, undefined]);
      const told = (await world.inbox()).filter(
        ({ kind, to }) => kind === 'security.session_revoked' && to === email,
      );
      expect(told).toEqual([]);
      await another.close({ keepData: true });
    });

    it('lasts 30 days unused, renewed by each use, though not beyond 90', async () => {
      const dayMs = 86_400_000;
      const { refreshToken } = (await world.register()).tokens;
      let head = refreshToken;
      for (let use = 0; use < 3; use += 1) {
        world.clock.advance(30 * dayMs - 1_000);
        const { status, body } = await refresh(head);
        expect(status).toBe(200);
        head = body.refreshToken;
      }
      world.clock.advance(4_000);
      expect((await refresh(head)).status).toBe(401);
      const idle = (await world.register()).tokens.refreshToken;
      world.clock.advance(30 * dayMs);
      expect((await refresh(idle)).status).toBe(401);
    });

    it('of a customer never becomes a staff token, nor the other way round, and stays good', async () => {
      const customer = (await world.register()).tokens.refreshToken;
      const staff = (await world.signInStaff('manager')).refreshToken;
      const crossed = await world.post('/ops/auth/refresh', { refreshToken: customer });
      expect([crossed.status, crossed.body.code]).toEqual([403, 'auth.wrong_audience']);
      expect((await refresh(staff)).status).toBe(403);
      expect((await refresh(customer)).status).toBe(200);
      const renewed = await world.post('/ops/auth/refresh', { refreshToken: staff });
      expect(await answerOf('/ops/users/me', renewed.body.accessToken)).toEqual([200, undefined]);
    });

    it('that is none is refused like any other', async () => {
      const { accessToken } = (await world.register()).tokens;
      for (const token of ['', 'nonsense', accessToken, 'nxr_'.padEnd(47, 'A')])
        expect((await refresh(token)).body.code).toBe('auth.invalid_token');
      expect((await refresh('x'.repeat(5_000))).status).toBe(422);
    });

    it('is taken though the access token beside it has expired', async () => {
      const { tokens } = await world.register();
      world.clock.advance(3_600_000);
      const { status } = await world.post(
        '/auth/refresh',
        { refreshToken: tokens.refreshToken },
        tokens.accessToken,
      );
      expect(status).toBe(200);
    });
  });

  describe('ending', () => {
    it('holds from the next request on', async () => {
      const { tokens } = await world.register();
      expect((await world.post('/auth/logout', {}, tokens.accessToken)).status).toBe(204);
      expect(await answerOf('/users/me', tokens.accessToken)).toEqual([401, 'auth.invalid_token']);
      expect((await world.post('/auth/refresh', { refreshToken: tokens.refreshToken })).status).toBe(401);
    });

    it('needs no body', async () => {
      const { tokens } = await world.register();
      const { status } = await world.http
        .post('/api/v1/auth/logout')
        .set('Authorization', `Bearer ${tokens.accessToken}`);
      expect(status).toBe(204);
    });

    it('everywhere ends every session of the customer and nobody else’s', async () => {
      const person = world.person();
      const first = (await world.post('/auth/register', person)).body.tokens;
      const credentials = { identifier: person.email, password: person.password };
      const second = (await world.post('/auth/login', credentials)).body.tokens;
      const other = (await world.register()).tokens;
      expect((await world.post('/auth/logout-all', {}, second.accessToken)).status).toBe(204);
      expect(await answerOf('/users/me', first.accessToken)).toEqual([401, 'auth.invalid_token']);
      expect(await answerOf('/users/me', second.accessToken)).toEqual([401, 'auth.invalid_token']);
      expect(await answerOf('/users/me', other.accessToken)).toEqual([200, undefined]);
    });

    it('at one process holds at every other from the next request on', async () => {
      const another = await IdentityWorld.open({ beside: world });
      const person = world.person();
      const first = (await world.post('/auth/register', person)).body.tokens;
      const credentials = { identifier: person.email, password: person.password };
      const second = (await another.post('/auth/login', credentials)).body.tokens;
      expect((await another.get('/users/me', first.accessToken)).status).toBe(200);
      const { data } = (await world.get('/auth/sessions', second.accessToken)).body;
      const { id } = data.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
      expect((await world.delete(`/auth/sessions/${id}`, second.accessToken)).status).toBe(204);
      expect((await another.get('/users/me', first.accessToken)).status).toBe(401);
      expect((await another.post('/auth/refresh', { refreshToken: first.refreshToken })).status).toBe(401);
      expect((await another.post('/auth/logout', {}, second.accessToken)).status).toBe(204);
      expect((await world.get('/users/me', second.accessToken)).status).toBe(401);
      await another.close({ keepData: true });
    });

    it('one by one: sessions are listed, each revocable by its owner alone', async () => {
      const person = world.person();
      const first = (await world.post('/auth/register', person)).body.tokens;
      const credentials = { identifier: person.email, password: person.password };
      const second = (await world.post('/auth/login', credentials)).body.tokens;
      const { data } = (await world.get('/auth/sessions', second.accessToken)).body;
      expect(data.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([true, false]);
      const firstId = data[1].id;
      const stranger = (await world.register()).tokens.accessToken;
      expect((await world.delete(`/auth/sessions/${firstId}`, stranger)).status).toBe(404);
      expect((await world.delete(`/auth/sessions/${firstId}`, second.accessToken)).status).toBe(204);
      expect(await answerOf('/users/me', first.accessToken)).toEqual([401, 'auth.invalid_token']);
      expect((await world.get('/auth/sessions', second.accessToken)).body.data).toHaveLength(1);
      expect((await world.delete(`/auth/sessions/${firstId}`, second.accessToken)).status).toBe(404);
    });
  });
});
