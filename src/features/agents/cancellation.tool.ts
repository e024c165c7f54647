import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { formatInr } from '../../kernel/money.js';
import type { Tx } from '../../platform/database/transaction.js';
import { BookingCancellationService, BookingsService, FeeQuoteStale, namesOf } from '../bookings/index.js';
import type { BookingView } from '../bookings/index.js';
import type { AnswerProposal } from '../chat/index.js';
import type { ProposalEntity } from './proposal.entity.js';
import { ProposalNotLive, ProposalsService } from './proposals.service.js';
import type { TurnContext } from './turn-state.js';
import { sayInstant } from './words.js';

const tool = 'bookings.cancel';

interface CancellationArguments {
  bookingId: string;
  quoteId: string;
  feePaise: number;
  refundPaise: number;
}

export type CancelOutcome =
  | { kind: 'cancelled'; text: string; action: { kind: string; id: string; summary: string } }
  | { kind: 'again'; text: string }
  | { kind: 'refused'; text: string };

/** The write tool of cancelling: prepare shows fee and refund, commit cancels at exactly that figure. */
@Injectable()
export class CancellationTool {
  constructor(
    private readonly cancellation: BookingCancellationService,
    private readonly bookings: BookingsService,
    private readonly proposals: ProposalsService,
  ) {}

  async prepare(
    { booking, items }: BookingView,
    context: TurnContext,
  ): Promise<{ proposal: AnswerProposal; text: string }> {
    const { actor, threadId, turnId, phrases } = context;
    const { id: quoteId, feePaise, refundPaise, tier } = await this.cancellation.quote(actor, booking.id);
    const args: CancellationArguments = { bookingId: booking.id, quoteId, feePaise, refundPaise };
    const { orderNumber } = booking;
    const proposal = await this.proposals.prepare(actor, {
      threadId,
      turnId,
      tool,
      arguments: { ...args },
      details: { bookingId: booking.id, orderNumber, feePaise, refundPaise, tier },
      amountPaise: feePaise,
    });
    const text = phrases.proposeCancel({
      orderNumber,
      service: namesOf(items),
      when: sayInstant(booking.slotStartAt, context),
      fee: money(feePaise),
      refund: money(refundPaise),
    });
    return { proposal: toAnswer(proposal), text };
  }

  async show(proposalId: string, { actor }: TurnContext): Promise<{ proposal: AnswerProposal } | null> {
    const proposal = await this.proposals.findLive(actor, proposalId);
    return proposal ? { proposal: toAnswer(proposal) } : null;
  }

  withdraw({ threadId }: TurnContext): Promise<void> {
    return this.proposals.withdraw(threadId);
  }

  async commit(proposalId: string, context: TurnContext): Promise<CancelOutcome> {
    const { actor, phrases } = context;
    try {
      const { result } = await this.proposals.commit(
        actor,
        { id: proposalId, tool },
        (tx, proposal) => this.cancel(tx, proposal, context),
        (id) => this.bookings.get(actor, id),
      );
      const { booking } = result;
      const { feePaise, refundPaise } = await this.shown(proposalId, context);
      const text = phrases.cancelled({
        orderNumber: booking.orderNumber,
        fee: money(feePaise),
        refund: money(refundPaise),
      });
      return {
        kind: 'cancelled',
        text,
        action: { kind: 'booking.cancelled', id: booking.id, summary: booking.orderNumber },
      };
    } catch (refusal) {
      if (refusal instanceof ProposalNotLive) return { kind: 'again', text: phrases.proposalExpired };
      if (refusal instanceof FeeQuoteStale) return { kind: 'again', text: phrases.feeChanged };
      if (refusal instanceof DomainError) return { kind: 'refused', text: phrases.refused(refusal.message) };
      throw refusal;
    }
  }

  /** The figures the person said yes to. */
  private async shown(proposalId: string, { actor }: TurnContext): Promise<CancellationArguments> {
    const { arguments: given } = await this.proposals.get(actor, proposalId);
    return given as unknown as CancellationArguments;
  }

  private cancel(tx: Tx, { arguments: given }: ProposalEntity, { actor }: TurnContext): Promise<BookingView> {
    const { bookingId, quoteId } = given as unknown as CancellationArguments;
    return this.cancellation.cancelWithin(tx, actor, bookingId, {
      quoteId,
      reason: 'Cancelled in the chat.',
    });
  }
}

/** Null for nothing, so that it is not spoken of. */
function money(paise: number): string | null {
  return paise > 0 ? formatInr(paise) : null;
}

function toAnswer({ id, details, amountPaise, expiresAt }: ProposalEntity): AnswerProposal {
  return { id, kind: tool, details, feePaise: amountPaise, expiresAt: expiresAt.toISOString() };
}
