import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { v7 as newId } from 'uuid';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const orderNumber = /NX-[0-9A-Z]{8}/g;
const cellRow = /^INSERT INTO `provider_cells`/;

/** Bookings that the house has made, as the server logged them (scenarios/booking.mjs). */
export function readTemplates(file) {
  return JSON.parse(readFileSync(file, 'utf8')).map(({ beganAt, key, answer, statements }) => {
    const made = new Set([key]);
    for (const text of statements)
      for (const id of text.match(uuid) ?? []) if (bornAt(id) >= beganAt) made.add(id);
    return { answer: Buffer.from(answer), statements, made: [...made] };
  });
}

/**
 * `POST /bookings`: the statements of a booking the house has made, word for word, on one connection. What the
 * booking made is made anew: its ids, its number, and the provider's time, which is taken so far ahead that it is free.
 */
export function placeBooking(database, templates) {
  let count = 0;
  return async (request, response) => {
    const template = templates[count % templates.length];
    count += 1;
    const anew = renewal(template, count);
    const connection = await database.connection();
    try {
      for (const statement of template.statements) await connection.query(anew(statement));
    } catch (error) {
      await connection.query('ROLLBACK');
      throw error;
    } finally {
      connection.release();
    }
    response.status(201).type('json').send(template.answer);
  };
}

function renewal({ made }, count) {
  const ids = new Map(made.map((id) => [id, newId()]));
  const number = `NX-${randomBytes(4).toString('hex').toUpperCase()}`;
  const shift = count * 1_000;
  return (statement) => {
    const renewed = statement.replace(uuid, (id) => ids.get(id) ?? id).replace(orderNumber, number);
    return cellRow.test(renewed)
      ? renewed.replace(/\b(\d{7})\b/g, (cell) => String(Number(cell) + shift))
      : renewed;
  };
}

/** Epoch milliseconds, which a UUIDv7 begins with. */
function bornAt(id) {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
