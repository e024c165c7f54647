import type { AppConfig, AuthConfig } from '../../config/sections.js';
import { encryptionKey } from './encryption-key.js';
import { Secrets } from './secrets.js';

/** The secrets at rest, under the keys that are configured. */
export function openSecrets(
  {
    encryptionKey: configured,
    otherEncryptionKeys,
  }: Pick<AuthConfig, 'encryptionKey' | 'otherEncryptionKeys'>,
  { dataDir }: Pick<AppConfig, 'dataDir'>,
): Secrets {
  const others = otherEncryptionKeys?.split(',').map((each) => Buffer.from(each, 'base64')) ?? [];
  return new Secrets(encryptionKey(configured, dataDir), others);
}
