import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ChosenAttributes } from '../../services/index.js';
import { pincodeMessage, pincodePattern } from '../../services/index.js';

export class PriceItemDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12' })
  @IsUUID()
  rateCardId: string;

  @ApiProperty({ example: 1, minimum: 1, maximum: 100 })
  @IsInt()
  @Min(1)
  @Max(100)
  quantity: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    example: { tonnage: '1.5-ton' },
    description: 'What /services/{id}/attributes asks; what is left out is at its base.',
  })
  @IsOptional()
  @IsObject()
  attributes?: ChosenAttributes;
}

export class RequestPriceDto {
  @ApiPropertyOptional({ example: '560001', description: 'Either this or addressId.' })
  @IsOptional()
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode?: string;

  @ApiPropertyOptional({
    example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a13',
    description: 'One of your own addresses; needs a customer token.',
  })
  @IsOptional()
  @IsUUID()
  addressId?: string;

  @ApiProperty({ type: [PriceItemDto], minItems: 1, maxItems: 20 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PriceItemDto)
  items: PriceItemDto[];

  @ApiPropertyOptional({
    example: '2026-03-14T05:30:00.000Z',
    description: 'Start of the slot, with an offset or Z.',
  })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(/T.*(Z|[+-]\d{2}:\d{2})$/, { message: 'must be an instant with an offset or Z' })
  slotStart?: string;
}

export class PriceLineDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12' }) rateCardId: string;
  @ApiProperty({ example: 'AC repair' }) service: string;
  @ApiProperty({ example: 'Split AC' }) variant: string;
  @ApiProperty({ example: 1 }) quantity: number;
  @ApiProperty({ example: 59900 }) unitPaise: number;
  @ApiProperty({ example: 59900 }) amountPaise: number;
}

export class ReceiptDto {
  @ApiProperty({ example: 'PR-4' }) rule: string;
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a14' }) policyId: string;
  @ApiProperty({ example: 1 }) policyVersion: number;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { serviceOn: '2026-03-14' } })
  inputs: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { cgstPaise: 5832 } })
  output: Readonly<Record<string, unknown>>;
  @ApiProperty({ example: 'GST at 18 % for a service in Karnataka: CGST ₹58.32 and SGST ₹58.32.' })
  sentence: string;
}

export class PriceDto {
  @ApiProperty({ type: [PriceLineDto] }) lines: PriceLineDto[];
  @ApiProperty({ example: 0 }) discountPaise: number;
  @ApiProperty({ example: 0 }) surgePaise: number;
  @ApiProperty({ example: 4900 }) conveniencePaise: number;
  @ApiProperty({ example: 64800 }) taxablePaise: number;
  @ApiProperty({ example: 5832 }) cgstPaise: number;
  @ApiProperty({ example: 5832 }) sgstPaise: number;
  @ApiProperty({ example: 0 }) igstPaise: number;
  @ApiProperty({ example: 36 }) roundOffPaise: number;
  @ApiProperty({ example: 76500 }) totalPaise: number;
  @ApiProperty({ type: [ReceiptDto], description: 'Why the price is what it is.' }) receipts: ReceiptDto[];
}

export class QuoteDto extends PriceDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a15' }) id: string;
  @ApiProperty({
    description: 'Fees of earlier bookings that the next payment brings along, beside this price.',
    example: 0,
  })
  duesPaise: number;
  @ApiProperty({ example: '560001' }) pincode: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-03-14T05:30:00.000Z' }) slotStart:
    string | null;
  @ApiProperty({ example: '2026-03-13T09:10:00.000Z' }) expiresAt: string;
}
