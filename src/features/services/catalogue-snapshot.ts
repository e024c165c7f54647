import { attributesDeltaPaise } from './attributes.rule.js';
import type { ChosenAttributes } from './attributes.rule.js';
import type { CategoryEntity } from './category.entity.js';
import { groupBy } from './group-by.js';
import type { PincodeEntity } from './pincode.entity.js';
import type { RateCardPincodeEntity } from './rate-card-pincode.entity.js';
import type { RateCardVersionEntity } from './rate-card-version.entity.js';
import type { RateCardEntity } from './rate-card.entity.js';
import { rateAt } from './rate.rule.js';
import { PincodeNotServiceable } from './services.errors.js';
import type { SubcategoryEntity } from './subcategory.entity.js';
import type { SynonymEntity } from './synonym.entity.js';

export interface CatalogueRows {
  categories: readonly CategoryEntity[];
  services: readonly SubcategoryEntity[];
  synonyms: readonly SynonymEntity[];
  rateCards: readonly RateCardEntity[];
  rates: readonly RateCardVersionEntity[];
  pincodes: readonly PincodeEntity[];
  offered: readonly RateCardPincodeEntity[];
}

export type ListedCategory = Readonly<Omit<CategoryEntity, 'isActive'>> & {
  /** Everyday words for the whole category, in every language. */
  readonly phrases: readonly string[];
};

export type ListedService = Readonly<Omit<SubcategoryEntity, 'isActive'>> & {
  readonly category: ListedCategory;
  /** Everyday phrases for the service, in every language. */
  readonly phrases: readonly string[];
  /** The default variant first. */
  readonly rateCards: readonly ListedRateCard[];
};

export type ListedRateCard = Readonly<Omit<RateCardEntity, 'isActive'>>;
export type ListedPincode = Readonly<PincodeEntity>;

/** A rate card with its price at a place and an instant. */
export interface Rate {
  readonly rateCard: ListedRateCard;
  readonly pricePaise: number;
  readonly strikePricePaise: number | null;
}

/**
 * Everything that can be sold, as it stood when it was read; never changes. What is inactive, or belongs to
 * something inactive, is not in it, but for `findCategoryEver`.
 */
export class CatalogueSnapshot {
  /** By `sort`. */
  readonly categories: readonly ListedCategory[];
  /** By category, then by name. */
  readonly services: readonly ListedService[];
  private readonly everyCategory: ReadonlyMap<string, ListedCategory>;
  private readonly categoryByName = new Map<string, ListedCategory>();
  private readonly serviceByName = new Map<string, ListedService>();
  private readonly serviceByRateCard = new Map<string, ListedService>();
  private readonly rateCards = new Map<string, ListedRateCard>();
  private readonly pincodes: ReadonlyMap<string, ListedPincode>;
  private readonly rates: ReadonlyMap<string, RateCardVersionEntity[]>;
  private readonly offered = new Map<string, Set<string>>();

  constructor(rows: CatalogueRows) {
    this.categories = rows.categories
      .filter(({ isActive }) => isActive)
      .toSorted((a, b) => a.sort - b.sort || compareText(a.slug, b.slug))
      .map((row) => listedCategory(row, rows.synonyms));
    this.everyCategory = new Map(rows.categories.map((row) => [row.id, listedCategory(row, rows.synonyms)]));
    for (const each of this.categories) {
      this.categoryByName.set(each.id, each);
      this.categoryByName.set(each.slug, each);
    }
    this.services = listServices(rows, this.categoryByName);
    for (const each of this.services) {
      this.serviceByName.set(each.id, each);
      this.serviceByName.set(each.slug, each);
      for (const rateCard of each.rateCards) {
        this.serviceByRateCard.set(rateCard.id, each);
        this.rateCards.set(rateCard.id, rateCard);
      }
    }
    this.pincodes = new Map(rows.pincodes.map((each) => [each.pincode, each]));
    this.rates = groupBy(rows.rates, ({ rateCardId }) => rateCardId);
    for (const { rateCardId, pincode } of rows.offered) {
      const places = this.offered.get(rateCardId);
      if (places) places.add(pincode);
      else this.offered.set(rateCardId, new Set([pincode]));
    }
  }

  get isEmpty(): boolean {
    return this.categories.length === 0;
  }

