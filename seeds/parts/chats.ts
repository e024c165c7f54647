import { DateTime } from 'luxon';
import { MessageEntity, ThreadEntity, blankMessage, blankThread } from '../../src/features/chat/index.js';
import type { Language } from '../../src/features/chat/index.js';
import { readSentiment } from '../../src/features/agents/nlu/sentiment/sentiment.js';
import { groupBy } from '../../src/features/services/index.js';
import { formatInr } from '../../src/kernel/money.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { material } from '../material.js';
import type { ExchangeMaterial } from '../material.js';
import { SeededRandom } from '../seeded-random.js';
import type { Seeding } from '../seeding.js';
import { readCustomers } from './people.js';
import type { SeededCustomer } from './people.js';
import { readBookings } from './seeded-bookings.js';
import type { SeededBooking } from './seeded-bookings.js';

const messageCount = 1_192;

/** A question and its answer. */
const exchangeCount = messageCount / 2;
const longestThread = 6;
/** The demonstration's customer has talked more than others. */
const demoThreads = 3;

interface Conversation {
  readonly thread: ThreadEntity;
  readonly messages: readonly MessageEntity[];
}

/** What customers with a history and the assistant have said to each other. */
export async function seedChats(seeding: Seeding): Promise<void> {
  const customers = (await readCustomers(seeding)).filter(({ hasHistory }) => hasHistory);
  const bookings = groupBy(await readBookings(seeding), ({ booking }) => booking.customerId);
  await seeding.steps.write('chats', async (tx) => {
    const random = new SeededRandom(20_264);
    const byLanguage = groupBy(material.exchanges(), ({ language }) => language);
    const conversations = lengthsOf(random).map((length, at) => {
      const customer = at < demoThreads ? customers[0] : random.pick(customers);
      if (!customer) throw new Error('Nobody is there to talk.');
      const language = languageOf(random, customer);
      const exchanges = random.shuffle(byLanguage.get(language) ?? []).slice(0, length);
      const about = random.pick(bookings.get(customer.id) ?? []);
      return converse(seeding, random, { customer, language, exchanges, about });
    });
    await insertRows(tx, ThreadEntity, ...conversations.map(({ thread }) => thread));
    await insertRows(tx, MessageEntity, ...conversations.flatMap(({ messages }) => messages));
  });
}

/** Exchanges of each thread, two to six, all of them together as many as wanted. */
function lengthsOf(random: SeededRandom): number[] {
  const lengths: number[] = [];
  for (let left = exchangeCount; left > 0;) {
    const length = Math.min(left, random.int(2, longestThread));
    lengths.push(length);
    left -= length;
  }
  return lengths;
}

function languageOf(random: SeededRandom, { language }: SeededCustomer): Language {
  if (language === 'hi') return random.chance(0.6) ? 'hi' : 'hinglish';
  return random.chance(0.7) ? 'en' : 'hinglish';
}

function converse(
  { days }: Seeding,
  random: SeededRandom,
  {
    customer,
    language,
    exchanges,
    about,
  }: {
    customer: SeededCustomer;
    language: Language;
    exchanges: readonly ExchangeMaterial[];
    about: SeededBooking;
  },
): Conversation {
  const registeredAt = days.at(customer.registered.day, customer.registered.minute);
  let atMs = Math.max(
    days.at(random.int(-50, -1), random.int(8 * 60, 22 * 60)).getTime(),
    registeredAt.getTime(),
  );
  const pass = (least: number, most: number): Date => {
    atMs += random.int(least, most) * 1_000;
    return new Date(atMs);
  };
  const createdAt = pass(0, 59);
  const fill = filler(about, language, days.zone);
  const title = fill(exchanges[0]?.customer ?? '');
  const blank = blankThread({ kind: 'customer', id: customer.id }, title, 'app', createdAt);
  const messages = exchanges.flatMap(({ intent, action, customer: asked, assistant }, nth) => {
    const saidAt = nth === 0 ? createdAt : pass(15, 120);
    const latencyMs = random.int(180, 1_400);
    const content = fill(asked);
    return [
      {
        ...blankMessage(blank.id, nth * 2 + 1, saidAt),
        content,
        intents: [{ name: intent, ...(action && { action }), confidence: random.int(72, 99) / 100 }],
        sentiment: readSentiment(content).score,
      },
      {
        ...blankMessage(blank.id, nth * 2 + 2, new Date(saidAt.getTime() + latencyMs)),
        role: 'assistant' as const,
        content: fill(assistant),
        latencyMs,
      },
    ];
  });
  const lastMessageAt = messages.at(-1)?.createdAt ?? createdAt;
  return { thread: { ...blank, language, nextSequence: messages.length + 1, lastMessageAt }, messages };
}

/** Puts a booking's facts into the places of a text. */
function filler({ booking, serviceName, providerName }: SeededBooking, language: Language, zone: string) {
  const slot = DateTime.fromJSDate(booking.slotStartAt, { zone }).setLocale(
    language === 'hi' ? 'hi-IN' : 'en-IN',
  );
  const facts: Readonly<Record<string, string>> = {
    orderNumber: booking.orderNumber,
    service: serviceName,
    date: slot.toFormat('d LLLL'),
    time: slot.toFormat('h:mm a'),
    provider: providerName,
    pincode: booking.pincode,
    amount: formatInr(booking.totalPaise),
  };
  return (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
