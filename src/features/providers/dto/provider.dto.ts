import { ApiProperty } from '@nestjs/swagger';
import { About } from '../../../platform/telemetry/pii.js';

export class ProviderDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a16' }) id: string;
  @ApiProperty({ example: 'Ramesh K.' }) name: string;
  @ApiProperty({ example: 'Bangalore' }) city: string;
  @ApiProperty({
    type: Number,
    format: 'double',
    nullable: true,
    example: 4.6,
    description: 'Null where nobody of the trade has been rated.',
  })
  rating: number | null;
  @ApiProperty({ example: 118 }) ratingCount: number;
  @ApiProperty({ type: [String], example: ['appliance-repair'] }) skills: string[];
  @ApiProperty({ type: [String], example: ['en', 'hi', 'kn'] }) languages: string[];
}

@About('provider')
export class StaffProviderDto extends ProviderDto {
  @ApiProperty({ example: 'Ramesh' }) firstName: string;
  @ApiProperty({ example: 'Kumar' }) lastName: string;
  @ApiProperty({ example: '+919800000001' }) mobile: string;
  @ApiProperty({ example: 'ramesh.kumar@example.in' }) email: string;
  @ApiProperty({ type: String, nullable: true, example: '560001' }) pincode: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) gstNumber: string | null;
  @ApiProperty({ example: true }) isVerified: boolean;
  @ApiProperty({ example: true }) isActive: boolean;
  @ApiProperty({ example: '2026-01-05T04:30:00.000Z' }) createdAt: string;
}

export class FreeTimeDto {
  @ApiProperty({ example: '2026-03-14T02:30:00.000Z' }) start: string;
  @ApiProperty({ example: '2026-03-14T14:30:00.000Z' }) end: string;
}

export class DayAvailabilityDto {
  @ApiProperty({ example: '2026-03-14', description: 'Local date.' }) date: string;
  @ApiProperty({ type: [FreeTimeDto], description: 'Half-open stretches of working time nobody has taken.' })
  free: FreeTimeDto[];
}

export class AvailabilityDto {
  @ApiProperty({ type: [DayAvailabilityDto] }) data: DayAvailabilityDto[];
}
