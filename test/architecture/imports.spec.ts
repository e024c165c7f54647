import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { bystanders, circles, offences, packages, undeclaredUses } from './import-offences.fixture.js';
import { forbiddenImports, importRules } from './imports.js';

const root = process.cwd();

function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
}

function packageFiles(): Record<string, string> {
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const { dependencies, devDependencies } = packages;
  const installed = [...dependencies, ...devDependencies].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, 'module.exports = {};'],
  ]);
  const manifest = { dependencies: versions(dependencies), devDependencies: versions(devDependencies) };
  return { 'package.json': JSON.stringify(manifest), ...Object.fromEntries(installed) };
}

describe('the imports of the program', () => {
  it('keep to the directions of the house', async () => {
    expect(await forbiddenImports(root, ['src', 'migrations', 'seeds'], await importRules(root))).toEqual([]);
  });
});

describe('the rules about imports', () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'nexora-imports-')));
    plant(folder, { ...packageFiles(), ...bystanders });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('tell nothing about a tree that keeps to them', async () => {
    expect(await forbiddenImports(folder, ['src', 'migrations'], await importRules(root))).toEqual([]);
  });

  it('tell each import that breaks one, and no rule is without such an import', async () => {
    const rules = await importRules(root);
    const features = rules.forbidden.flatMap(({ name }) => /^feature-(.+)$/.exec(name ?? '')?.[1] ?? []);
    const all = [...offences, ...undeclaredUses(features)];
    for (const { from, to } of all) plant(folder, { [from]: `import '${to}';` });
    for (const circle of circles) plant(folder, circle);
    const told = (await forbiddenImports(folder, ['src', 'migrations'], rules)).map(
      (each) => each.split(' -> ')[0],
    );
    for (const { rule, from } of all) expect(told).toContain(`${rule}: ${from}`);
    for (const circle of circles)
      expect(Object.keys(circle).filter((file) => told.includes(`no-cycles: ${file}`))).toHaveLength(1);
    const broken = new Set(told.map((each) => each?.split(': ')[0]));
    expect(rules.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });

  it('see a type, a re-export and a late import as the import it is', async () => {
    plant(folder, {
      'src/kernel/late.ts': `export const late = () => import('../platform/database/b.js');`,
      'src/kernel/type.ts': `import type * as b from '../platform/database/b.js';\nexport type B = typeof b;`,
      'src/kernel/passing.ts': `export * from '../platform/database/b.js';`,
    });
    const told = await forbiddenImports(folder, ['src/kernel'], await importRules(root));
    expect(told).toEqual(
      ['late', 'passing', 'type'].map(
        (name) => `kernel-stands-alone: src/kernel/${name}.ts -> src/platform/database/b.ts`,
      ),
    );
  });
});
