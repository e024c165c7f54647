import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { scopes } from '../../../kernel/scopes.js';
import type { Scope } from '../../../kernel/scopes.js';
import type { ApiKeyEntity } from '../api-key.entity.js';
import type { IssuedKey, NewKey } from '../api-keys.service.js';
import type { AssistantConfiguration } from '../assistant-directory.js';
import { joinKey } from '../key-material.rule.js';
import type { InitializedAssistant, KeyToken } from '../key-sign-in.service.js';

export class NewKeyDto {
  @ApiProperty({ maxLength: 80, example: 'Home automation' })
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  name: string;

  @ApiProperty({
    enum: scopes,
    isArray: true,
    description: 'What the key may do. Customers and staff have scopes of their own.',
    example: ['addresses.read', 'chat.write'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsIn(scopes, { each: true })
  scopes: Scope[];

  @ApiPropertyOptional({ description: 'Each request has to be signed.', default: false, example: false })
  @IsOptional()
  @IsBoolean()
  isSigned?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    format: 'date-time',
    example: '2027-03-02T05:30:00.000Z',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  expiresAt?: string | null;
}

export function toNewKey({ name, scopes: wanted, isSigned = false, expiresAt }: NewKeyDto): NewKey {
  return { name, scopes: wanted, isSigned, expiresAt: expiresAt ? new Date(expiresAt) : null };
}

export class ApiKeyDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ example: 'Home automation' })
  name: string;

  @ApiProperty({ description: 'Says which key it is; no secret.', example: 'nx_live_3f9c2ab47d10e65' })
  clientId: string;

  @ApiProperty({ enum: scopes, isArray: true, example: ['addresses.read', 'chat.write'] })
  scopes: readonly Scope[];

  @ApiProperty({ example: false })
  isSigned: boolean;

  @ApiProperty({ type: String, nullable: true, example: '2027-03-02T05:30:00.000Z' })
  expiresAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When it was last exchanged for a token.',
    example: '2026-03-02T05:30:00.000Z',
  })
  lastUsedAt: string | null;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  rotatedAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Until when the secrets before the last rotation are good beside the new ones.',
    example: null,
  })
  formerSecretEndsAt: string | null;
}

export class IssuedKeyDto extends ApiKeyDto {
  @ApiProperty({
    description: 'Shown this once.',
    example: 'nxs_4yq0Y2tqk1m6Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u0',
  })
  clientSecret: string;

  @ApiProperty({
    description: 'Both in one piece, for /auth/initialize. Shown this once.',
    example: 'nx_live_3f9c2ab47d10e65.nxs_4yq0Y2tqk1m6Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u0',
  })
  apiKey: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a key that signs: the key of the HMAC. Shown this once.',
    example: 'nxg_Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u04yq0Y2tqk1m6',
  })
  signingSecret: string | null;
}

export function toApiKeyDto(key: ApiKeyEntity): ApiKeyDto {
  return {
    id: key.id,
    name: key.name,
    clientId: key.clientId,
    scopes: key.scopes,
    isSigned: key.sealedSigningSecret !== null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    createdAt: key.createdAt.toISOString(),
    rotatedAt: key.rotatedAt?.toISOString() ?? null,
    formerSecretEndsAt: key.formerEndsAt?.toISOString() ?? null,
  };
}

export function toIssuedKeyDto({ key, clientSecret, signingSecret }: IssuedKey): IssuedKeyDto {
  return { ...toApiKeyDto(key), clientSecret, apiKey: joinKey(key.clientId, clientSecret), signingSecret };
}

export class ExchangeKeyDto {
  @ApiProperty({ maxLength: 64, example: 'nx_live_3f9c2ab47d10e65' })
  @IsString()
  @MaxLength(64)
  clientId: string;

  @ApiProperty({ maxLength: 128, example: 'nxs_4yq0Y2tqk1m6Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u0' })
  @IsString()
  @MaxLength(128)
  clientSecret: string;
}

export class KeyTokenDto {
  @ApiProperty({ description: 'ES256 JWT for the Authorization header.', example: 'eyJhbGciOiJFUzI1NiIs...' })
  accessToken: string;

  @ApiProperty({ enum: ['Bearer'], example: 'Bearer' })
  tokenType: 'Bearer';

  @ApiProperty({ example: '2026-03-02T05:45:00.000Z' })
  expiresAt: string;
}

export function toKeyTokenDto({ accessToken, tokenType, expiresAt }: KeyToken): KeyTokenDto {
  return { accessToken, tokenType, expiresAt: expiresAt.toISOString() };
}

const languages = ['en', 'hi', 'hinglish'] as const;
const themes = ['light', 'dark', 'system'] as const;

/** What is left out is as the assistant has it. */
export class AssistantSettingsDto implements Partial<AssistantConfiguration> {
  @ApiPropertyOptional({ maxLength: 80, example: 'Ask us' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  title?: string;

  @ApiPropertyOptional({ enum: languages, example: 'hi' })
  @IsOptional()
  @IsIn(languages)
  language?: (typeof languages)[number];

  @ApiPropertyOptional({ enum: themes, example: 'light' })
  @IsOptional()
  @IsIn(themes)
  theme?: (typeof themes)[number];

  @ApiPropertyOptional({ example: true })
  @IsOptional()
  @IsBoolean()
  showsSuggestions?: boolean;
}

export class InitializeDto {
  @ApiProperty({ maxLength: 64, example: 'nexora' })
  @IsString()
  @MaxLength(64)
  assistantId: string;

  @ApiProperty({
    maxLength: 200,
    example: 'nx_live_3f9c2ab47d10e65.nxs_4yq0Y2tqk1m6Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u0',
  })
  @IsString()
  @MaxLength(200)
  apiKey: string;

  @ApiPropertyOptional({ type: AssistantSettingsDto, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AssistantSettingsDto)
  configuration?: AssistantSettingsDto | null;
}

/** The settings that were given, so that none left out hides the assistant's own. */
export function toSettings(given: AssistantSettingsDto | null | undefined): Partial<AssistantConfiguration> {
  const { title, language, theme, showsSuggestions } = given ?? {};
  return {
    ...(title !== undefined && title !== null && { title }),
    ...(language && { language }),
    ...(theme && { theme }),
    ...(typeof showsSuggestions === 'boolean' && { showsSuggestions }),
  };
}

export class AssistantConfigurationDto implements AssistantConfiguration {
  @ApiProperty({ example: 'Ask us' })
  title: string;

  @ApiProperty({ enum: languages, example: 'hi' })
  language: (typeof languages)[number];

  @ApiProperty({ enum: themes, example: 'light' })
  theme: (typeof themes)[number];

  @ApiProperty({ example: true })
  showsSuggestions: boolean;
}

export class InitializedDto implements InitializedAssistant {
  @ApiProperty({ example: 'nexora' })
  assistantId: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  sessionId: string;

  @ApiProperty({ type: AssistantConfigurationDto })
  configuration: AssistantConfigurationDto;
}
