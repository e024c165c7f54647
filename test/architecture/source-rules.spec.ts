import process from 'node:process';
import { parse, sourceFiles } from './source-files.js';
import { faultsOf, sourceRules } from './source-rules.js';
import { samples } from './source-samples.fixture.js';

const sources = sourceFiles(process.cwd(), ['src', 'migrations', 'seeds', 'test', 'scripts']);

describe('the source', () => {
  it('is read whole', () => {
    const paths = sources.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['src/main.ts', 'migrations/index.ts', 'seeds/seed.ts']));
    expect(paths.length).toBeGreaterThan(300);
  });

  it.each(sourceRules)('keeps to it: $name', (rule) => {
    expect(faultsOf(rule, sources)).toEqual([]);
  });
});

describe('the conventions', () => {
  it('are each shown to catch something', () => {
    expect(Object.keys(samples).sort()).toEqual(sourceRules.map(({ name }) => name).sort());
    expect(
      Object.values(samples).filter(({ breaks, keeps }) => breaks.length === 0 || keeps.length === 0),
    ).toEqual([]);
  });

  it.each(sourceRules)('catch what breaks and leave what keeps to it: $name', (rule) => {
    const isTold = ([path, text]: readonly [string, string]) =>
      faultsOf(rule, [parse(path, text)]).length > 0;
    const { breaks = [], keeps = [] } = samples[rule.name] ?? {};
    expect(breaks.filter((each) => !isTold(each))).toEqual([]);
    expect(keeps.filter(isTold)).toEqual([]);
  });
});
