import { ApiProperty } from '@nestjs/swagger';
import type { NotificationEntity } from '../notification.entity.js';

export class InboxMessageDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ enum: ['email', 'sms'], example: 'sms' })
  channel: string;

  @ApiProperty({ example: 'booking.confirmed' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, example: '+919876543210' })
  to: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  subject: string | null;

  @ApiProperty({
    example: 'Nexora: AC repair is booked for Sat 22 Nov, 11:00 am. Order NX-7K3M9QXD, total ₹706.82.',
  })
  body: string;

  @ApiProperty({ enum: ['queued', 'sent', 'failed', 'void'], example: 'sent' })
  state: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is not sent.', example: null })
  failure: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2025-11-21T05:30:00.000Z' })
  sentAt: string | null;

  @ApiProperty({ format: 'date-time', example: '2025-11-21T05:30:00.000Z' })
  createdAt: string;
}

export class InboxDto {
  @ApiProperty({ type: [InboxMessageDto], description: 'Newest first, at most 100.' })
  data: InboxMessageDto[];
}

export function toInboxMessageDto(row: NotificationEntity): InboxMessageDto {
  const { id, channel, kind, to, subject, body, state, failure, sentAt, createdAt } = row;
  return {
    id,
    channel,
    kind,
    to,
    subject,
    body,
    state,
    failure,
    sentAt: sentAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
