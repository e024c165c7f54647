import { ApiKeyEntity, signingPurpose } from '../features/api-keys/index.js';
import { NotificationEntity, noticePurposeOf } from '../features/notifications/index.js';
import { StaffSecondFactorEntity, totpPurposeOf } from '../features/staff/index.js';
import { SigningKeyEntity } from '../platform/auth/signing-key.entity.js';
import { signingKeyPurpose } from '../platform/auth/signing-keys.js';

/** A column that holds what `Secrets` sealed. */
export interface SealedColumn {
  readonly entity: new () => object;
  readonly column: string;
  /** What the secret of the row with that key is sealed for. */
  readonly purposeOf: (id: string) => string;
}

/** Every sealed column there is; a test refuses one that is not here. */
export const sealedColumns: readonly SealedColumn[] = [
  { entity: SigningKeyEntity, column: 'sealedPrivateKey', purposeOf: () => signingKeyPurpose },
  { entity: StaffSecondFactorEntity, column: 'sealedSecret', purposeOf: totpPurposeOf },
  { entity: ApiKeyEntity, column: 'sealedSigningSecret', purposeOf: () => signingPurpose },
  { entity: ApiKeyEntity, column: 'sealedFormerSigningSecret', purposeOf: () => signingPurpose },
  { entity: NotificationEntity, column: 'sealed', purposeOf: noticePurposeOf },
];
