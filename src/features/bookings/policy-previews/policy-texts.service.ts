import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { NotFound } from '../../../kernel/errors.js';
import type { Reader } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { PoliciesService, PolicyDrafts, policyText } from '../../policies/index.js';
import type {
  CancellationBody,
  PolicyDocument,
  PolicyLanguage,
  PolicyScope,
  ToldKind,
  ToldPolicies,
} from '../../policies/index.js';
import { CatalogueService } from '../../services/index.js';

export interface ToldPolicy {
  readonly kind: ToldKind;
  readonly document: Pick<PolicyDocument<ToldKind>, 'code' | 'version'>;
  readonly effectiveFrom: Date;
  readonly language: PolicyLanguage;
  readonly text: string;
  readonly bands: CancellationBody['bands'];
}

/** Tells customers the policies in force, in words made from the figures that decide (PO-6). */
@Injectable()
export class PolicyTexts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: PoliciesService,
    private readonly drafts: PolicyDrafts,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param category an id or slug; the default policy when left out
   * @throws NotFound `category.not_found`, `policy.not_found`
   */
  tell(kind: ToldKind, category: string | undefined, language: PolicyLanguage): Promise<ToldPolicy> {
    return this.work.read(async (reader) => {
      const scope = await this.scopeOf(reader, category);
      const now = this.clock.now();
      const inForce = <K extends ToldKind | 'pricing'>(wanted: K) =>
        this.policies.resolve(reader, wanted, scope, now);
      const cancellation = await inForce('cancellation');
      const told: ToldPolicies = {
        cancellation: cancellation.body,
        reschedule: (await inForce('reschedule')).body,
        warranty: (await inForce('warranty')).body,
        compensation: (await inForce('compensation')).body,
        visitChargePaise: (await inForce('pricing')).body.visitChargePaise,
      };
      const document = await inForce(kind);
      const { effectiveFrom } = await this.drafts.getWithin(reader, document.id);
      const hasTable = kind === 'cancellation' || kind === 'reschedule';
      return {
        ...{ kind, document, effectiveFrom, language },
        text: policyText(kind, told, language),
        bands: hasTable ? cancellation.body.bands : [],
      };
    });
  }

  private async scopeOf(reader: Reader, category: string | undefined): Promise<PolicyScope> {
    if (category === undefined) return {};
    const found = (await this.catalogue.snapshot(reader)).findCategory(category);
    if (!found) throw new NotFound('category');
    return { categoryId: found.id };
  }
}
