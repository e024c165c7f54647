import 'reflect-metadata';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Configuration, ConfigurationInvalid } from '../config/configuration.js';
import { deploymentOf } from '../config/deployment.js';
import { AppConfig, DatabaseConfig } from '../config/sections.js';
import { loadEnvFile } from '../config/env-file.js';
import { BackupRefused, backup, restore } from '../platform/database/backup.js';
import { DatabaseInUse } from '../platform/database/database-claim.js';
import { claimDatabase } from '../platform/database/data-dir.js';
import { resetMarketplace } from '../../seeds/reset.js';
import { ScaleRefused, scaleMarketplace } from '../../seeds/scale.js';
import { SeedingRefused, seedMarketplace } from '../../seeds/seed.js';
import { verifyMarketplace } from '../../seeds/verify/verify.js';
import { reencrypt } from './reencrypt.js';
import { rotateKeys } from './rotate-keys.js';
import { migrateDatabase } from './migrate-database.js';
import { verifyAudit } from './verify-audit.js';

interface Command {
  readonly does: string;
  /** @returns whether it went well */
  readonly run: () => Promise<boolean>;
}

const commands: Readonly<Record<string, Command>> = {
  migrate: {
    does: 'bring the database to the newest migration',
    run: () => {
      const configuration = Configuration.read();
      return alone(configuration, true, () => migrateDatabase(configuration, say));
    },
  },
  seed: {
    does: 'make the demonstration marketplace, or complete it',
    run: () => {
      const configuration = Configuration.read();
      return alone(configuration, true, () => seedMarketplace(configuration, { now: new Date(), say }));
    },
  },
  verify: {
    does: 'count the demonstration marketplace and check that it reconciles',
    run: () => verifyMarketplace(Configuration.read(), say),
  },
  scale: {
    does: 'add many customers and past visits to the demonstration: --customers=N --bookings=N',
    run: () => {
      const configuration = Configuration.read();
      return alone(configuration, true, () => scaleMarketplace(configuration, { ...scaleArguments(), say }));
    },
  },
  reset: {
    does: 'throw the database away and seed it anew',
    run: async () => {
      await resetMarketplace(Configuration.read(), { now: new Date(), say });
      return true;
    },
  },
  backup: {
    does: 'write everything in the database to FILE, while servers go on working',
    run: async () => {
      const configuration = Configuration.read();
      await backup(configuration.of(AppConfig), configuration.of(DatabaseConfig), fileArgument());
      return true;
    },
  },
  restore: {
    does: 'replace everything in the database by what the backup FILE holds',
    run: () => {
      const configuration = Configuration.read();
      const { hasRedis } = deploymentOf('server', configuration);
      return alone(configuration, hasRedis, () =>
        restore(configuration.of(AppConfig), configuration.of(DatabaseConfig), fileArgument()),
      );
    },
  },
  'keys:rotate': {
    does: 'sign tokens with a new key; --retire-others ends every token signed before',
    run: async () => {
      await rotateKeys(Configuration.read(), {
        retireOthers: process.argv.includes('--retire-others'),
        say,
      });
      return true;
    },
  },
  'audit:verify': {
    does: 'follow the chain of the audit log and tell where it was tampered with; ends with 1 when it was',
    run: () => verifyAudit(Configuration.read(), say),
  },
  'keys:reencrypt': {
    does: 'seal every secret at rest under ENCRYPTION_KEY that another key sealed, while servers go on working',
    run: () => reencrypt(Configuration.read(), { say }),
  },
  generate: {
    does: 'write openapi.json, .env.example and the tables and diagrams in docs',
    run: async () => {
      // It formats what it writes with a tool of development that a deployed machine does not have.
      const { generate } = await import('./generate.js');
      for (const file of await generate(process.cwd())) say(file);
      return true;
    },
  },
};

/**
 * Does something while no server works on the same data.
 * @param mayShare whether it may be done beside the servers of a database that is on a server itself
 */
async function alone(
  configuration: Configuration,
  mayShare: boolean,
  act: () => Promise<void>,
): Promise<boolean> {
  const [app, database] = [configuration.of(AppConfig), configuration.of(DatabaseConfig)];
  const claim = await claimDatabase(app, database, { mayShare });
  try {
    await act();
    return true;
  } finally {
    await claim.release();
  }
}

function scaleArguments(): { customers: number; bookings: number } {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { customers: { type: 'string' }, bookings: { type: 'string' } },
  });
  return { customers: Number(values.customers), bookings: Number(values.bookings) };
}

function fileArgument(): string {
  const file = process.argv[3];
  if (!file) throw new BackupRefused('Name the file: npm run backup -- FILE, npm run restore -- FILE.');
  return file;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(13)}${does}`);
  return ['Commands:', ...lines].join('\n');
}

async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`${usage()}\n`);
    process.exitCode = 2;
    return;
  }
  loadEnvFile();
  if (!(await command.run())) process.exitCode = 1;
}

main().catch((fault: unknown) => {
  const isPlain = [BackupRefused, ConfigurationInvalid, DatabaseInUse, ScaleRefused, SeedingRefused].some(
    (kind) => fault instanceof kind,
  );
  const text =
    fault instanceof Error ? (isPlain ? fault.message : (fault.stack ?? fault.message)) : String(fault);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
