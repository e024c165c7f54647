import { ApiProperty } from '@nestjs/swagger';
import type { NotificationEntity } from '../notification.entity.js';

export class NotificationDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ example: 'booking.confirmed' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, example: 'Booking confirmed' })
  title: string | null;

  @ApiProperty({ example: 'AC repair on Sat 22 Nov, 11:00 am. Order NX-7K3M9QXD, total ₹706.82.' })
  body: string;

  @ApiProperty({ example: false })
  isRead: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readAt: string | null;

  @ApiProperty({ format: 'date-time', example: '2025-11-21T05:30:00.000Z' })
  createdAt: string;
}

export class UnreadCountDto {
  @ApiProperty({ example: 3 })
  count: number;
}

export class ReadAllDto {
  @ApiProperty({ description: 'How many were unread.', example: 3 })
  read: number;
}

export function toNotificationDto({
  id,
  kind,
  subject,
  body,
  readAt,
  createdAt,
}: NotificationEntity): NotificationDto {
  return {
    id,
    kind,
    title: subject,
    body,
    isRead: readAt !== null,
    readAt: readAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
