import { Injectable } from '@nestjs/common';
import { insertRows, updateRows } from '../../../platform/database/rows.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { BookingEventEntity } from '../booking.entity.js';
import { RescheduleProposalEntity, RescheduleQuoteEntity } from './reschedule.entity.js';
import type { ProposalState } from './reschedule.entity.js';

/** What moving a booking leaves behind besides the booking itself; the caller holds the booking's row. */
@Injectable()
export class ReschedulesRepository {
  async insertQuote(tx: Tx, quote: RescheduleQuoteEntity): Promise<void> {
    await insertRows(tx, RescheduleQuoteEntity, quote);
  }

  findQuote(
    reader: Reader,
    id: string,
    bookingId: string,
    principalId: string,
  ): Promise<RescheduleQuoteEntity | null> {
    return reader.getRepository(RescheduleQuoteEntity).findOneBy({ id, bookingId, principalId });
  }

  async useQuote(tx: Tx, id: string, usedAt: Date): Promise<void> {
    await tx.getRepository(RescheduleQuoteEntity).update({ id }, { usedAt });
  }

  /** How often the customer has moved a booking; moves the provider asked for are not theirs (CX-9). */
  async countOwnMoves(reader: Reader, bookingId: string): Promise<number> {
    const moves = await reader.getRepository(BookingEventEntity).countBy({ bookingId, event: 'reschedule' });
    const asked = await reader
      .getRepository(RescheduleProposalEntity)
      .countBy({ bookingId, state: 'accepted' });
    return moves - asked;
  }

  async insertProposal(tx: Tx, proposal: RescheduleProposalEntity): Promise<void> {
    await insertRows(tx, RescheduleProposalEntity, proposal);
  }

  findProposal(reader: Reader, id: string): Promise<RescheduleProposalEntity | null> {
    return reader.getRepository(RescheduleProposalEntity).findOneBy({ id });
  }

  /** The unanswered one that was asked of the booking as it is scheduled now; an older one is void. */
  findOpenProposal(
    reader: Reader,
    bookingId: string,
    scheduleVersion: number,
  ): Promise<RescheduleProposalEntity | null> {
    return reader
      .getRepository(RescheduleProposalEntity)
      .findOneBy({ bookingId, scheduleVersion, state: 'open' });
  }

  async answerProposal(
    tx: Tx,
    id: string,
    state: Exclude<ProposalState, 'open'>,
    answeredAt: Date,
  ): Promise<void> {
    await updateRows<RescheduleProposalEntity>(tx, RescheduleProposalEntity, { id }, { state, answeredAt });
  }
}
