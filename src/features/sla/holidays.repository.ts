import { Injectable } from '@nestjs/common';
import { Between } from 'typeorm';
import type { LocalDate } from '../../kernel/calendar.js';
import type { Reader } from '../../platform/database/transaction.js';
import { HolidayEntity } from './holiday.entity.js';

@Injectable()
export class HolidaysRepository {
  /** The days on which any calendar stands still, first to last, both included. */
  async listDays(reader: Reader, from: LocalDate, to: LocalDate): Promise<LocalDate[]> {
    const rows = await reader.getRepository(HolidayEntity).find({
      select: { id: true, onDay: true },
      where: { onDay: Between(from, to) },
      order: { onDay: 'ASC' },
    });
    return [...new Set(rows.map(({ onDay }) => onDay))];
  }
}
