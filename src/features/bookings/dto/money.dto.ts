import { ApiProperty } from '@nestjs/swagger';
import { OpsRefundDto, toOpsRefundDto } from '../../payments/index.js';
import type { BookingRefundsView } from '../money/booking-refunds.service.js';
import type { Reconciliation } from '../money/reconciliation.service.js';

export class BookingRefundsDto {
  @ApiProperty({ format: 'uuid', description: 'The booking.' }) id: string;
  @ApiProperty({ type: [OpsRefundDto], description: 'All its refunds, the oldest first.' })
  refunds: OpsRefundDto[];
}

export function toBookingRefundsDto({ id, refunds }: BookingRefundsView): BookingRefundsDto {
  return { id, refunds: refunds.map(toOpsRefundDto) };
}

export class ReconciliationFaultDto {
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) bookingId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'NX-7K2M9QXA' }) orderNumber: string | null;
  @ApiProperty({ example: 'The total is not its parts.' }) fault: string;
  @ApiProperty({ example: 76_500 }) expectedPaise: number;
  @ApiProperty({ example: 76_400 }) foundPaise: number;
}

export class ReconciliationDto {
  @ApiProperty({ format: 'date-time' }) checkedAt: string;
  @ApiProperty({ description: 'How many bookings were looked at.', example: 139 }) checked: number;
  @ApiProperty({ type: [ReconciliationFaultDto], description: 'Empty when everything adds up.' })
  faults: ReconciliationFaultDto[];
}

export function toReconciliationDto({ checkedAt, checked, faults }: Reconciliation): ReconciliationDto {
  return {
    checkedAt: checkedAt.toISOString(),
    checked,
    faults: faults.map(({ bookingId, orderNumber, fault, expectedPaise, foundPaise }) => ({
      bookingId,
      orderNumber,
      fault,
      expectedPaise,
      foundPaise,
    })),
  };
}
