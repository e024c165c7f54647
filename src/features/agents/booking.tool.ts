import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { formatInr } from '../../kernel/money.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import {
  BookingCreationService,
  BookingsService,
  SlotInvalid,
  SlotTaken,
  namesOf,
} from '../bookings/index.js';
import type { Alternative, BookingView } from '../bookings/index.js';
import type { AnswerProposal } from '../chat/index.js';
import { PoliciesService } from '../policies/index.js';
import { PriceChanged, QuotesService } from '../pricing/index.js';
import type { QuotedItem } from '../pricing/index.js';
import type { ListedPincode, ListedService } from '../services/index.js';
import { AddressesService } from '../users/index.js';
import type { BookingFlow } from './dialog.js';
import type { ProposalEntity } from './proposal.entity.js';
import { ProposalNotLive, ProposalsService } from './proposals.service.js';
import type { TurnContext } from './turn-state.js';
import { sayInstant } from './words.js';

const tool = 'bookings.create';

/** What is called when the person says yes: to the letter what they were shown. */
interface BookingArguments {
  items: QuotedItem[];
  slotStart: string;
  quoteId: string;
  paymentMethod: 'cash';
  /** One kept by the account, or one to be added with the booking. */
  address: { id: string } | { line1: string; city: string; state: string; pincode: string };
}

export type CommitOutcome =
  | { kind: 'booked'; text: string; action: { kind: string; id: string; summary: string } }
  | { kind: 'taken'; text: string; alternatives: readonly Alternative[] }
  /** The proposal cannot be carried out as it was; another is to be made. */
  | { kind: 'again'; text: string };

/** The write tool of booking, in its two halves: prepare states the exact change, commit makes it. */
@Injectable()
export class BookingTool {
  constructor(
    private readonly work: UnitOfWork,
    private readonly quotes: QuotesService,
    private readonly bookings: BookingsService,
    private readonly creation: BookingCreationService,
    private readonly addresses: AddressesService,
    private readonly policies: PoliciesService,
    private readonly proposals: ProposalsService,
  ) {}

  /** How far ahead can be booked (AV-1). */
  async window(at: Date): Promise<{ horizonDays: number }> {
    const { body } = await this.work.read((reader) => this.policies.resolve(reader, 'pricing', {}, at));
    return { horizonDays: body.horizonDays };
  }

  /** Quotes the booking and puts it to the person. */
  async prepare(
    flow: BookingFlow,
    { service, place, rateCardId }: { service: ListedService; place: ListedPincode; rateCardId: string },
    context: TurnContext,
  ): Promise<{ proposal: AnswerProposal; text: string }> {
    const { actor, threadId, turnId, phrases } = context;
    const slotStart = flow.slotStart ?? '';
    const item: QuotedItem = {
      rateCardId,
      quantity: flow.quantity,
      ...(Object.keys(flow.attributes).length > 0 && { attributes: flow.attributes }),
    };
    const quote = await this.quotes.request(actor, {
      items: [item],
      pincode: place.pincode,
      slotStartAt: new Date(slotStart),
    });
    const duesPaise = await this.quotes.duesOf(actor);
    const { line, address } = await this.addressFor(flow, place, actor.id);
    const { breakdown } = quote;
    const taxPaise = breakdown.cgstPaise + breakdown.sgstPaise + breakdown.igstPaise;
    const variant = breakdown.lines[0]?.variant ?? '';
    const args: BookingArguments = {
      items: [item],
      slotStart,
      quoteId: quote.id,
      paymentMethod: 'cash',
      address,
    };
    const details = {
      service: service.name,
      serviceSlug: service.slug,
      variant,
      quantity: flow.quantity,
      slotStart,
      address: `${line}, ${place.city} ${place.pincode}`,
      paymentMethod: 'cash',
      taxablePaise: breakdown.taxablePaise,
      taxPaise,
      roundOffPaise: breakdown.roundOffPaise,
      totalPaise: breakdown.totalPaise,
      duesPaise,
    };
    const proposal = await this.proposals.prepare(actor, {
      threadId,
      turnId,
      tool,
      arguments: { ...args },
      details,
      amountPaise: breakdown.totalPaise,
    });
    const text = phrases.propose({
      service: context.isHindi ? service.nameHi : service.name,
      variant,
      quantity: flow.quantity,
      when: sayInstant(new Date(slotStart), context),
      address: details.address,
      beforeTax: formatInr(breakdown.taxablePaise),
      tax: formatInr(taxPaise),
      total: formatInr(breakdown.totalPaise),
      isRounded: breakdown.roundOffPaise !== 0,
    });
    const dues = duesPaise > 0 ? `${phrases.duesBeside(formatInr(duesPaise))}\n` : '';
    return { proposal: toAnswer(proposal), text: `${dues}${text}` };
  }

