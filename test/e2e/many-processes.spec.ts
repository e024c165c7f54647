import { Configuration } from '../../src/config/configuration.js';
import { RatesService } from '../../src/features/services/index.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { bootstrap } from '../../src/bootstrap.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import type { Api } from '../api.js';
import { Cluster, someAddress } from './cluster.js';
import type { Server } from './cluster.js';
import { TalkingCustomer } from './customer.js';
import { describeInProduction } from './production.js';
import { eventually } from './programs.js';
import {
  book,
  booked,
  expectStatus,
  localDay,
  newHouseholder,
  order,
  rateOf,
  remainingAt,
  slotsOf,
  times,
} from './marketplace.js';
import type { Booking, List, Problem, Rate, Slot } from './marketplace.js';

const slug = 'ac-repair';
const startsMs = 240_000;
const channels = ['email', 'in_app', 'sms'];

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

describeInProduction('two servers and two workers on one MySQL and one Redis', () => {
  let cluster: Cluster;
  let one: Server;
  let two: Server;
  let rate: Rate;

  beforeAll(async () => {
    cluster = await Cluster.start();
    [one, two] = cluster.servers;
    rate = await rateOf(one, slug);
  }, startsMs);
  afterAll(() => cluster.close(), startsMs);

  const rows = <T>(statement: string): Promise<T[]> => cluster.production.rows<T>(statement);
  const countOf = async (what: string): Promise<number> =>
    Number((await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${what}`))[0]?.n);
  /** In turns the one server and the other. */
  const at = (turn: number): Server => (turn % 2 === 0 ? one : two);
  const freeOn = async (days: number): Promise<Slot[]> =>
    (await slotsOf(one, slug, rate.id, localDay(one, days))).filter(({ available }) => available);
  const first = <T>(list: readonly T[]): T => {
    const [head] = list;
    if (head === undefined) throw new Error('Nothing is free.');
    return head;
  };
  const bookingsOf = async (server: Api, token: string): Promise<Booking[]> =>
    (await server.call<List<Booking>>('GET', '/bookings', { token })).body.data;

  describe('a session', () => {
    const me = async (server: Server, token: string) =>
      (await server.call('GET', '/users/me', { token })).status;

    it('made at the one is good at the other, and ends at both with the next request (ID-5)', async () => {
      const { token } = await one.newCustomer();
      expect([await me(one, token), await me(two, token)]).toEqual([200, 200]);
      expect((await two.call('POST', '/auth/logout', { token })).status).toBe(204);
      expect([await me(one, token), await me(two, token)]).toEqual([401, 401]);
    });

    it('of staff ends at both as well', async () => {
      const token = await two.staff('EMP001');
      const roles = async (server: Server) => (await server.call('GET', '/ops/roles', { token })).status;
      const before = [await roles(one), await roles(two)];
      expect((await one.call('POST', '/ops/auth/logout', { token })).status).toBe(204);
      expect([before, await roles(one), await roles(two)]).toEqual([[200, 200], 401, 401]);
    });

    it('refreshed fifty times at both at once goes on at both, and is one chain (ID-2)', async () => {
      const { id, refreshToken } = await one.newCustomer();
      const refresh = (server: Server, token: string) =>
        server.call<Tokens>('POST', '/auth/refresh', { body: { refreshToken: token } });
      const answers = await Promise.all(times(50, (turn) => refresh(at(turn), refreshToken)));
      const pairs = answers.map((answer) => expectStatus(200, answer));
      expect(new Set(pairs.map((pair) => pair.refreshToken)).size).toBe(1);
      expect(await me(two, pairs[0]?.accessToken ?? '')).toBe(200);
      expect(await me(one, pairs[1]?.accessToken ?? '')).toBe(200);
      const heads = `refresh_tokens t JOIN sessions s ON s.id = t.sessionId
        WHERE s.principalId = '${id}' AND s.revokedAt IS NULL AND t.usedAt IS NULL`;
      expect(await countOf(heads)).toBe(1);
      const next = expectStatus(200, await refresh(two, pairs[0]?.refreshToken ?? ''));
      expect(await me(one, next.accessToken)).toBe(200);
    });
  });

  describe('a limit (ID-3)', () => {
    const from = () => ({ 'X-Forwarded-For': someAddress() });

    it('counts what an address does at both together', async () => {
      const headers = from();
      const left: number[] = [];
      for (const turn of times(6, (count) => count)) {
        const answer = await at(turn).call('GET', '/services/categories', { headers });
        left.push(Number(/r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1]));
      }
      const [most = 0] = left;
      expect(left).toEqual(times(6, (count) => most - count));
    });

    it('on signing in is ten at both together, not ten at each', async () => {
      const headers = from();
      const seen: number[] = [];
      for (const turn of times(12, (count) => count)) {
        const body = { identifier: `nobody${turn}@example.com`, password: 'Wr0ng!Passw0rd' };
        seen.push((await at(turn).call('POST', '/auth/login', { headers, body })).status);
      }
      expect(seen).toEqual([...times(10, () => 401), 429, 429]);
    });

    it('on guesses is five at both together, whoever is guessed at', async () => {
      const { email } = await one.newCustomer();
      for (const identifier of [email, 'phantom@example.com']) {
        const body = { identifier, password: 'Wr0ng!Passw0rd' };
        const answers = await Promise.all(
          times(9, (turn) => at(turn).call<Problem>('POST', '/auth/login', { body })),
        );
        expect(answers.map(({ status }) => status).toSorted()).toEqual([
          ...times(5, () => 401),
          ...times(4, () => 423),
        ]);
        for (const { status, headers } of answers)
          if (status === 423) expect(Number(headers.get('retry-after'))).toBeGreaterThan(850);
      }
    });
  });

  describe('a conversation (PF-7)', () => {
    const opening = 'my AC is not cooling, can someone come tomorrow at 11am?';

    it('begun at the one goes on at the other, message by message, to its booking', async () => {
      let turns = 0;
      const customer: TalkingCustomer = await TalkingCustomer.arrive(one, async () => {
        turns += 1;
        customer.goTo(at(turns));
      });
      const { proposal } = await customer.toProposal(opening);
      const done = await customer.say('yes');
      expect(turns).toBeGreaterThan(3);
      const [made, ...more] = await bookingsOf(at(turns + 1), customer.token);
      expect(more).toEqual([]);
      expect(done.action?.summary).toContain(made?.orderNumber);
      expect(made?.price.totalPaise).toBe(proposal?.pricePaise);
    });

    it(
      'whose server is killed in the middle of the yes has one booking from the other',
      async () => {
        const customer = await TalkingCustomer.arrive(one);
        await customer.toProposal(opening);
        const { token, threadId } = customer;
        const yes = (server: Server) =>
          server.call<{ turnId: string; action: { kind: string; summary: string } | null }>(
            'POST',
            '/chat/message',
            { token, key: `the yes of ${threadId}`, body: { message: 'yes', threadId } },
          );

        const letGo = await cluster.production.hold('booking_events');
        const cut = yes(one).then(
          () => 'answered',
          () => 'cut off',
        );
        await eventually(
          async () =>
            (await countOf(
              "information_schema.processlist WHERE db = DATABASE() AND state LIKE 'Waiting for table%'",
            )) > 0,
        );
        await one.end('SIGKILL');
        await letGo();
        expect(await cut).toBe('cut off');

        const done = expectStatus(200, await yes(two));
        expect(done.action?.kind).toBe('booking.created');
        const made = await bookingsOf(two, token);
        expect(made).toHaveLength(1);
        expect(done.action?.summary).toContain(made[0]?.orderNumber);

        await one.start();
        const again = await yes(one);
        expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', done]);
        customer.goTo(one);
        expect((await customer.say('yes')).action).toBeNull();
        expect(await bookingsOf(one, token)).toEqual(made);
      },
      startsMs,
    );
  });

  it(
    'give a slot to as many of thirty as it has room for, wherever they ask (HB-2)',
    async () => {
      const { start } = first(await freeOn(3));
      const room = await remainingAt(one, slug, rate.id, start);
      const people: Awaited<ReturnType<typeof newHouseholder>>[] = [];
      while (people.length < 30)
        people.push(...(await Promise.all(times(6, (turn) => newHouseholder(at(turn))))));
      const answers = await Promise.all(
        people.map(({ token, addressId }, turn) => book(at(turn), token, order(addressId, rate.id, start))),
      );
      const won = answers.filter(({ status }) => status === 201);
      const lost = answers.filter(({ status }) => status !== 201);
      expect(room).toBeLessThan(30);
      expect(won).toHaveLength(room);
      expect(lost.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
        lost.map(() => '409 slot.taken'),
      );
      expect([
        await remainingAt(one, slug, rate.id, start),
        await remainingAt(two, slug, rate.id, start),
      ]).toEqual([0, 0]);
      const visits = await rows<{ providerId: string; startAt: Date; endAt: Date }>(
        `SELECT providerId, slotStartAt AS startAt, slotEndAt AS endAt FROM bookings
        WHERE providerId IS NOT NULL AND state NOT IN ('cancelled', 'completed')`,
      );
      const overlaps = visits.flatMap((visit, at) =>
        visits
          .slice(at + 1)
          .filter(
            (other) =>
              other.providerId === visit.providerId &&
              other.startAt < visit.endAt &&
              visit.startAt < other.endAt,
          ),
      );
      expect(overlaps).toEqual([]);
      const unowned = `provider_cells c LEFT JOIN bookings b ON b.id = c.ownerId AND b.providerId = c.providerId
      WHERE c.ownerKind = 'booking' AND b.id IS NULL`;
      expect(await countOf(unowned)).toBe(0);
    },
    startsMs,
  );

  it(
    'do a request that reaches both at once one time, and say which answer is the repeat (PF-2)',
    async () => {
      for (const turn of times(5, (count) => count)) {
        const { token, addressId } = await newHouseholder(at(turn));
        const sent = order(addressId, rate.id, first(await freeOn(4)).start);
        const answers = await Promise.all(
          [one, two].map((server) => book(server, token, sent, `key ${turn}`)),
        );
        const [left, right] = answers.map((answer) => expectStatus(201, answer));
        expect(left).toEqual(right);
        expect(answers.map(({ headers }) => headers.get('idempotent-replayed')).toSorted()).toEqual([
          null,
          'true',
        ]);
        expect((await bookingsOf(at(turn), token)).map(({ id }) => id)).toEqual([left?.id]);
      }
      const { token } = await newHouseholder(one);
      const add = (server: Server, line1: string) =>
        server.call<Problem>('POST', '/addresses', {
          token,
          key: 'an address',
          body: { line1, city: 'Bangalore', state: 'Karnataka', pincode: '560001' },
        });
      expect((await add(one, '12, 5th Cross')).status).toBe(201);
      const other = await add(two, '13, 5th Cross');
      expect([other.status, other.body.code]).toEqual([422, 'idempotency.key_reused']);
    },
    startsMs,
  );

  it(
    'send every notice once when a worker is killed with jobs in its hands',
    async () => {
      const [doomed] = cluster.workers;
      // Reminders of the days to come wait meanwhile.
      const due = "jobs WHERE state = 'running' OR (state = 'waiting' AND runAt <= UTC_TIMESTAMP(3))";
      // Both write notices: to the customer, and to the provider who is asked.
      const tells = "name IN ('on:booking.confirmed:notifications', 'on:offer.made:dispatch')";
      await eventually(async () => (await countOf(due)) === 0);
      const slots = await freeOn(5);
      const people = await Promise.all(times(12, (turn) => newHouseholder(at(turn))));
      const letGo = await cluster.production.hold('notifications');
      const made: Booking[] = [];
      try {
        for (const [turn, { token, addressId }] of people.entries())
          made.push(
            await booked(at(turn), token, order(addressId, rate.id, slots[turn % slots.length]?.start ?? '')),
          );
        // Four in the hands of each worker: as many as they take.
        await eventually(async () => (await countOf(`jobs WHERE ${tells} AND state = 'running'`)) === 8);
        await doomed.end('SIGKILL');
      } finally {
        await letGo();
      }

      await eventually(async () => (await countOf(due)) === 0);
      const again = await countOf(`jobs WHERE ${tells} AND attempts > 1`);
      expect(again).toBeGreaterThanOrEqual(4);
      expect(await rows("SELECT name, lastError FROM jobs WHERE state = 'dead'")).toEqual([]);
      const told = await rows<{ userId: string; channel: string; state: string }>(
        `SELECT userId, channel, state FROM notifications
        WHERE kind = 'booking.confirmed' AND userId IN (${people.map(({ id }) => `'${id}'`).join()})`,
      );
      const expected = people.flatMap(({ id }) => channels.map((channel) => `${id} ${channel} sent`));
      expect(told.map(({ userId, channel, state }) => `${userId} ${channel} ${state}`).toSorted()).toEqual(
        expected.toSorted(),
      );
      const inbox = await one.call<{ data: { kind: string; body: string }[] }>('GET', '//dev/inbox');
      const letters = inbox.body.data.filter(
        ({ kind, body }) => kind === 'booking.confirmed' && body.includes(made[11]?.orderNumber ?? ''),
      );
      expect(letters.length).toBe(2);
      await doomed.start();
    },
    startsMs,
  );

  it(
    'show a price that a third server published',
    async () => {
      const before = await rateOf(one, 'car-wash');
      const third = await bootstrap(
        Configuration.read({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ...cluster.production.settings }),
      );
      try {
        third.get(JobRunner).relay();
        await third.get(UnitOfWork).run((tx) =>
          third.get(RatesService, { strict: false }).publish(tx, [
            {
              ...{ rateCardId: before.id, city: 'Bangalore', pincode: '560001' },
              ...{ pricePaise: 12_300, strikePricePaise: null, validFrom: new Date(), validTo: null },
            },
          ]),
        );
      } finally {
        await third.close();
      }
      for (const server of [one, two])
        await eventually(async () => (await rateOf(server, 'car-wash')).pricePaise === 12_300);
      expect(before.pricePaise).not.toBe(12_300);
    },
    startsMs,
  );

  it(
    'fire a schedule once at each instant, though both workers look',
    async () => {
      const fired = "jobs WHERE name = 'jobs.sweep'";
      const before = await countOf(fired);
      for (const round of times(4, (count) => count + 1)) {
        await rows("UPDATE job_schedules SET nextAt = UTC_TIMESTAMP(3) WHERE name = 'jobs.sweep'");
        await eventually(async () => (await countOf(`${fired} AND state = 'done'`)) >= before + round);
      }
      const runs = await rows<{ attempts: number }>(`SELECT attempts FROM ${fired} AND state = 'done'`);
      expect(runs.map(({ attempts }) => attempts)).toEqual(times(before + 4, () => 1));
      expect(await countOf(fired)).toBe(before + 4);
    },
    startsMs,
  );

  it(
    'seal the audit log as one: each act has its place in the chain, whoever wrote and whoever sealed it',
    async () => {
      await rows("UPDATE job_schedules SET nextAt = UTC_TIMESTAMP(3) WHERE name = 'audit.seal'");
      const tokens = await Promise.all(times(6, (turn) => at(turn).staff('EMP001')));
      await Promise.all(tokens.map((token, turn) => at(turn).call('POST', '/ops/auth/logout', { token })));
      const token = await one.staff('EMP002');
      type Verdict = { ok: boolean; entries: number; unsealed: number };
      const verdict = async () =>
        expectStatus(200, await two.call<Verdict>('GET', '/ops/audit-log/verify', { token }));
      await eventually(async () => {
        const { ok, entries, unsealed } = await verdict();
        const written = await countOf('audit_log');
        return ok && unsealed === 0 && entries === written && written >= 13;
      });
      expect(await countOf("audit_log WHERE action = 'staff_auth.logout'")).toBeGreaterThanOrEqual(6);
    },
    startsMs,
  );
});
