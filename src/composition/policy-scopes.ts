import { Injectable } from '@nestjs/common';
import { PolicyScopes } from '../features/policies/index.js';
import { CatalogueService } from '../features/services/index.js';
import type { Reader } from '../platform/database/transaction.js';

/** Policies ask the catalogue whether what they are for exists; the catalogue itself goes by policies. */
@Injectable()
export class CataloguePolicyScopes extends PolicyScopes {
  constructor(private readonly catalogue: CatalogueService) {
    super();
  }

  async exists(reader: Reader, kind: 'category' | 'service', scopeId: string): Promise<boolean> {
    const snapshot = await this.catalogue.snapshot(reader);
    const found = kind === 'category' ? snapshot.findCategory(scopeId) : snapshot.findService(scopeId);
    return found?.id === scopeId;
  }
}
