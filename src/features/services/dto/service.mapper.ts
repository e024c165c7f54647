import type { ServiceAttribute } from '../attributes.rule.js';
import type {
  ListedCategory,
  ListedPincode,
  ListedRateCard,
  ListedService,
  Rate,
} from '../catalogue-snapshot.js';
import type { FoundService } from '../service-search.js';
import type {
  AttributeDto,
  CategoryDto,
  FoundServiceDto,
  PincodeDto,
  RateDto,
  ServiceDetailDto,
  ServiceDto,
  VariantDto,
} from './service.dto.js';

export function toCategoryDto({ id, slug, name, nameHi, description }: ListedCategory): CategoryDto {
  return { id, slug, name, nameHi, description };
}

export function toServiceDto(service: ListedService): ServiceDto {
  const { id, slug, name, nameHi, description, category, durationMinutes, warrantyDays, isPopular } = service;
  return {
    id,
    slug,
    name,
    nameHi,
    description,
    category: { id: category.id, slug: category.slug, name: category.name },
    durationMinutes,
    warrantyDays,
    isPopular,
  };
}

export function toFoundServiceDto({ service, price, scope }: FoundService): FoundServiceDto {
  return { ...toServiceDto(service), price: price && { ...price, scope } };
}

export function toServiceDetailDto(service: ListedService): ServiceDetailDto {
  return {
    ...toServiceDto(service),
    attributes: service.attributes.map(toAttributeDto),
    variants: service.rateCards.map(toVariantDto),
  };
}

export function toAttributeDto({
  key,
  label,
  type,
  options,
  unit,
  min,
  max,
}: ServiceAttribute): AttributeDto {
  return {
    key,
    label,
    type,
    ...(options && {
      options: options.map((option) => ({
        value: option.value,
        label: option.label,
        deltaPaise: option.deltaPaise,
      })),
    }),
    ...(unit !== undefined && { unit }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

export function toRateDto({ rateCard, pricePaise, strikePricePaise }: Rate): RateDto {
  return { ...toVariantDto(rateCard), pricePaise, ...(strikePricePaise !== null && { strikePricePaise }) };
}

export function toPincodeDto({ pincode, city, state, area, isServiceable }: ListedPincode): PincodeDto {
  return { pincode, city, state, area, serviceable: isServiceable };
}

function toVariantDto({ id, slug, name, description, durationMinutes }: ListedRateCard): VariantDto {
  return { id, slug, name, description, durationMinutes };
}
