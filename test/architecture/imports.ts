import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import type { ICruiseOptions, ICruiseResult, IForbiddenRuleType, IResolveOptions } from 'dependency-cruiser';

interface ImportRules {
  forbidden: IForbiddenRuleType[];
  options: ICruiseOptions & { enhancedResolveOptions: Partial<IResolveOptions> };
}

/** The rules of `.dependency-cruiser.mjs`, the same that `npx depcruise src` goes by. */
export async function importRules(root: string): Promise<ImportRules> {
  const rules = (await import(pathToFileURL(join(root, '.dependency-cruiser.mjs')).href)) as {
    default: ImportRules;
  };
  return rules.default;
}

/** Follows every import of the folders and tells which break a rule, as `rule: from -> to`, sorted. */
export async function forbiddenImports(
  baseDir: string,
  folders: readonly string[],
  { forbidden, options }: ImportRules,
): Promise<string[]> {
  const { enhancedResolveOptions, ...rest } = options;
  const { output } = await cruise(
    [...folders],
    { ...rest, baseDir, validate: true, ruleSet: { forbidden } },
    enhancedResolveOptions,
  );
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}
