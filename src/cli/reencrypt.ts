import { NestFactory } from '@nestjs/core';
import type { Configuration } from '../config/configuration.js';
import { KeysModule } from './keys.module.js';
import { Reencryption } from './reencryption.js';

/**
 * Seals every secret at rest under the current key, while servers go on working.
 * @returns whether nothing needs the other keys any more
 */
export async function reencrypt(
  configuration: Configuration,
  { say, batchSize }: { say: (line: string) => void; batchSize?: number },
): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(KeysModule.with(configuration), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    const reencryption = app.get(Reencryption);
    const { resealed, unreadable } = await reencryption.sealAnew(say, batchSize);
    say(`${resealed} secrets were sealed anew under ENCRYPTION_KEY.`);
    for (const each of unreadable) say(`No key opens ${each}.`);
    const others = await reencryption.countOthers();
    if (others > unreadable.length)
      say(
        `${others - unreadable.length} were sealed under another key meanwhile: a server has not been told of the new one. Run this again once it has.`,
      );
    if (others === 0) say('ENCRYPTION_OTHER_KEYS may be emptied.');
    return others === 0;
  } finally {
    await app.close();
  }
}
