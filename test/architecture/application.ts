import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { bootstrap } from '../../src/bootstrap.js';
import { Configuration } from '../../src/config/configuration.js';

export interface TemporaryApplication {
  app: NestExpressApplication;
  close(): Promise<void>;
}

/** The whole application on an empty database of its own; it does not listen. */
export async function openApplication(): Promise<TemporaryApplication> {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-architecture-'));
  const app = await bootstrap(
    Configuration.read({ NODE_ENV: 'test', DATA_DIR: folder, LOG_LEVEL: 'silent' }),
  );
  return {
    app,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
