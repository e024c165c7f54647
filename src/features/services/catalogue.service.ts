import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { Cache } from '../../platform/cache/cache.js';
import type { Reader } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CatalogueSnapshot } from './catalogue-snapshot.js';
import type { ListedCategory, ListedPincode, ListedService, Rate } from './catalogue-snapshot.js';
import type { ServiceAttribute } from './attributes.rule.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { pageInMemory } from './listing.js';
import { PincodeNotServiceable } from './services.errors.js';

/** Marks whatever is made of the catalogue, in every process. */
export const catalogueTag = 'catalogue';

/** What can be sold, where and for how much. Held in memory, since it is read with every message and changes rarely. */
@Injectable()
export class CatalogueService implements OnApplicationBootstrap {
  private loaded: CatalogueSnapshot | null = null;
  private loading: Promise<CatalogueSnapshot> | null = null;

  constructor(
    private readonly work: UnitOfWork,
    private readonly catalogue: CatalogueRepository,
    private readonly clock: Clock,
    private readonly cache: Cache,
  ) {
    cache.watch(catalogueTag, () => this.forget());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.load();
  }

  /**
   * The catalogue as last read. An empty one is not kept, so that a catalogue filled later is found.
   * @param reader what to read through when nothing is loaded and the caller stands inside a unit of work; such a
   *   reading is not kept, since it may yet be rolled back
   */
  async snapshot(reader?: Reader): Promise<CatalogueSnapshot> {
    if (this.loaded) return this.loaded;
    if (reader) return new CatalogueSnapshot(await this.catalogue.readAll(reader));
    return this.loading ?? this.load();
  }

  /**
   * Reads the catalogue again, and has every other process do so; for whoever has changed it, after the commit.
   * @throws CacheUnreachable when the other processes cannot be told
   */
  async refresh(): Promise<CatalogueSnapshot> {
    await this.cache.invalidate(catalogueTag);
    return this.snapshot();
  }

  /** What is being read was begun before the change, and so is not kept either. */
  private forget(): void {
    this.loaded = null;
    this.loading = null;
  }

  private async load(): Promise<CatalogueSnapshot> {
    const reading = this.work
      .read((reader) => this.catalogue.readAll(reader))
      .then((rows) => new CatalogueSnapshot(rows));
    this.loading = reading;
    try {
      const snapshot = await reading;
      // A reading begun later knows more.
      if (this.loading === reading) this.loaded = snapshot.isEmpty ? null : snapshot;
      return snapshot;
    } finally {
      if (this.loading === reading) this.loading = null;
    }
  }

  async listCategories(page: PageRequest): Promise<Page<ListedCategory>> {
    const { categories } = await this.snapshot();
    return pageInMemory(categories, page, 'categories', ({ sort, slug }) => [sort, slug]);
  }

  /** @throws NotFound `category.not_found` */
  async listServices(categoryIdOrSlug: string, page: PageRequest): Promise<Page<ListedService>> {
    const snapshot = await this.snapshot();
    const category = snapshot.findCategory(categoryIdOrSlug);
    if (!category) throw new NotFound('category');
    return pageInMemory(snapshot.servicesOf(category.id), page, category.id, ({ name, slug }) => [
      name,
      slug,
    ]);
  }

  /** @throws NotFound `service.not_found` */
  async getService(idOrSlug: string): Promise<ListedService> {
    const service = (await this.snapshot()).findService(idOrSlug);
    if (!service) throw new NotFound('service');
    return service;
  }

  async listAttributes(serviceIdOrSlug: string, page: PageRequest): Promise<Page<ServiceAttribute>> {
    const { id, attributes } = await this.getService(serviceIdOrSlug);
    const ordered = attributes.map((attribute, at) => ({ attribute, at }));
    const { data, page: end } = pageInMemory(ordered, page, id, ({ at }) => [at]);
    return { data: data.map(({ attribute }) => attribute), page: end };
  }

  /**
   * The variants of a service with their prices now, in a pincode.
   * @throws PincodeNotServiceable where none is offered (PR-2)
   */
  async listRates(serviceIdOrSlug: string, pincode: string, page: PageRequest): Promise<Page<Rate>> {
    const snapshot = await this.snapshot();
    const service = await this.getService(serviceIdOrSlug);
    const rates = snapshot.ratesAt(service, snapshot.serviceablePincode(pincode), this.clock.now());
    if (rates.length === 0) throw new PincodeNotServiceable(pincode);
    return pageInMemory(rates, page, [service.id, pincode], ({ rateCard }) => [rateCard.sort, rateCard.slug]);
  }

  /** @throws NotFound `pincode.not_found` */
  async getPincode(pincode: string): Promise<ListedPincode> {
    const found = (await this.snapshot()).findPincode(pincode);
    if (!found) throw new NotFound('pincode');
    return found;
  }
}
