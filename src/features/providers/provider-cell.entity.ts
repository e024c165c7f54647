import { Entity, Index } from 'typeorm';
import { Instant, Int, IntegerKey, RefersKey, SubjectId, Text } from '../../platform/database/columns.js';
import { ProviderEntity } from './provider.entity.js';

export type CellOwnerKind = 'booking' | 'hold';

/**
 * A quarter of an hour of one provider's time, taken. The primary key is the exclusion space that holds and
 * bookings share: winning every cell of an interval in one transaction is winning the slot (HB-2).
 */
@Entity('provider_cells')
@Index(['ownerId'])
@Index(['providerId', 'lastCell', 'expiresAt', 'pincode'])
export class ProviderCellEntity {
  @RefersKey(() => ProviderEntity) providerId: string;
  /** Epoch minutes / 15. */
  @IntegerKey() cell: number;
  @Text(10) ownerKind: CellOwnerKind;
  @SubjectId() ownerId: string;
  /** Where the job is, so that the way to its neighbours is known (AV-3). */
  @Text(6) pincode: string;
  /** A hold's end, judged when read; null for a booking. */
  @Instant({ nullable: true }) expiresAt: Date | null;
  /** Of a claim's first cell, its last; null for the others. Who asks about time reads one row of each claim. */
  @Int({ nullable: true }) lastCell: number | null;
}
