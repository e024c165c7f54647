import { ApiProperty } from '@nestjs/swagger';
import { About, NotPii, PiiHere } from '../../../platform/telemetry/pii.js';
import { CheckoutDto } from '../../payments/index.js';
import { PriceDto, ReceiptDto } from '../../pricing/index.js';
import { bookingEvents, bookingStates, customerStatuses } from '../booking.state.js';
import { paymentMethods } from '../money/payment-method.js';

export class SlotTimesDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-22T05:30:00.000Z' }) start: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-22T06:30:00.000Z' }) end: string;
}

export class SlotDto extends SlotTimesDto {
  @ApiProperty() available: boolean;
  @ApiProperty({ description: 'How many bookings can still be won at this start.', example: 3 })
  remaining: number;
  @ApiProperty({
    type: [String],
    required: false,
    description: 'Why nobody can come (AV-4).',
    example: ['BUSY'],
  })
  reasons?: string[];
}

export class SlotsDto {
  @ApiProperty({ type: [SlotDto] }) data: SlotDto[];
}

export class BookingAddressDto {
  @ApiProperty({ example: '12, 5th Cross' }) line1: string;
  @ApiProperty({ type: String, nullable: true, example: 'MG Road' }) line2: string | null;
  @ApiProperty({ example: 'Bangalore' }) city: string;
  @ApiProperty({ example: 'Karnataka' }) state: string;
  @ApiProperty({ example: '560001' }) pincode: string;
  @ApiProperty({ type: String, nullable: true, example: 'Asha Rao' }) contactName: string | null;
  @ApiProperty({ type: String, nullable: true, example: '+919812345678' }) contactMobile: string | null;
}

export class BookedServiceDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'ac-repair' }) slug: string;
  @ApiProperty({ example: 'AC repair' }) name: string;
}

export class BookingItemDto {
  @ApiProperty({ format: 'uuid' }) rateCardId: string;
  @ApiProperty({ type: BookedServiceDto }) service: BookedServiceDto;
  @ApiProperty({ example: 'Split AC' }) variant: string;
  @ApiProperty({ example: 1 }) quantity: number;
  @ApiProperty({ example: 59_900 }) amountPaise: number;
}

export class BookingProviderDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Ravi K.' }) name: string;
  @ApiProperty({ type: Number, format: 'double', nullable: true, example: 4.6 }) rating: number | null;
}

@About('customer')
export class BookingDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'NX-7K2M9QXA' }) orderNumber: string;
  @ApiProperty({ enum: customerStatuses }) status: string;
  @ApiProperty({ enum: bookingStates }) state: string;
  @ApiProperty({ description: 'Nobody has the job yet; operations look for someone.' }) unplaced: boolean;
  @ApiProperty({ enum: ['unpaid', 'authorised', 'paid', 'partially_refunded', 'refunded', 'failed'] })
  paymentState: string;
  @ApiProperty({ enum: paymentMethods }) paymentMethod: string;
  @ApiProperty({ type: SlotTimesDto }) slot: SlotTimesDto;
  @ApiProperty({ type: BookingAddressDto }) address: BookingAddressDto;
  @ApiProperty({ type: [BookingItemDto] }) items: BookingItemDto[];
  @ApiProperty({ type: PriceDto }) price: PriceDto;
  @ApiProperty({
    description: 'Fees of earlier bookings that are collected with this one, beside its price.',
    example: 0,
  })
  duesPaise: number;
  @ApiProperty({
    type: CheckoutDto,
    required: false,
    description: 'While it waits for a card or UPI payment; told to the owner only.',
  })
  checkout?: CheckoutDto;
  @ApiProperty({ type: BookingProviderDto, nullable: true }) provider: BookingProviderDto | null;
  @ApiProperty({
    required: false,
    description: 'To be given to the provider at the door; told to the owner only.',
    example: '4711',
  })
  startCode?: string;
  @PiiHere('words')
  @ApiProperty({ type: String, nullable: true, example: 'Ring the upper bell.' })
  instructions: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'The booking whose work this one does again (DI-6).',
  })
  reworkOfId: string | null;
  @ApiProperty({ enum: bookingEvents, isArray: true }) allowedEvents: string[];
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export class OpsBookingDto extends BookingDto {
  @ApiProperty({ format: 'uuid' }) customerId: string;
  @ApiProperty({ enum: ['rest', 'chat', 'job', 'seed'] }) channel: string;
}

export class BookingStatusDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: customerStatuses }) status: string;
  @ApiProperty({ enum: bookingStates }) state: string;
  @ApiProperty({ enum: bookingEvents, isArray: true }) allowedEvents: string[];
}

@About('customer')
export class BookingEventDto {
  @ApiProperty({ example: 1 }) sequence: number;
  @ApiProperty({ example: 'create' }) event: string;
  @ApiProperty({ type: String, nullable: true, enum: bookingStates }) from: string | null;
  @NotPii()
  @ApiProperty({ enum: bookingStates })
  to: string;
  @ApiProperty({ example: 'customer' }) by: string;
  @ApiProperty({ example: 'chat' }) channel: string;
  @PiiHere('words')
  @ApiProperty({ type: String, nullable: true, example: 'My plans have changed.' })
  reason: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class BookingEventsDto {
  @ApiProperty({ type: [BookingEventDto] }) data: BookingEventDto[];
}

export class InstrumentAmountDto {
  @ApiProperty({ example: 'wallet' }) instrument: string;
  @ApiProperty({ example: 59_900 }) amountPaise: number;
}

export class CancellationQuoteDto {
  @ApiProperty({ format: 'uuid' }) quoteId: string;
  @ApiProperty({ example: 0 }) feePaise: number;
  @ApiProperty({ example: 0 }) refundPaise: number;
  @ApiProperty({ type: [InstrumentAmountDto], description: 'By which ways the refund goes (MO-3).' })
  refunds: InstrumentAmountDto[];
  @ApiProperty({ example: 'more_than_180_minutes' }) tier: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) nextTierAt: string | null;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: [ReceiptDto] }) receipts: ReceiptDto[];
}
