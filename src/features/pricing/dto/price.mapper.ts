import type { PriceBreakdown } from '../pricing.rule.js';
import type { QuoteEntity } from '../quote.entity.js';
import type { QuoteWish } from '../quotes.service.js';
import type { PriceDto, QuoteDto, RequestPriceDto } from './price.dto.js';

export function toQuoteWish({ items, pincode, addressId, slotStart }: RequestPriceDto): QuoteWish {
  return {
    items,
    ...(pincode !== undefined && { pincode }),
    ...(addressId !== undefined && { addressId }),
    ...(slotStart !== undefined && { slotStartAt: new Date(slotStart) }),
  };
}

export function toQuoteDto(
  { id, breakdown, pincode, slotStartAt, expiresAt }: QuoteEntity,
  duesPaise: number,
): QuoteDto {
  return {
    id,
    ...toPriceDto(breakdown),
    duesPaise,
    pincode,
    slotStart: slotStartAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
  };
}

export function toPriceDto(price: PriceBreakdown): PriceDto {
  return {
    lines: price.lines.map(({ rateCardId, service, variant, quantity, unitPaise, amountPaise }) => ({
      rateCardId,
      service,
      variant,
      quantity,
      unitPaise,
      amountPaise,
    })),
    discountPaise: price.discountPaise,
    surgePaise: price.surgePaise,
    conveniencePaise: price.conveniencePaise,
    taxablePaise: price.taxablePaise,
    cgstPaise: price.cgstPaise,
    sgstPaise: price.sgstPaise,
    igstPaise: price.igstPaise,
    roundOffPaise: price.roundOffPaise,
    totalPaise: price.totalPaise,
    receipts: price.receipts.map(({ rule, policyId, policyVersion, inputs, output, sentence }) => ({
      rule,
      policyId,
      policyVersion,
      inputs,
      output,
      sentence,
    })),
  };
}
