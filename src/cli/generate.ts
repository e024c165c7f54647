import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { bootstrap } from '../bootstrap.js';
import { Configuration, environmentExample } from '../config/configuration.js';
import { bookingMachine } from '../features/bookings/index.js';
import { permissions, roles } from '../kernel/permissions.js';
import { describeApi } from '../platform/http/openapi.js';
import { rightsOf, rightsPage } from './rights-page.js';

/**
 * Writes the files that are made from code. The same code gives the same bytes, so that a difference is a change.
 * @param root the folder of the repository
 * @returns the files written
 */
export async function generate(root: string): Promise<string[]> {
  const style = await resolveConfig(join(root, 'package.json'));
  const pretty = (text: string, parser: 'json' | 'markdown'): Promise<string> =>
    format(text, { ...style, parser });
  const { contract, rights } = await fromApplication();
  const files: Readonly<Record<string, string>> = {
    'openapi.json': await pretty(JSON.stringify(contract), 'json'),
    '.env.example': environmentExample(),
    'docs/permissions.md': await pretty(permissionsPage(), 'markdown'),
    'docs/rights.md': await pretty(rights, 'markdown'),
    'docs/booking-states.md': await pretty(bookingStatesPage(), 'markdown'),
  };
  mkdirSync(join(root, 'docs'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return Object.keys(files);
}

/** What only a whole application knows of itself: one that nobody uses, on a database that is thrown away. */
async function fromApplication(): Promise<{ contract: unknown; rights: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-generate-'));
  try {
    const app = await bootstrap(
      Configuration.read({ DATA_DIR: folder, NODE_ENV: 'development', LOG_LEVEL: 'silent' }),
    );
    try {
      const contract = describeApi(app);
      return { contract: sorted(contract), rights: rightsPage(rightsOf(app, contract)) };
    } finally {
      await app.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same value with the keys of every object in order; lists keep theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

function permissionsPage(): string {
  const head = `| permission | ${roles.map(({ name }) => name).join(' | ')} |`;
  const levels = `| level | ${roles.map(({ level }) => level).join(' | ')} |`;
  const rows = permissions.map((permission) => {
    const held = roles.map((role) => (role.permissions.includes(permission) ? 'yes' : ''));
    return `| ${permission} | ${held.join(' | ')} |`;
  });
  const rule = `|${' --- |'.repeat(roles.length + 1)}`;
  return [
    '# Roles and permissions',
    '',
    'Made by `npm run generate` from `src/kernel/permissions.ts`; do not edit. A role may act only below its own level.',
    '',
    ...[head, rule, levels, ...rows],
    '',
  ].join('\n');
}

function bookingStatesPage(): string {
  return [
    '# The states of a booking',
    '',
    'Made by `npm run generate` from `src/features/bookings/booking.state.ts`; do not edit. An arrow says the event, the condition if there is one, and who may raise it.',
    '',
    '```mermaid',
    bookingMachine.toMermaid(),
    '```',
    '',
  ].join('\n');
}
