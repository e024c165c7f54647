import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { NotFound } from '../../../kernel/errors.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { OnEvent } from '../../../platform/events/on-event.decorator.js';
import { JobHandler } from '../../../platform/jobs/job.decorators.js';
import { InvoicesService, findGstState, invoiceOf } from '../../payments/index.js';
import type { InvoiceContent, InvoiceEntity, InvoiceParty, RefundPromised } from '../../payments/index.js';
import { PoliciesService, ReceiptInputs, gstGroups } from '../../policies/index.js';
import { UsersService } from '../../users/index.js';
import type { BookingEntity } from '../booking.entity.js';
import { issueInvoice } from '../booking.jobs.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';

export interface BookingInvoices {
  invoice: InvoiceEntity;
  creditNotes: readonly InvoiceEntity[];
}

/** Service accounting code of work whose tax policy names none: repair and maintenance. */
const otherSac = '9987';

/**
 * Invoices of finished work (MO-4). They are issued by a job that the completion promises: the counter of a series is one
 * row for all who finish at that moment, and whoever completes work would otherwise wait for it with the booking's row in
 * hand. The law leaves thirty days; the job takes moments.
 */
@Injectable()
export class BookingInvoicesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly invoices: InvoicesService,
    private readonly policies: PoliciesService,
    private readonly users: UsersService,
  ) {}

  @JobHandler(issueInvoice)
  async issue({ bookingId }: { bookingId: string }): Promise<void> {
    await this.work.run(async (tx) => {
      const booking = await this.bookings.hold(tx, bookingId);
      if (booking) await this.ensure(tx, booking);
    });
  }

  /** What staff give back of finished work lowers its price, and the tax with it. */
  @OnEvent<RefundPromised>('refund.promised', { as: 'invoices' })
  async credit({ payload }: RefundPromised): Promise<void> {
    const { bookingId, refundId, amountPaise, origin } = payload;
    if (origin !== 'goodwill') return;
    await this.work.run(async (tx) => {
      const booking = await this.bookings.hold(tx, bookingId);
      const invoice = booking && (await this.ensure(tx, booking));
      if (!invoice) return;
      const reason = 'Part of the price given back after the service.';
      await this.invoices.credit(tx, invoice, { refundId, amountPaise, reason });
    });
  }

  /** @throws NotFound `booking.not_found`, also for somebody else's; `invoice.not_found` while there is none */
  get(actor: Actor, bookingId: string): Promise<BookingInvoices> {
    return this.work.read(async (reader) => {
      await this.showing.getOwn(reader, actor, bookingId);
      const issued = await this.invoices.listOf(reader, [bookingId]);
      const invoice = issued.find(({ kind }) => kind === 'invoice');
      if (!invoice) throw new NotFound('invoice');
      return { invoice, creditNotes: issued.filter(({ kind }) => kind === 'credit_note') };
    });
  }

  /** Work done again for nothing is no supply for a consideration (section 7 CGST Act 2017): it has no invoice. */
  private async ensure(tx: Tx, booking: BookingEntity): Promise<InvoiceEntity | null> {
    if (booking.state !== 'completed' || booking.totalPaise === 0) return null;
    return this.invoices.ensure(tx, booking.id, () => this.contentOf(tx, booking));
  }

  private async contentOf(reader: Reader, booking: BookingEntity): Promise<InvoiceContent> {
    const { price, address, orderNumber, slotOn, customerId } = booking;
    const { placeOfSupplyState, sacs } = await this.taxed(reader, booking);
    const recipient: InvoiceParty = {
      name: address.contactName ?? (await this.nameOf(reader, customerId)),
      address: [
        address.line1,
        ...(address.line2 === null ? [] : [address.line2]),
        `${address.city} ${address.pincode}`,
      ],
      ...stateOf(placeOfSupplyState),
      gstin: null,
    };
    const { taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise, totalPaise } = price;
    const lines = [
      ...price.lines.map((line) => ({
        description: `${line.service}: ${line.variant}`,
        ...{ quantity: line.quantity, unitPaise: line.unitPaise, valuePaise: line.amountPaise },
        ...{ discountPaise: line.discountPaise, taxed: line },
      })),
      ...price.charges.map((charge) => ({
        description: charge.reason,
        ...{ quantity: 1, unitPaise: charge.taxablePaise, valuePaise: charge.taxablePaise },
        ...{ discountPaise: 0, taxed: charge },
      })),
    ].map(({ taxed, ...line }, at) => ({
      ...line,
      sac: sacs[at] ?? otherSac,
      ...{ taxablePaise: taxed.taxablePaise, gstBps: taxed.gstBps },
      ...{ cgstPaise: taxed.cgstPaise, sgstPaise: taxed.sgstPaise, igstPaise: taxed.igstPaise },
    }));
    return invoiceOf({
      ...{ orderNumber, serviceOn: slotOn, recipient, lines },
      supplier: this.invoices.supplierFor(placeOfSupplyState),
      totals: { taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise, totalPaise },
    });
  }

  /** Where the supply was taxed, and the accounting code of each line, by the receipt of its tax (PR-4, PO-4). */
  private async taxed(
    reader: Reader,
    { price, address }: BookingEntity,
  ): Promise<{ placeOfSupplyState: string; sacs: readonly string[] }> {
    const receipt = price.receipts.find(({ rule }) => rule === 'PR-4');
    if (!receipt) return { placeOfSupplyState: address.state, sacs: [] };
    const given = new ReceiptInputs(receipt.inputs);
    const { body } = await this.policies.get(reader, receipt.policyId, 'tax');
    const sacs = given
      .parts('lines')
      .map((line) => body.sac?.[line.oneOf('gstGroup', gstGroups)] ?? otherSac);
    return { placeOfSupplyState: given.text('placeOfSupplyState'), sacs };
  }

  private async nameOf(reader: Reader, customerId: string): Promise<string> {
    const { firstName, lastName } = await this.users.getWithin(reader, customerId);
    return lastName === null ? firstName : `${firstName} ${lastName}`;
  }
}

function stateOf(name: string): { state: string; stateCode: string } {
  const known = findGstState(name);
  if (!known) throw new Error(`${name} is no state GST knows.`);
  return { state: known.name, stateCode: known.code };
}
