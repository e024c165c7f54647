import { BookingInvoicesService } from '../../src/features/bookings/money/booking-invoices.service.js';
import { BookingRefunds } from '../../src/features/bookings/money/booking-refunds.service.js';
import { ReconciliationService } from '../../src/features/bookings/money/reconciliation.service.js';
import {
  InvoiceEntity,
  InvoicesService,
  LedgerEntryEntity,
  RefundEntity,
  invoiceOf,
} from '../../src/features/payments/index.js';
import type { InvoiceParty, RefundPromised } from '../../src/features/payments/index.js';
import { newId } from '../../src/kernel/ids.js';
import { BookingsApp } from '../factories/bookings-app.js';
import { Money, staffMember } from '../factories/money.js';
import { testDialect } from '../database.js';

/** A Tuesday, 09:30 in India. */
const now = '2026-03-10T04:00:00.000Z';
const recipient: InvoiceParty = {
  ...{ name: 'Asha Rao', address: ['12, 5th Cross'], state: 'Karnataka', stateCode: '29', gstin: null },
};

class Crash extends Error {}

describe('invoices', () => {
  let world: BookingsApp;
  let money: Money;

  beforeAll(async () => {
    world = await BookingsApp.open(now);
    money = new Money(world);
    for (let at = 0; at < 3; at += 1) await world.provider({ skills: ['electrical'] });
  });
  afterAll(() => world.close());
  beforeEach(() => world.clock.set(now));

  const issued = (where: Partial<InvoiceEntity>) =>
    world.work.read((reader) =>
      reader.getRepository(InvoiceEntity).find({ where: where as never, order: { serial: 'ASC' } }),
    );
  const issueOn = (app: BookingsApp, subjectId: string, crashes = false) => {
    const invoices = app.get(InvoicesService);
    const content = invoiceOf({
      ...{
        orderNumber: 'NX-1',
        serviceOn: '2026-03-10',
        supplier: invoices.supplierFor('Karnataka'),
        recipient,
      },
      lines: [],
      totals: {
        ...{ taxablePaise: 0, cgstPaise: 0, sgstPaise: 0, igstPaise: 0, roundOffPaise: 0, totalPaise: 0 },
      },
    });
    return app.work.run(async (tx) => {
      const invoice = await invoices.ensure(tx, subjectId, () => Promise.resolve(content));
      if (crashes) throw new Crash();
      return invoice;
    });
  };
  const finished = async () => {
    const who = await world.householder();
    const { id } = await money.book(who, 'upi');
    await money.pay(id);
    await money.finish(id);
    return { ...who, id };
  };
  const give = async (id: string, amountPaise: number): Promise<RefundPromised> => {
    const order = { bookingId: id, amountPaise, reason: 'It was late.' };
    const before = new Set((await refundsOf(id)).map((each) => each.id));
    await world.get(BookingRefunds).request(staffMember(), order);
    const refund = (await refundsOf(id)).find((each) => !before.has(each.id));
    if (!refund) throw new Error('Nothing was promised.');
    const { id: refundId, customerId: userId, instrument, origin, expectedBy } = refund;
    const facts = { refundId, bookingId: id, userId, amountPaise, instrument, origin };
    const payload = { ...facts, expectedBy: expectedBy.toISOString() };
    return { name: 'refund.promised', aggregateId: id, at: world.clock.now(), payload };
  };
  const refundsOf = (subjectId: string) =>
    world.work.read((reader) => reader.getRepository(RefundEntity).findBy({ subjectId }));

  it('of 50 at once, with ten that crash among them, are numbered without a gap (MO-4)', async () => {
    world.clock.set('2027-03-31T18:29:59.999Z');
    const other = testDialect === 'mysql' ? await world.another() : world;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, at) => issueOn(at % 2 ? world : other, newId(), at % 6 === 0)),
    );
    if (other !== world) await other.close({ keepHome: true });
    const failed = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
    expect(failed).toHaveLength(10);
    expect(failed.filter((each) => !(each instanceof Crash))).toEqual([]);
    const numbers = (await issued({ series: 'KA2627' })).map(({ number }) => number);
    expect(numbers).toEqual(
      Array.from({ length: 50 }, (_, at) => `KA2627-${String(at + 1).padStart(7, '0')}`),
    );
    world.clock.set('2027-03-31T18:30:00.000Z');
    expect((await issueOn(world, newId())).number).toBe('KA2728-0000001');
  });

  it('of one booking are one, however often they are asked for at once, and say its price (MO-4)', async () => {
    const { id, actor } = await finished();
    const service = world.get(BookingInvoicesService);
    await Promise.all(Array.from({ length: 8 }, () => service.issue({ bookingId: id })));
    await service.issue({ bookingId: id });
    const [invoice, ...more] = await issued({ subjectId: id });
    expect(more).toEqual([]);
    const { price, orderNumber } = (await world.view(actor, id)).booking;
    const { taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise, totalPaise } = price;
    expect(invoice?.document).toMatchObject({
      ...{ orderNumber, taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise, totalPaise },
      supplier: { state: 'Karnataka', gstin: '29AAHCN4821K1Z4' },
      recipient: { name: 'Asha', state: 'Karnataka', stateCode: '29', gstin: null },
      placeOfSupply: { state: 'Karnataka', stateCode: '29' },
      ...{ reverseCharge: false, corrects: null, issuedOn: '2026-03-10' },
    });
    expect(invoice?.document.lines.map(({ sac, gstBps }) => [sac, gstBps])).toEqual(
      [...price.lines, ...price.charges].map(() => ['9987', 1800]),
    );
    expect((await world.get(ReconciliationService).run()).faults).toEqual([]);
  });

  it('are not issued of work that is not done', async () => {
    const who = await world.householder();
    const { id } = await money.book(who, 'cash');
    await world.get(BookingInvoicesService).issue({ bookingId: id });
    expect(await issued({ subjectId: id })).toEqual([]);
  });

  it('are credited once a refund, never beyond the total, and the tax owed is what is left (MO-1, MO-4)', async () => {
    const { id } = await finished();
    const service = world.get(BookingInvoicesService);
    const first = await give(id, 10_001);
    await Promise.all([service.credit(first), service.credit(first), service.credit(first)]);
    const [invoice] = await issued({ subjectId: id, kind: 'invoice' });
    if (!invoice) throw new Error('A credit note has an invoice.');
    await service.credit(await give(id, invoice.totalPaise - 10_001));
    const notes = await issued({ subjectId: id, kind: 'credit_note' });
    expect(notes.map(({ number, totalPaise }) => [number, totalPaise])).toEqual([
      ['CKA2526-0000001', 10_001],
      ['CKA2526-0000002', invoice.totalPaise - 10_001],
    ]);
    expect(notes.map(({ document }) => document.corrects?.number)).toEqual([invoice.number, invoice.number]);
    expect(notes.reduce((sum, { taxPaise }) => sum + taxPaise, 0)).toBe(invoice.taxPaise);
    expect((await issued({ subjectId: id, kind: 'invoice' }))[0]).toEqual(invoice);
    const posted = await world.work.read((reader) =>
      reader.getRepository(LedgerEntryEntity).findBy({ bookingId: id, reason: 'invoice.credited' }),
    );
    expect(posted.map(({ amountPaise }) => amountPaise).sort((a, b) => a - b)).toEqual(
      notes.flatMap(({ taxPaise }) => [taxPaise, -taxPaise]).sort((a, b) => a - b),
    );
    expect((await world.get(ReconciliationService).run()).faults).toEqual([]);
  });

  it('bring a fault to light when a note was changed by hand (MO-6)', async () => {
    const { id } = await finished();
    await world.get(BookingInvoicesService).issue({ bookingId: id });
    const [invoice] = await issued({ subjectId: id });
    const plant = (taxPaise: number) =>
      world.work.run((tx) => tx.getRepository(InvoiceEntity).update({ subjectId: id }, { taxPaise }));
    await plant((invoice?.taxPaise ?? 0) + 1);
    const { faults } = await world.get(ReconciliationService).run();
    await plant(invoice?.taxPaise ?? 0);
    expect(faults).toMatchObject([
      { bookingId: id, fault: 'The tax of the invoice is not that of the price.' },
    ]);
  });

  it('take no tax back once the law lets none (section 34)', async () => {
    const { id } = await finished();
    const service = world.get(BookingInvoicesService);
    await service.issue({ bookingId: id });
    world.clock.set('2026-11-30T18:30:00.000Z');
    await service.credit(await give(id, 5_000));
    expect(await issued({ subjectId: id, kind: 'credit_note' })).toEqual([]);
    expect((await world.get(ReconciliationService).run()).faults).toEqual([]);
  });
});
