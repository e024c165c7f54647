import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppConfig, CompanyConfig } from '../../../config/sections.js';
import { localDate } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { sumPaise } from '../../../kernel/money.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { LedgerService } from '../ledger.service.js';
import { creditNoteOf } from './credit-note.rule.js';
import { findGstState, gstStates } from './gst-states.js';
import type { InvoiceContent, InvoiceKind, InvoiceParty } from './invoice-document.js';
import { creditNotePosting } from './invoice-postings.js';
import { invoiceNumberOf, mayTakeTaxBack, seriesOf } from './invoice-number.rule.js';
import type { InvoiceEntity } from './invoice.entity.js';
import { InvoicesRepository } from './invoices.repository.js';

export interface CreditOrder {
  /** The refund that calls for it. */
  refundId: string;
  amountPaise: number;
  reason: string;
}

/**
 * Invoices and credit notes (MO-4). A number is taken and its document written in one transaction that holds the
 * series' counter, so that numbers have no gaps: what is rolled back gives its number back. The counter is asked for
 * last, and the transaction ends soon after; whoever completes work does not wait for it, as it is not theirs.
 */
@Injectable()
export class InvoicesService implements OnModuleInit {
  constructor(
    private readonly invoices: InvoicesRepository,
    private readonly ledger: LedgerService,
    private readonly company: CompanyConfig,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** A registration without its number is found at the start, and not when the first work there is done. */
  onModuleInit(): void {
    for (const state of this.company.registeredStates) this.supplierFor(state);
  }

  /**
   * Who supplies to a place: the registration of its state, or else the first there is, by which the supply is
   * inter-state (PR-4).
   */
  supplierFor(placeOfSupplyState: string): InvoiceParty {
    const place = findGstState(placeOfSupplyState);
    const registered = this.company.registeredStates.map((state) => {
      const known = findGstState(state);
      if (!known) throw new Error(`GST_REGISTERED_STATES names ${state}, which is no state GST knows.`);
      return known;
    });
    const state = registered.find((each) => each.code === place?.code) ?? registered.at(0);
    const gstin = this.company.gstins.find((each) => each.startsWith(state?.code ?? 'none'));
    if (!state || !gstin)
      throw new Error(`The company has no GSTIN for ${state?.name ?? 'any state'}: see COMPANY_GSTINS.`);
    const { name, address } = this.company;
    return { name, address: [address], state: state.name, stateCode: state.code, gstin };
  }

  /**
   * The one invoice of a subject; issued now when it is not there yet. The caller holds the subject's row, so that two
   * do not issue it.
   */
  async ensure(tx: Tx, subjectId: string, content: () => Promise<InvoiceContent>): Promise<InvoiceEntity> {
    const sourceKey = `invoice:${subjectId}`;
    const known = await this.invoices.findBySource(tx, sourceKey);
    return known ?? this.issue(tx, 'invoice', { subjectId, sourceKey, correctsId: null }, await content());
  }

  /**
   * Takes a refunded part of an invoice back, with the tax that is no longer owed for it; one note a refund. None once
   * the law lets no tax be taken back, or when earlier notes took all of it. The caller holds the subject's row.
   */
  async credit(tx: Tx, invoice: InvoiceEntity, order: CreditOrder): Promise<InvoiceEntity | null> {
    const { subjectId, document } = invoice;
    const sourceKey = `credit:${order.refundId}`;
    const known = await this.invoices.findBySource(tx, sourceKey);
    if (known) return known;
    if (!mayTakeTaxBack(document.serviceOn, localDate(this.clock.now(), this.app.zone))) return null;
    const notes = (await this.invoices.listOf(tx, [subjectId])).filter(
      ({ correctsId }) => correctsId === invoice.id,
    );
    const creditedPaise = sumPaise(notes.map(({ totalPaise }) => totalPaise));
    const amountPaise = Math.min(order.amountPaise, invoice.totalPaise - creditedPaise);
    if (amountPaise === 0) return null;
    const content = creditNoteOf(document, { amountPaise, creditedPaise, reason: order.reason });
    const note = { subjectId, sourceKey, correctsId: invoice.id };
    await this.ledger.post(tx, creditNotePosting(subjectId, taxOf(content)));
    return this.issue(tx, 'credit_note', note, content);
  }

  /** Invoice and credit notes of subjects, the oldest first. */
  listOf(reader: Reader, subjectIds: readonly string[]): Promise<InvoiceEntity[]> {
    return this.invoices.listOf(reader, subjectIds);
  }

  private async issue(
    tx: Tx,
    kind: InvoiceKind,
    source: Pick<InvoiceEntity, 'subjectId' | 'sourceKey' | 'correctsId'>,
    content: InvoiceContent,
  ): Promise<InvoiceEntity> {
    const createdAt = this.clock.now();
    const issuedOn = localDate(createdAt, this.app.zone);
    const state = gstStates.find(({ code }) => code === content.supplier.stateCode);
    if (!state) throw new Error(`There is no state ${content.supplier.stateCode}.`);
    const series = seriesOf(kind, state.letters, issuedOn);
    const serial = (await this.invoices.holdCounter(tx, series)) + 1;
    await this.invoices.setCounter(tx, series, serial);
    const number = invoiceNumberOf(series, serial);
    const invoice: InvoiceEntity = {
      id: newId(),
      ...source,
      ...{ kind, number, series, serial, issuedOn, createdAt },
      ...{ taxPaise: taxOf(content), totalPaise: content.totalPaise },
      document: { ...content, kind, number, issuedOn },
    };
    await this.invoices.insert(tx, invoice);
    return invoice;
  }
}

function taxOf({ cgstPaise, sgstPaise, igstPaise }: InvoiceContent): number {
  return cgstPaise + sgstPaise + igstPaise;
}
