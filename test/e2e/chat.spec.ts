import { ChatService } from '../../src/features/chat/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { World } from '../world.js';
import { TalkingCustomer } from './customer.js';
import {
  booked,
  expectStatus,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
  remainingAt,
} from './marketplace.js';
import type { Booking, List, Problem } from './marketplace.js';

interface Message {
  sequence: number;
  role: string;
  content: string;
}

const english = 'my AC is not cooling, can someone come tomorrow at 11am? I live in 560001';
const hinglish = 'kal subah 11 baje AC repair karwana hai, pincode 560001';
const hindi = 'कल दोपहर 2 बजे बाथरूम की सफाई करवानी है, 560001';

describe('a conversation', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const bookingsOf = async (token: string) =>
    (await world.call<List<Booking>>('GET', '/bookings', { token })).body.data;

  it.each([
    { language: 'en', opening: english, yes: 'yes', slug: 'ac-repair', time: '11:00' },
    { language: 'hinglish', opening: hinglish, yes: 'haan kar do', slug: 'ac-repair', time: '11:00' },
    { language: 'hi', opening: hindi, yes: 'हाँ', slug: 'bathroom-cleaning', time: '14:00' },
  ])(
    'books what was shown, for somebody new, in $language',
    async ({ language, opening, yes, slug, time }) => {
      const customer = await TalkingCustomer.arrive(world);
      const { proposal, reply } = await customer.toProposal(opening);
      const start = indianTime(localDay(world, 1), time);
      expect(proposal?.details).toMatchObject({ serviceSlug: slug, slotStart: start });
      expect(reply).toMatch(/₹/);
      expect(await bookingsOf(customer.token)).toEqual([]);

      const done = await customer.say(yes);
      expect(done).toMatchObject({ awaiting: null, proposal: null, action: { kind: 'booking.created' } });
      expect(customer.turns.map((turn) => turn.language)).toEqual(customer.turns.map(() => language));

      const [booking, ...others] = await bookingsOf(customer.token);
      expect(others).toEqual([]);
      expect(booking).toMatchObject({ id: done.action?.id, status: 'confirmed', slot: { start } });
      expect(booking?.items.map(({ service }) => service.slug)).toEqual([slug]);
      expect(booking?.address).toMatchObject({
        line1: '12, 5th Cross, MG Road',
        pincode: '560001',
        city: 'Bangalore',
      });
      expect(booking?.price.totalPaise).toBe(proposal?.pricePaise);
      expect(done.action?.summary).toContain(booking?.orderNumber);

      const staff = await world.staff('EMP005');
      const path = `/ops/bookings?orderNumber=${booking?.orderNumber ?? ''}`;
      const seen = (await world.call<List<Booking>>('GET', path, { token: staff })).body.data;
      expect(seen).toMatchObject([{ id: booking?.id, channel: 'chat', status: 'confirmed' }]);
    },
  );

  it.each([english, hinglish, hindi])('asks only for what is missing: %s', async (opening) => {
    const customer = await TalkingCustomer.arrive(world);
    await customer.toProposal(opening);
    expect(new Set(customer.asked)).toEqual(new Set(['variant', 'address', 'confirmation']));
    expect(customer.asked).toHaveLength(3);
  });

  it('does not ask for an address that the account has', async () => {
    const { token } = await world.newCustomer();
    await world.addAddress(token);
    const customer = new TalkingCustomer(world, token);
    const { proposal } = await customer.toProposal(
      'my AC is not cooling, can someone come tomorrow at 11am?',
    );
    expect(customer.asked).toEqual(['variant', 'confirmation']);
    expect(proposal?.details['address']).toContain('12, 5th Cross');
  });

  it('shows a price whose parts make the total', async () => {
    const customer = await TalkingCustomer.arrive(world);
    const { proposal, reply } = await customer.toProposal(english);
    const { taxablePaise, taxPaise, roundOffPaise, totalPaise } = proposal?.details as Record<string, number>;
    expect((taxablePaise ?? 0) + (taxPaise ?? 0) + (roundOffPaise ?? 0)).toBe(totalPaise);
    expect(proposal?.pricePaise).toBe(totalPaise);
    expect(reply).toContain(`₹${new Intl.NumberFormat('en-IN').format((totalPaise ?? 0) / 100)}`);
  });

  it.each([
    ['no wait, make it 4pm', '16:00'],
    ['yes but at 5 pm', '17:00'],
    ['nahi nahi, 3 baje dopahar kar do', '15:00'],
  ])('takes "%s" before the yes as a change, and books that', async (correction, time) => {
    const customer = await TalkingCustomer.arrive(world);
    const first = await customer.toProposal(english);
    const second = await customer.say(correction);
    expect(second.awaiting).toBe('confirmation');
    const start = indianTime(localDay(world, 1), time);
    expect(second.proposal?.details).toMatchObject({ ...first.proposal?.details, slotStart: start });
    expect(await bookingsOf(customer.token)).toEqual([]);
    await customer.say('yes');
    expect((await bookingsOf(customer.token)).map(({ slot }) => slot.start)).toEqual([start]);
  });

  it.each(["no, that's not right", 'no', 'nahi, rehne do', 'नहीं'])(
    'books nothing on "%s"',
    async (refusal) => {
      const customer = await TalkingCustomer.arrive(world);
      await customer.toProposal(english);
      const turn = await customer.say(refusal);
      expect([turn.proposal, turn.action]).toEqual([null, null]);
      await customer.say('yes');
      expect(await bookingsOf(customer.token)).toEqual([]);
    },
  );

  it.each(['maybe', 'what does it cost?', 'hmm', 'is the technician certified?', 'okay wait'])(
    'does not take "%s" for a yes',
    async (words) => {
      const customer = await TalkingCustomer.arrive(world);
      await customer.toProposal(english);
      expect((await customer.say(words)).action).toBeNull();
      expect(await bookingsOf(customer.token)).toEqual([]);
      await customer.say('yes, book it');
      expect(await bookingsOf(customer.token)).toHaveLength(1);
    },
  );

  it('books nothing more on a second yes', async () => {
    const customer = await TalkingCustomer.arrive(world);
    await customer.toProposal(english);
    await customer.say('yes');
    expect((await customer.say('yes')).action).toBeNull();
    expect((await customer.say('yes please book it')).action).toBeNull();
    expect(await bookingsOf(customer.token)).toHaveLength(1);
  });

  it('does not book at a price shown more than five minutes ago: it shows it again', async () => {
    const customer = await TalkingCustomer.arrive(world);
    await customer.toProposal(english);
    world.clock.advance(6 * 60_000);
    const again = await customer.say('yes');
    expect([again.action, again.awaiting]).toEqual([null, 'confirmation']);
    expect(await bookingsOf(customer.token)).toEqual([]);
    await customer.say('yes');
    expect(await bookingsOf(customer.token)).toHaveLength(1);
  });

  it('says when the time was taken between the question and the yes, and offers others', async () => {
    const start = indianTime(localDay(world, 3), '09:00');
    const opening = `AC repair on ${localDay(world, 3)} at 9 am, 560001`;
    const waiting = await TalkingCustomer.arrive(world);
    const { proposal } = await waiting.toProposal(opening);
    expect(proposal?.details).toMatchObject({ slotStart: start });
    const rate = await rateOf(world, 'ac-repair');
    for (let free = await remainingAt(world, 'ac-repair', rate.id, start); free > 0; free -= 1) {
      const rival = await newHouseholder(world);
      await booked(world, rival.token, order(rival.addressId, rate.id, start));
    }
    const lost = await waiting.say('yes');
    expect([lost.action, lost.awaiting]).toEqual([null, 'slot']);
    const next = await waiting.toProposal(lost.options[0]?.label ?? '');
    expect(next.proposal?.details['slotStart']).toBe(lost.options[0]?.id);
    expect((await waiting.say('yes')).action).not.toBeNull();
  });

  it('is remembered in order, for its owner alone', async () => {
    const customer = await TalkingCustomer.arrive(world);
    await customer.toProposal(english);
    const path = `/chat/history?threadId=${customer.threadId ?? ''}`;
    const history = (await world.call<List<Message>>('GET', path, { token: customer.token })).body.data;
    expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, at) => at + 1));
    expect(history.map(({ role }) => role)).toEqual(customer.turns.flatMap(() => ['user', 'assistant']));
    expect(history[0]?.content).toBe(english);
    expect(history.filter(({ role }) => role === 'assistant').map(({ content }) => content)).toEqual(
      customer.turns.map(({ reply }) => reply),
    );
    const { token } = await world.newCustomer();
    const body = { message: 'yes', threadId: customer.threadId };
    const answers = [
      await world.call<Problem>('GET', path, { token }),
      await world.call<Problem>('POST', '/chat/message', { token, body }),
      await world.call<Problem>('GET', `/threads/${customer.threadId ?? ''}`, { token }),
      await world.call<Problem>('DELETE', `/chat/sessions/${customer.threadId ?? ''}`, { token }),
    ];
    expect(answers.map(({ status, body: { code } }) => `${status} ${code}`)).toEqual(
      answers.map(() => '404 thread.not_found'),
    );
    expect(await bookingsOf(customer.token)).toEqual([]);
  });

  it('answers a repeated request with the same turn, also the one that booked', async () => {
    const customer = await TalkingCustomer.arrive(world);
    await customer.toProposal(english);
    const request = {
      token: customer.token,
      key: 'the yes',
      body: { message: 'yes', threadId: customer.threadId },
    };
    const first = await world.call('POST', '/chat/message', request);
    const second = await world.call('POST', '/chat/message', request);
    expectStatus(200, first);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await bookingsOf(customer.token)).toHaveLength(1);
    const other = await world.call<Problem>('POST', '/chat/message', {
      ...request,
      body: { ...request.body, message: 'no' },
    });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.key_reused']);
  });

  it('books once when two say yes at once, and answers one message at a time', async () => {
    const customer = await TalkingCustomer.arrive(world);
    await customer.toProposal(english);
    const turns = await Promise.all([customer.say('yes'), customer.say('yes'), customer.say('yes')]);
    expect(turns.filter(({ action }) => action !== null)).toHaveLength(1);
    expect(await bookingsOf(customer.token)).toHaveLength(1);
    const path = `/chat/history?threadId=${customer.threadId ?? ''}`;
    const history = (await world.call<List<Message>>('GET', path, { token: customer.token })).body.data;
    const roles = history.map(({ role }) => role);
    expect(roles).toEqual(roles.map((_, at) => (at % 2 === 0 ? 'user' : 'assistant')));
  });

  it('answers one message at a time however closely they follow each other', async () => {
    const { id, token } = await world.newCustomer();
    const actor: Actor = { kind: 'customer', id, channel: 'chat' };
    const chat = world.get(ChatService);
    const { threadId } = await chat.say(actor, { message: english });
    const said = ['split AC', '12, 5th Cross, MG Road', 'yes', 'yes', 'yes'];
    await Promise.all(said.map((message) => chat.say(actor, { message, threadId })));
    const path = `/chat/history?threadId=${threadId}`;
    const history = (await world.call<List<Message>>('GET', path, { token })).body.data;
    expect(history).toHaveLength(2 + 2 * said.length);
    const roles = history.map(({ role }) => role);
    expect(roles).toEqual(roles.map((_, at) => (at % 2 === 0 ? 'user' : 'assistant')));
    expect((await bookingsOf(token)).length).toBeLessThanOrEqual(1);
  });

  it('keeps to the rights of who talks: nobody can cancel what another has booked', async () => {
    const owner = await TalkingCustomer.arrive(world);
    await owner.toProposal(english);
    await owner.say('yes');
    const [booking] = await bookingsOf(owner.token);
    const stranger = await TalkingCustomer.arrive(world);
    const turn = await stranger.say(`cancel booking ${booking?.orderNumber ?? ''}`);
    expect([turn.proposal, turn.action]).toEqual([null, null]);
    await stranger.say('yes');
    expect(await bookingsOf(owner.token)).toMatchObject([{ status: 'confirmed' }]);
  });

  it('cancels after showing the fee and hearing a yes', async () => {
    const customer = await TalkingCustomer.arrive(world);
    await customer.toProposal(english);
    await customer.say('yes');
    const asked = await customer.say('cancel my booking');
    expect(asked.awaiting).toBe('confirmation');
    expect(await bookingsOf(customer.token)).toMatchObject([{ status: 'confirmed' }]);
    const done = await customer.say('yes');
    expect(done.action).toMatchObject({ kind: 'booking.cancelled' });
    expect(await bookingsOf(customer.token)).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe('a conversation at any hour', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it.each([
    ['just before midnight', '2027-02-03T18:25:00.000Z'],
    ['just after midnight', '2027-02-03T18:35:00.000Z'],
    ['before dawn, still yesterday in UTC', '2027-02-04T23:00:00.000Z'],
    ['on a Saturday evening', '2027-02-06T13:00:00.000Z'],
    ['on the last day of a month', '2027-02-28T08:00:00.000Z'],
  ])('means the Indian tomorrow: %s', async (_when, now) => {
    world.clock.set(now);
    const customer = await TalkingCustomer.arrive(world);
    const { proposal } = await customer.toProposal(english);
    expect(proposal?.details['slotStart']).toBe(indianTime(localDay(world, 1), '11:00'));
    expect((await customer.say('yes')).action).toMatchObject({ kind: 'booking.created' });
  });
});

describe('a conversation across restarts', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('goes on where it was when the server is started anew after every message', async () => {
    const customer = await TalkingCustomer.arrive(world, () => world.restart());
    const { proposal } = await customer.toProposal(english);
    const corrected = await customer.say('no wait, make it 4pm');
    expect(corrected.proposal?.id).not.toBe(proposal?.id);
    const done = await customer.say('yes');
    expect(done.action).toMatchObject({ kind: 'booking.created' });
    expect((await customer.say('yes')).action).toBeNull();
    const { body } = await world.call<List<Booking>>('GET', '/bookings', { token: customer.token });
    expect(body.data).toMatchObject([
      { id: done.action?.id, slot: { start: indianTime(localDay(world, 1), '16:00') } },
    ]);
    expect(body.data[0]?.price.totalPaise).toBe(corrected.proposal?.pricePaise);
  });
});