  findCategory(idOrSlug: string): ListedCategory | null {
    return this.categoryByName.get(idOrSlug) ?? null;
  }

  /** For what is booked already: also a category that is offered no longer. */
  findCategoryEver(id: string): ListedCategory | null {
    return this.everyCategory.get(id) ?? null;
  }

  findService(idOrSlug: string): ListedService | null {
    return this.serviceByName.get(idOrSlug) ?? null;
  }

  findRateCard(id: string): { rateCard: ListedRateCard; service: ListedService } | null {
    const rateCard = this.rateCards.get(id);
    const service = this.serviceByRateCard.get(id);
    return rateCard && service ? { rateCard, service } : null;
  }

  findPincode(pincode: string): ListedPincode | null {
    return this.pincodes.get(pincode) ?? null;
  }

  servicesOf(categoryId: string): ListedService[] {
    return this.services.filter((each) => each.categoryId === categoryId);
  }

  /** @throws PincodeNotServiceable for an unknown or closed pincode (PR-2) */
  serviceablePincode(pincode: string): ListedPincode {
    const found = this.pincodes.get(pincode);
    if (!found?.isServiceable) throw new PincodeNotServiceable(pincode);
    return found;
  }

  /** The variants of a service that are offered and priced at a place; none where it is not done (PR-2). */
  ratesAt(service: ListedService, place: ListedPincode, at: Date): Rate[] {
    return service.rateCards.flatMap((rateCard) => this.findRate(rateCard, place, at) ?? []);
  }

  findRate(rateCard: ListedRateCard, place: ListedPincode, at: Date): Rate | null {
    if (!place.isServiceable || this.offered.get(rateCard.id)?.has(place.pincode) !== true) return null;
    const version = rateAt(this.rates.get(rateCard.id) ?? [], place, at);
    if (!version) return null;
    return { rateCard, pricePaise: version.pricePaise, strikePricePaise: version.strikePricePaise };
  }

  /**
   * The price of one unit of a rate card with its attributes at a place (PR-2).
   * @throws PincodeNotServiceable where it is not offered or has no price
   */
  unitPaise(rateCardId: string, chosen: ChosenAttributes, place: ListedPincode, at: Date): number {
    const found = this.findRateCard(rateCardId);
    const rate = found && this.findRate(found.rateCard, place, at);
    if (!rate) throw new PincodeNotServiceable(place.pincode);
    return Math.max(0, rate.pricePaise + attributesDeltaPaise(found.service.attributes, chosen));
  }

  /** What a service's variants cost over every city at an instant. */
  pricesEverywhere(service: ListedService, at: Date): number[] {
    return service.rateCards
      .flatMap(({ id }) => this.rates.get(id) ?? [])
      .filter(({ validFrom, validTo }) => validFrom <= at && (validTo === null || at < validTo))
      .map(({ pricePaise }) => pricePaise);
  }
}

function listedCategory(
  { isActive: _, ...category }: CategoryEntity,
  synonyms: readonly SynonymEntity[],
): ListedCategory {
  const own = synonyms.filter((each) => each.subcategoryId === null && each.categoryId === category.id);
  return { ...category, phrases: own.map(({ phrase }) => phrase) };
}

function listServices(rows: CatalogueRows, categories: ReadonlyMap<string, ListedCategory>): ListedService[] {
  const phrases = groupBy(rows.synonyms, ({ subcategoryId }) => subcategoryId);
  const cards = groupBy(
    rows.rateCards.filter(({ isActive }) => isActive),
    ({ subcategoryId }) => subcategoryId,
  );
  return rows.services
    .flatMap(({ isActive, ...service }) => {
      const category = categories.get(service.categoryId);
      if (!isActive || !category) return [];
      const rateCards = (cards.get(service.id) ?? [])
        .toSorted((a, b) => a.sort - b.sort || compareText(a.slug, b.slug))
        .map(({ isActive: _, ...rateCard }) => rateCard);
      const spoken = (phrases.get(service.id) ?? []).map(({ phrase }) => phrase);
      return [{ ...service, category, phrases: spoken, rateCards }];
    })
    .sort(
      (a, b) =>
        a.category.sort - b.category.sort || compareText(a.name, b.name) || compareText(a.slug, b.slug),
    );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
