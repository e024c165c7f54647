import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type as Convert } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import type { MessageEntity, ThreadEntity } from '../thread.entity.js';

export class OpenThreadDto {
  @ApiPropertyOptional({ example: 'AC repair', maxLength: 120 })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, 120)
  title?: string;
}

export class RenameThreadDto {
  @ApiProperty({ example: 'AC repair', maxLength: 120 })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, 120)
  title: string;
}

export class MessagesQuery {
  @ApiPropertyOptional({ description: 'Sequence number after which to begin.', minimum: 0, default: 0 })
  @IsOptional()
  @Convert(() => Number)
  @IsInt()
  @Min(0)
  after: number = 0;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Convert(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;
}

export class HistoryQuery extends MessagesQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  threadId: string;
}

export class ThreadDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'My AC is not cooling' })
  title: string;

  @ApiProperty({ enum: ['en', 'hi', 'hinglish'] })
  language: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  lastMessageAt: string;
}

export class MessageDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  threadId: string;

  @ApiProperty({ example: 1 })
  sequence: number;

  @ApiProperty({ enum: ['user', 'assistant'] })
  role: string;

  @ApiProperty({ example: 'My AC is not cooling.' })
  content: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

export function toThreadDto({ id, title, language, createdAt, lastMessageAt }: ThreadEntity): ThreadDto {
  return {
    id,
    title,
    language,
    createdAt: createdAt.toISOString(),
    lastMessageAt: lastMessageAt.toISOString(),
  };
}

export function toMessageDto({
  id,
  threadId,
  sequence,
  role,
  content,
  createdAt,
}: MessageEntity): MessageDto {
  return { id, threadId, sequence, role, content, createdAt: createdAt.toISOString() };
}
