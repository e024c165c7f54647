import { Injectable } from '@nestjs/common';
import MiniSearch from 'minisearch';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import type { Keyset, Page, PageRequest } from '../../kernel/paging.js';
import type { CatalogueSnapshot, ListedPincode, ListedService } from './catalogue-snapshot.js';
import { CatalogueService } from './catalogue.service.js';
import { pageInMemory } from './listing.js';

export const searchOrders = ['relevance', 'popular', 'name', 'price', '-price'] as const;
export type SearchOrder = (typeof searchOrders)[number];

export interface ServiceFilter {
  q?: string;
  /** Id or slug. */
  category?: string;
  pincode?: string;
  minPaise?: number;
  maxPaise?: number;
  sort?: SearchOrder;
}

export interface FoundService {
  service: ListedService;
  /** What its variants cost at the pincode asked for, else over every city; null when it is priced nowhere. */
  price: { fromPaise: number; toPaise: number } | null;
  scope: 'pincode' | 'all_cities';
}

interface Scored extends FoundService {
  score: number;
}

/** A filter, and whether only popular services count. */
interface Wish extends ServiceFilter {
  isPopular?: boolean;
}

interface SearchDocument {
  id: string;
  name: string;
  nameHi: string;
  category: string;
  phrases: string;
  description: string;
}

/** Finds services by keywords in three languages, through typing mistakes and unfinished words. */
@Injectable()
export class ServiceSearch {
  private readonly indexes = new WeakMap<CatalogueSnapshot, MiniSearch<SearchDocument>>();

  constructor(
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotFound `category.not_found`, PincodeNotServiceable, ValidationFailed for bounds the wrong way round,
   *   CursorInvalid
   */
  search(filter: ServiceFilter, page: PageRequest): Promise<Page<FoundService>> {
    return this.list(filter, page);
  }

  /** Popular services, those offered in the pincode when one is given. */
  recommend(pincode: string | undefined, page: PageRequest): Promise<Page<FoundService>> {
    return this.list({ isPopular: true, ...(pincode !== undefined && { pincode }) }, page);
  }

  private async list(filter: Wish, page: PageRequest): Promise<Page<FoundService>> {
    const { q, category, pincode, minPaise = 0, maxPaise = Number.MAX_SAFE_INTEGER } = filter;
    if (minPaise > maxPaise)
      throw new ValidationFailed([{ pointer: '#query/maxPaise', detail: 'must not be less than minPaise' }]);
    const snapshot = await this.catalogue.snapshot();
    const wanted = category === undefined ? null : snapshot.findCategory(category);
    if (category !== undefined && !wanted) throw new NotFound('category');
    const place = pincode === undefined ? null : snapshot.serviceablePincode(pincode);
    const mustCost = place !== null || filter.minPaise !== undefined || filter.maxPaise !== undefined;
    const found = this.matches(snapshot, q)
      .filter(({ service }) => !wanted || service.categoryId === wanted.id)
      .filter(({ service }) => filter.isPopular !== true || service.isPopular)
      .map((match) => ({ ...match, prices: this.pricesOf(snapshot, match.service, place) }))
      .filter(({ prices }) => !mustCost || prices.some((paise) => minPaise <= paise && paise <= maxPaise))
      .map(({ prices, ...match }): Scored => ({
        ...match,
        price: prices.length === 0 ? null : { fromPaise: Math.min(...prices), toPaise: Math.max(...prices) },
        scope: place ? 'pincode' : 'all_cities',
      }));
    const sort = filter.sort ?? (q ? 'relevance' : 'popular');
    return pageInMemory(found, page, { ...filter, sort }, (each) => keyOf(each, sort));
  }

  private matches(snapshot: CatalogueSnapshot, q = ''): { service: ListedService; score: number }[] {
    if (q === '') return snapshot.services.map((service) => ({ service, score: 0 }));
    return this.indexOf(snapshot)
      .search(q)
      .flatMap(({ id, score }) => {
        const service = snapshot.findService(String(id));
        return service ? [{ service, score }] : [];
      });
  }

  private pricesOf(
    snapshot: CatalogueSnapshot,
    service: ListedService,
    place: ListedPincode | null,
  ): number[] {
    const now = this.clock.now();
    if (!place) return snapshot.pricesEverywhere(service, now);
    return snapshot.ratesAt(service, place, now).map(({ pricePaise }) => pricePaise);
  }

  private indexOf(snapshot: CatalogueSnapshot): MiniSearch<SearchDocument> {
    const known = this.indexes.get(snapshot);
    if (known) return known;
    const index = new MiniSearch<SearchDocument>({
      fields: ['name', 'nameHi', 'category', 'phrases', 'description'],
      searchOptions: {
        boost: { name: 5, nameHi: 5, phrases: 3, category: 2, description: 0.5 },
        prefix: (term) => term.length > 2,
        // Short words have too many neighbours to be guessed at.
        fuzzy: (term) => (term.length > 3 ? 0.25 : false),
        weights: { fuzzy: 0.3, prefix: 0.6 },
      },
    });
    index.addAll(
      snapshot.services.map(({ id, name, nameHi, category, phrases, description }) => ({
        id,
        name,
        nameHi,
        category: `${category.name} ${category.nameHi} ${category.phrases.join('\n')}`,
        phrases: phrases.join('\n'),
        description,
      })),
    );
    this.indexes.set(snapshot, index);
    return index;
  }
}

function keyOf({ service, score, price }: Scored, sort: SearchOrder): Keyset {
  const { name, slug, category } = service;
  const unpriced = Number.MAX_SAFE_INTEGER;
  switch (sort) {
    case 'relevance':
      return [-score, slug];
    case 'popular':
      return [service.isPopular ? 0 : 1, category.sort, slug];
    case 'name':
      return [name, slug];
    case 'price':
      return [price?.fromPaise ?? unpriced, slug];
    case '-price':
      return [price ? -price.fromPaise : unpriced, slug];
  }
}
