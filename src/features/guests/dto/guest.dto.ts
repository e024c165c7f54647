import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsObject, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { ValidationFailed } from '../../../kernel/errors.js';
import type { Moved } from '../../../platform/auth/guest-belongings.js';
import { SignedInDto, toSignedInDto } from '../../users/index.js';
import type { ConvertedGuest, Identification } from '../guest-conversion.service.js';
import type { GuestEntity } from '../guest.entity.js';
import type { AdmittedGuest } from '../guests.service.js';

const mostFacts = 20;
const longestFact = 200;

export class BeGuestDto {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, example: 'b3c1-pixel-9' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  deviceId?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    nullable: true,
    description: `What the client says of itself: at most ${mostFacts} plain values of at most ${longestFact} characters.`,
    example: { platform: 'android', appVersion: '4.2.0' },
  })
  @IsOptional()
  @IsObject()
  metadata?: Record<string, unknown> | null;
}

/** @throws ValidationFailed for metadata that is too much, or not plain */
export function toGuest(body: BeGuestDto): Pick<GuestEntity, 'deviceId' | 'metadata'> {
  const metadata = body.metadata ?? null;
  const facts = Object.entries(metadata ?? {});
  if (facts.length > mostFacts || !facts.every(([name, value]) => isFact(name, value)))
    throw new ValidationFailed([
      {
        pointer: '/metadata',
        detail: `must be at most ${mostFacts} plain values, each at most ${longestFact} long`,
      },
    ]);
  return { deviceId: body.deviceId ?? null, metadata: metadata as GuestEntity['metadata'] };
}

function isFact(name: string, value: unknown): boolean {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain && name.length <= 60 && String(value).length <= longestFact;
}

export class AdmittedGuestDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  sessionId: string;

  @ApiProperty({ description: 'ES256 JWT for the Authorization header.', example: 'eyJhbGciOiJFUzI1NiIs...' })
  accessToken: string;

  @ApiProperty({
    description: 'When the guest is forgotten; put off by each use of the token.',
    example: '2026-03-03T05:30:00.000Z',
  })
  expiresAt: string;
}

export function toAdmittedGuestDto({ sessionId, accessToken, expiresAt }: AdmittedGuest): AdmittedGuestDto {
  return { sessionId, accessToken, expiresAt: expiresAt.toISOString() };
}

/** Whether the guest registers, rather than signs in. */
const registers = ({ identifier }: ConvertSessionDto): boolean => identifier === undefined;
const isGiven = (_object: object, value: unknown): boolean => value !== undefined;

/** Who the guest is: `identifier` and `password` of an account, or what registering takes. */
export class ConvertSessionDto {
  @ApiProperty({ format: 'uuid', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  @IsUUID()
  sessionId: string;

  @ApiPropertyOptional({
    description: 'To sign in: email or mobile. Left out to register.',
    maxLength: 254,
    example: '+919876543210',
  })
  @ValidateIf(isGiven)
  @IsString()
  @MaxLength(254)
  identifier?: string;

  @ApiProperty({ maxLength: 256, example: 'Monsoon#2026' })
  @IsString()
  @MaxLength(256)
  password: string;

  @ApiPropertyOptional({ description: 'To register.', maxLength: 254, example: 'asha.rao@example.com' })
  @ValidateIf((given: ConvertSessionDto) => registers(given) || given.email !== undefined)
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @ApiPropertyOptional({ description: 'To register.', maxLength: 20, example: '+919876543210' })
  @ValidateIf((given: ConvertSessionDto) => registers(given) || given.mobile !== undefined)
  @IsString()
  @MaxLength(20)
  mobile?: string;

  @ApiPropertyOptional({ description: 'To register.', maxLength: 80, example: 'Asha' })
  @ValidateIf((given: ConvertSessionDto) => registers(given) || given.firstName !== undefined)
  @IsString()
  @MaxLength(80)
  firstName?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Rao' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  lastName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 12, example: '7QK3M9XT' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  referralCode?: string | null;
}

/** @throws ValidationFailed when both ways are given, or a name is empty */
export function toIdentification(body: ConvertSessionDto): Identification {
  const { identifier, password, email = '', mobile = '', lastName, referralCode } = body;
  const firstName = body.firstName?.trim() ?? '';
  if (identifier !== undefined) {
    const stray = (['email', 'mobile', 'firstName', 'lastName', 'referralCode'] as const).filter(
      (name) => body[name] !== undefined,
    );
    if (stray.length > 0)
      throw new ValidationFailed(
        stray.map((name) => ({ pointer: `/${name}`, detail: 'does not go with an identifier' })),
      );
    return { by: 'login', identifier, password };
  }
  if (firstName === '') throw new ValidationFailed([{ pointer: '/firstName', detail: 'must not be empty' }]);
  return {
    by: 'registration',
    registration: {
      email,
      mobile,
      password,
      firstName,
      lastName: lastName?.trim() || null,
      referralCode: referralCode?.trim() || null,
    },
  };
}

export class MigratedDto implements Moved {
  @ApiProperty({ example: 2 })
  threads: number;

  @ApiProperty({ example: 0 })
  files: number;

  @ApiProperty({ example: 1 })
  holds: number;

  @ApiProperty({ example: 3 })
  cartItems: number;
}

export class ConvertedGuestDto extends SignedInDto {
  @ApiProperty({ type: MigratedDto, description: "How much of what the guest had is the customer's now." })
  migrated: MigratedDto;
}

export function toConvertedGuestDto(converted: ConvertedGuest): ConvertedGuestDto {
  return { ...toSignedInDto(converted), migrated: { ...converted.migrated } };
}
