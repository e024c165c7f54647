import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import type { NotificationEntity, NotificationState } from '../notification.entity.js';

const states: readonly NotificationState[] = ['queued', 'sent', 'failed', 'void'];

export class StaffNotificationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: states, default: 'failed', example: 'failed' })
  @IsOptional()
  @IsIn(states)
  state: NotificationState = 'failed';
}

/** What became of a notice; what it says is between us and the person. */
export class StaffNotificationDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a11' })
  userId: string | null;

  @ApiProperty({ example: 'booking.reminder_24h' })
  kind: string;

  @ApiProperty({ enum: ['email', 'sms', 'in_app'], example: 'email' })
  channel: string;

  @ApiProperty({ enum: states, example: 'failed' })
  state: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is not sent.', example: 'mail.refused' })
  failure: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What the receiver calls it.', example: null })
  reference: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  sentAt: string | null;

  @ApiProperty({ format: 'date-time', example: '2025-11-21T05:30:00.000Z' })
  createdAt: string;
}

export function toStaffNotificationDto(row: NotificationEntity): StaffNotificationDto {
  const { id, userId, kind, channel, state, failure, reference, sentAt, createdAt } = row;
  return {
    ...{ id, userId, kind, channel, state, failure, reference },
    sentAt: sentAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
