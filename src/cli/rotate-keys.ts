import { NestFactory } from '@nestjs/core';
import type { Configuration } from '../config/configuration.js';
import type { Clock } from '../kernel/clock.js';
import { SigningKeys } from '../platform/auth/signing-keys.js';
import { KeysModule } from './keys.module.js';

/**
 * Makes the key that tokens are signed with from now on, while servers go on working.
 * @param retireOthers believes no older key: everybody's access token ends, and is renewed by refreshing
 */
export async function rotateKeys(
  configuration: Configuration,
  { retireOthers, say, clock }: { retireOthers: boolean; say: (line: string) => void; clock?: Clock },
): Promise<void> {
  const app = await NestFactory.createApplicationContext(KeysModule.with(configuration, clock), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    const keys = app.get(SigningKeys);
    const kid = await keys.rotate({ retireOthers });
    const known = (await keys.listPublic()).length;
    say(`Tokens are signed with ${kid} from now on, by running servers within a minute.`);
    say(
      retireOthers
        ? 'Tokens signed before are good no more.'
        : `${known} public keys are published until the older tokens have run out.`,
    );
  } finally {
    await app.close();
  }
}
