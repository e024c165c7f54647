import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { generatedDocs } from '../../scripts/generate-docs.mjs';
import { generate } from '../../src/cli/generate.js';
import { sections } from '../../src/config/sections.js';

const root = process.cwd();
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

describe('the generated files', () => {
  let fresh: string;

  beforeAll(() => {
    fresh = mkdtempSync(join(tmpdir(), 'nexora-generated-'));
    cpSync(join(root, '.prettierrc.json'), join(fresh, '.prettierrc.json'));
  });

  afterAll(() => rmSync(fresh, { recursive: true, force: true }));

  it('are what the program says today', async () => {
    const paths = await generate(fresh);
    expect(paths).toEqual(expect.arrayContaining(['openapi.json', '.env.example', 'docs/permissions.md']));
    for (const path of paths)
      expect({ path, text: read(root, path) }).toEqual({ path, text: read(fresh, path) });
  });

  it('tell the problems and the feature graph as the sources have them', async () => {
    for (const [path, text] of Object.entries(await generatedDocs()))
      expect({ path, text: read(root, path) }).toEqual({ path, text });
  });

  it('name every setting', () => {
    const variables = sections.flatMap((each) =>
      Object.values(each.settings).map(({ variable }) => variable),
    );
    const example = read(root, '.env.example');
    expect(variables.filter((each) => !example.includes(`# ${each}=`))).toEqual([]);
  });
});