  /** A proposal that still waits for a yes, to be shown again; null when it ran out. */
  async show(proposalId: string, { actor }: TurnContext): Promise<{ proposal: AnswerProposal } | null> {
    const proposal = await this.proposals.findLive(actor, proposalId);
    return proposal ? { proposal: toAnswer(proposal) } : null;
  }

  withdraw({ threadId }: TurnContext): Promise<void> {
    return this.proposals.withdraw(threadId);
  }

  /** Books what was shown, once, with the address it needs, in one transaction. */
  async commit(proposalId: string, context: TurnContext): Promise<CommitOutcome> {
    const { actor, phrases } = context;
    try {
      const { result } = await this.proposals.commit(
        actor,
        { id: proposalId, tool },
        (tx, proposal) => this.book(tx, proposal, context),
        (id) => this.bookings.get(actor, id),
      );
      return booked(result, context);
    } catch (refusal) {
      if (refusal instanceof ProposalNotLive) return { kind: 'again', text: phrases.proposalExpired };
      if (refusal instanceof PriceChanged) return { kind: 'again', text: phrases.priceChanged };
      if (refusal instanceof SlotInvalid) return { kind: 'again', text: phrases.refused(refusal.message) };
      if (refusal instanceof SlotTaken)
        return { kind: 'taken', text: phrases.slotJustTaken, alternatives: refusal.alternatives };
      if (refusal instanceof DomainError) return { kind: 'again', text: phrases.refused(refusal.message) };
      throw refusal;
    }
  }

  private async book(
    tx: Tx,
    { arguments: given }: ProposalEntity,
    { actor }: TurnContext,
  ): Promise<BookingView> {
    const args = given as unknown as BookingArguments;
    const { address } = args;
    const addressId =
      'id' in address ? address.id : (await this.addresses.addWithin(tx, actor.id, address)).id;
    return this.creation.createWithin(tx, actor, {
      addressId,
      startAt: new Date(args.slotStart),
      items: args.items,
      paymentMethod: args.paymentMethod,
      quoteId: args.quoteId,
    });
  }

  private async addressFor(
    { addressLine, addressId }: BookingFlow,
    { city, state, pincode }: ListedPincode,
    userId: string,
  ): Promise<{ line: string; address: BookingArguments['address'] }> {
    const kept = await this.addresses.listAll(userId);
    const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
    const known = addressLine
      ? kept.find((each) => each.pincode === pincode && same(each.line1, withoutCity(addressLine, city)))
      : kept.find(({ id }) => id === addressId);
    if (known)
      return { line: [known.line1, known.line2].filter(Boolean).join(', '), address: { id: known.id } };
    const line1 = withoutCity(addressLine ?? '', city);
    return { line: line1, address: { line1, city, state, pincode } };
  }
}

/** People end an address with the city, which is kept beside it. */
function withoutCity(line: string, city: string): string {
  const end = line.toLowerCase().lastIndexOf(city.toLowerCase());
  const isLast = end > 0 && /^[\s,.-]*$/.test(line.slice(end + city.length));
  return isLast ? line.slice(0, end).replace(/[\s,.-]+$/, '') : line;
}

function booked({ booking, items }: BookingView, context: TurnContext): CommitOutcome {
  const { phrases } = context;
  const text = phrases.booked({
    orderNumber: booking.orderNumber,
    service: namesOf(items),
    when: sayInstant(booking.slotStartAt, context),
    total: formatInr(booking.totalPaise),
    startCode: booking.startCode,
  });
  return {
    kind: 'booked',
    text,
    action: { kind: 'booking.created', id: booking.id, summary: booking.orderNumber },
  };
}

function toAnswer({ id, details, amountPaise, expiresAt }: ProposalEntity): AnswerProposal {
  return { id, kind: tool, details, pricePaise: amountPaise, expiresAt: expiresAt.toISOString() };
}
