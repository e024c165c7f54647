import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { bookingStates } from '../booking.state.js';
import type { BookingState } from '../booking.state.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export class ProviderBookingsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: bookingStates })
  @IsOptional()
  @IsIn(bookingStates)
  state?: BookingState;

  @ApiPropertyOptional({ description: 'First local day of the slot.', example: '2026-11-20' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ description: 'Last local day of the slot.', example: '2026-11-30' })
  @IsOptional()
  @Matches(dayPattern, { message: 'must be a date, YYYY-MM-DD' })
  @IsISO8601({ strict: true })
  to?: string;
}

export class StartWorkDto {
  @ApiProperty({ example: '4821', description: 'The four digits the customer gives at the door.' })
  @Matches(/^\d{4}$/, { message: 'must be the four digits the customer gives' })
  startCode: string;
}

export class MissedCustomerDto {
  @ApiProperty({ minLength: 3, maxLength: 500, example: 'Rang four times, nobody opened.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class ContactAttemptDto {
  @ApiPropertyOptional({ minLength: 3, maxLength: 500, example: 'Rang the bell and the mobile.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  note?: string;
}

export class ProviderSlotDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-22T05:30:00.000Z' }) start: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-22T06:30:00.000Z' }) end: string;
}

export class ProviderPlaceDto {
  @ApiProperty({ example: '560001' }) pincode: string;
  @ApiProperty({ example: 'Bangalore' }) city: string;
}

export class ProviderItemDto {
  @ApiProperty({ example: 'AC repair' }) service: string;
  @ApiProperty({ example: 'Split AC' }) variant: string;
  @ApiProperty({ example: 1 }) quantity: number;
}

export class ProviderCustomerDto {
  @ApiProperty({ example: 'Asha' }) firstName: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '+91******3210',
    description: 'All but the last four digits are hidden; null when the job is over.',
  })
  mobile: string | null;
}

export class ProviderAddressDto {
  @ApiProperty({ example: '12, 5th Cross' }) line1: string;
  @ApiProperty({ type: String, nullable: true, example: null }) line2: string | null;
  @ApiProperty({ example: 'Bangalore' }) city: string;
  @ApiProperty({ example: 'Karnataka' }) state: string;
  @ApiProperty({ example: '560001' }) pincode: string;
  @ApiProperty({ type: String, nullable: true, example: null }) contactName: string | null;
}

/** A job as its provider sees it: never the start code, and the door only while the job is theirs and not over. */
export class ProviderBookingDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'NX-7K2M9QXA' }) orderNumber: string;
  @ApiProperty({ enum: bookingStates, example: 'assigned' }) state: string;
  @ApiProperty({ type: ProviderSlotDto }) slot: ProviderSlotDto;
  @ApiProperty({ type: ProviderPlaceDto }) place: ProviderPlaceDto;
  @ApiProperty({ type: [ProviderItemDto] }) items: ProviderItemDto[];
  @ApiProperty({ description: 'Of the work before tax and charges.', example: 59_900 })
  serviceValuePaise: number;
  @ApiProperty({ description: 'In cash, once the work is done; zero when it is paid otherwise.', example: 0 })
  toCollectPaise: number;
  @ApiProperty({ description: 'Work of an earlier booking that is done again (DI-6).' }) isRework: boolean;
  @ApiProperty({
    type: ProviderCustomerDto,
    nullable: true,
    description: 'From when the job is theirs; null for one that was cancelled.',
  })
  customer: ProviderCustomerDto | null;
  @ApiProperty({ type: ProviderAddressDto, nullable: true, description: 'While the job is open.' })
  address: ProviderAddressDto | null;
  @ApiProperty({ type: String, nullable: true, example: 'The gate code is 1234.' })
  instructions: string | null;
  @ApiProperty({ type: [String], example: ['depart', 'decline'] }) allowedEvents: string[];
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) arrivedAt: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) startedAt: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) completedAt: string | null;
}
