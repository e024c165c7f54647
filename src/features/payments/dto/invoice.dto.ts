import { ApiProperty } from '@nestjs/swagger';
import { About, PiiHere } from '../../../platform/telemetry/pii.js';
import type { InvoiceEntity } from '../invoices/invoice.entity.js';
import { invoiceKinds } from '../invoices/invoice-document.js';
import type { InvoiceKind } from '../invoices/invoice-document.js';

export class InvoicePartyDto {
  @PiiHere('name')
  @ApiProperty({ example: 'Asha Rao' })
  name: string;

  @ApiProperty({ type: [String], example: ['12, 5th Cross', 'Bangalore 560001'] })
  address: readonly string[];

  @ApiProperty({ example: 'Karnataka' })
  state: string;

  @ApiProperty({ example: '29' })
  stateCode: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  gstin: string | null;
}

export class InvoiceLineDto {
  @ApiProperty({ example: 'Fan repair: Repair' })
  description: string;

  @ApiProperty({ example: '9987' })
  sac: string;

  @ApiProperty({ example: 1 })
  quantity: number;

  @ApiProperty({ example: 29900 })
  unitPaise: number;

  @ApiProperty({ example: 29900 })
  valuePaise: number;

  @ApiProperty({ example: 0 })
  discountPaise: number;

  @ApiProperty({ example: 29900 })
  taxablePaise: number;

  @ApiProperty({ description: 'The whole rate in basis points.', example: 1800 })
  gstBps: number;

  @ApiProperty({ example: 2691 })
  cgstPaise: number;

  @ApiProperty({ example: 2691 })
  sgstPaise: number;

  @ApiProperty({ example: 0 })
  igstPaise: number;
}

export class PlaceOfSupplyDto {
  @ApiProperty({ example: 'Karnataka' })
  state: string;

  @ApiProperty({ example: '29' })
  stateCode: string;
}

export class CorrectedInvoiceDto {
  @ApiProperty({ example: 'KA2627-0000123' })
  number: string;

  @ApiProperty({ example: '2026-11-20' })
  issuedOn: string;

  @PiiHere('note')
  @ApiProperty({ example: 'The work was done late.' })
  reason: string;
}

@About('customer')
export class CreditNoteDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12' })
  id: string;

  @ApiProperty({ enum: invoiceKinds, example: 'invoice' })
  kind: InvoiceKind;

  @ApiProperty({
    description: 'Without gaps in its series; at most 16 characters.',
    example: 'KA2627-0000123',
  })
  number: string;

  @ApiProperty({ example: '2026-11-20' })
  issuedOn: string;

  @ApiProperty({ example: 'NX-7KQ2M9' })
  orderNumber: string;

  @ApiProperty({ example: '2026-11-20' })
  serviceOn: string;

  @About('company')
  @ApiProperty({ type: InvoicePartyDto })
  supplier: InvoicePartyDto;

  @ApiProperty({ type: InvoicePartyDto })
  recipient: InvoicePartyDto;

  @ApiProperty({ type: PlaceOfSupplyDto })
  placeOfSupply: PlaceOfSupplyDto;

  @ApiProperty({ type: [InvoiceLineDto] })
  lines: readonly InvoiceLineDto[];

  @ApiProperty({ example: 29900 })
  taxablePaise: number;

  @ApiProperty({ example: 2691 })
  cgstPaise: number;

  @ApiProperty({ example: 2691 })
  sgstPaise: number;

  @ApiProperty({ example: 0 })
  igstPaise: number;

  @ApiProperty({ example: 18 })
  roundOffPaise: number;

  @ApiProperty({ example: 35300 })
  totalPaise: number;

  @ApiProperty({ example: 'Rupees Three Hundred Fifty Three Only' })
  totalInWords: string;

  @ApiProperty({ description: 'Whether the recipient pays the tax; never.', example: false })
  reverseCharge: boolean;

  @ApiProperty({ type: CorrectedInvoiceDto, nullable: true, description: 'What a credit note corrects.' })
  corrects: CorrectedInvoiceDto | null;
}

export class InvoiceDto extends CreditNoteDto {
  @ApiProperty({ type: [CreditNoteDto], description: 'What was taken back of it, the oldest first.' })
  creditNotes: readonly CreditNoteDto[];
}

function toPlainDto({ id, document }: InvoiceEntity): CreditNoteDto {
  return { id, ...document };
}

export function toInvoiceDto(invoice: InvoiceEntity, creditNotes: readonly InvoiceEntity[]): InvoiceDto {
  return { ...toPlainDto(invoice), creditNotes: creditNotes.map(toPlainDto) };
}
