import { Injectable } from '@nestjs/common';
import type { Reader } from '../../../platform/database/transaction.js';
import { PoliciesService } from '../../policies/index.js';
import type { PolicyDocument, PolicyScope } from '../../policies/index.js';
import type { BookingEntity, FrozenPolicies } from '../booking.entity.js';

/** The kinds a booking keeps the versions of (PO-3), by the name it keeps them under. */
const frozenNames = {
  cancellation: 'cancellationId',
  pricing: 'pricingId',
  reschedule: 'rescheduleId',
  warranty: 'warrantyId',
  compensation: 'compensationId',
  penalty: 'penaltyId',
} as const satisfies Record<string, keyof FrozenPolicies>;

export type FrozenKind = keyof typeof frozenNames;

/** Which policies decide for a booking, for its whole life (PO-3). */
@Injectable()
export class BookingPolicies {
  constructor(private readonly policies: PoliciesService) {}

  /**
   * The versions in force now, to be kept with a booking that is being made.
   * @param pricingId the version its price was made by, which may be an older quote's
   * @throws NotFound `policy.not_found`
   */
  async freeze(
    reader: Reader,
    scope: PolicyScope,
    pricingId: string,
    at: Date,
  ): Promise<Required<FrozenPolicies>> {
    const kinds = ['cancellation', 'reschedule', 'warranty', 'compensation', 'penalty'] as const;
    const ids = await this.policies.idsInForce(reader, kinds, scope, at);
    return {
      cancellationId: ids.cancellation,
      pricingId,
      rescheduleId: ids.reschedule,
      warrantyId: ids.warranty,
      compensationId: ids.compensation,
      penaltyId: ids.penalty,
    };
  }

  /** The version of a kind that decides for the booking. */
  async of<K extends FrozenKind>(
    reader: Reader,
    { frozenPolicies, categoryId, createdAt }: BookingEntity,
    kind: K,
  ): Promise<PolicyDocument<K>> {
    const id = frozenPolicies[frozenNames[kind]];
    return id === undefined
      ? this.policies.resolve(reader, kind, { categoryId }, createdAt)
      : this.policies.get(reader, id, kind);
  }
}
