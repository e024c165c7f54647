import { Injectable } from '@nestjs/common';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import type { CatalogueChanged } from './catalogue.events.js';
import { CatalogueService } from './catalogue.service.js';

/** Has every process read the catalogue again once a change of it is committed, however often that takes. */
@Injectable()
export class CatalogueListener {
  constructor(private readonly catalogue: CatalogueService) {}

  @OnEvent<CatalogueChanged>('catalogue.changed', { as: 'catalogue' })
  async changed(_event: CatalogueChanged): Promise<void> {
    await this.catalogue.refresh();
  }
}
