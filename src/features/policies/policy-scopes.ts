import type { Reader } from '../../platform/database/transaction.js';
import type { PolicyScopeKind } from './policy.entity.js';

/** Answers whether there is such a category or service; policies know them by id only. */
export abstract class PolicyScopes {
  abstract exists(
    reader: Reader,
    kind: Exclude<PolicyScopeKind, 'default'>,
    scopeId: string,
  ): Promise<boolean>;
}
