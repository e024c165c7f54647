import ts from 'typescript';
import { commentsOf, lineOf, nodesOf } from './source-files.js';
import type { SourceText } from './source-files.js';
import {
  calledName,
  importsHttpException,
  racesInTransaction,
  readsClock,
  readsEnvironment,
  rollsDice,
  strayClass,
  weakTest,
} from './syntax.js';

/** A convention a program can see in one file (STYLE.md). */
export interface SourceRule {
  readonly name: string;
  readonly appliesTo: (path: string) => boolean;
  /** What breaks it, each with a line. */
  readonly faults: (source: SourceText) => Fault[];
}

interface Fault {
  readonly line: number;
  readonly what: string;
}

const isSpec = (path: string): boolean => path.endsWith('.spec.ts');
const isFixture = (path: string): boolean => path.endsWith('.fixture.ts');
const inProduct = (path: string): boolean => /^(src|migrations|seeds)\//.test(path);
const everywhere = (): boolean => true;

/** Faults of the nodes a test picks out. */
function byNode(test: (node: ts.Node, path: string) => string | null): SourceRule['faults'] {
  return ({ tree, path }) =>
    [...nodesOf(tree)].flatMap((node) => {
      const what = test(node, path);
      return what === null ? [] : [{ line: lineOf(node), what }];
    });
}

const roleSuffixes = new Set([
  'agent',
  'contract',
  'controller',
  'decorator',
  'decorators',
  'dto',
  'entity',
  'errors',
  'events',
  'facts',
  'filter',
  'fixture',
  'guard',
  'interceptor',
  'jobs',
  'listener',
  'mapper',
  'middleware',
  'module',
  'pipe',
  'plan',
  'policy',
  'query',
  'repository',
  'rule',
  'service',
  'state',
  'strategy',
  'tool',
  'view',
]);
/** Names that say nothing by themselves, and endings that say nothing of any name. */
const emptyName = /^(data|info|process|handle|misc|common)$|(^|-)(helpers?|utils?|manager|impl)$/;

function nameFault(path: string): string | null {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const [base = '', ...suffixes] = file.replace(/\.(d\.mts|mjs|ts)$/, '').split('.');
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const crooked = [...folders, base].find((each) => !kebab.test(each));
  if (crooked !== undefined) return `"${crooked}" is not kebab-case`;
  if (emptyName.test(base)) return `"${base}" names nothing`;
  const [role, last] = suffixes;
  if (role === undefined || (role === 'spec' && last === undefined)) return null;
  if (!roleSuffixes.has(role)) return `".${role}" is no known role`;
  return last === undefined || (last === 'spec' && suffixes.length === 2)
    ? null
    : `".${suffixes.join('.')}" is too long`;
}

const isRule = (path: string): boolean => /\.(rule|policy|state)\.ts$/.test(path);

const leftover = /\b(TODO|FIXME|XXX|HACK)\b/;
const silenced = /eslint-disable|@ts-(ignore|nocheck|expect-error)|(istanbul|c8|v8) ignore|prettier-ignore/;

function commentsMatching(pattern: RegExp): SourceRule['faults'] {
  return (source) =>
    commentsOf(source).flatMap(({ line, text }) => {
      const found = pattern.exec(text);
      return found ? [{ line, what: found[0] }] : [];
    });
}

export const sourceRules: readonly SourceRule[] = [
  {
    name: 'file names are kebab-case with a known role',
    appliesTo: everywhere,
    faults: ({ path }) => {
      const what = nameFault(path);
      return what === null ? [] : [{ line: 1, what }];
    },
  },
  {
    name: 'no file is over 400 lines',
    appliesTo: (path) => !isFixture(path),
    faults: ({ text }) => {
      const lines = text.split('\n').length - 1;
      return lines > 400 ? [{ line: 401, what: `${lines} lines` }] : [];
    },
  },
  {
    name: 'nothing is exported as default',
    appliesTo: (path) => /\.ts$/.test(path),
    faults: byNode((node) => {
      if (ts.isExportAssignment(node)) return 'export default';
      return node.kind === ts.SyntaxKind.DefaultKeyword && ts.canHaveModifiers(node.parent)
        ? 'export default'
        : null;
    }),
  },
  { name: 'no comment promises work', appliesTo: everywhere, faults: commentsMatching(leftover) },
  { name: 'no comment silences a checker', appliesTo: everywhere, faults: commentsMatching(silenced) },
  {
    name: 'nothing is of type any',
    appliesTo: everywhere,
    faults: byNode((node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : null)),
  },
  {
    name: 'only config reads the environment',
    appliesTo: (path) => inProduct(path) && !path.startsWith('src/config/') && !isSpec(path),
    faults: byNode((node) => (readsEnvironment(node) ? node.getText() : null)),
  },
  {
    name: 'HTTP exceptions stay in controllers and platform/http',
    appliesTo: (path) => inProduct(path) && !/\.controller\.ts$|^src\/platform\/http\//.test(path),
    faults: byNode((node) => (importsHttpException(node) ? node.getText() : null)),
  },
  {
    name: 'a transaction does one thing after the other',
    appliesTo: inProduct,
    faults: byNode((node) => (racesInTransaction(node) ? node.getText() : null)),
  },
  {
    name: 'controllers, entities, modules and filters live in files of their role',
    appliesTo: (path) => path.startsWith('src/'),
    faults: byNode(strayClass),
  },
  {
    name: 'features and the platform ask the clock for the time',
    appliesTo: (path) =>
      /^src\/(kernel|platform|features)\//.test(path) && path !== 'src/kernel/clock.ts' && !isSpec(path),
    faults: byNode((node) => (readsClock(node) ? node.getText() : null)),
  },
  {
    name: 'rules roll no dice',
    appliesTo: isRule,
    faults: byNode((node) => (rollsDice(node) ? node.getText() : null)),
  },
  {
    name: 'nothing is wired by forwardRef, no schema synchronised',
    appliesTo: inProduct,
    faults: byNode((node) => {
      if (ts.isCallExpression(node) && calledName(node) === 'forwardRef') return 'forwardRef';
      const isTrue = ts.isPropertyAssignment(node) && node.initializer.kind === ts.SyntaxKind.TrueKeyword;
      return isTrue && node.name.getText() === 'synchronize' ? 'synchronize: true' : null;
    }),
  },
  {
    name: 'no test is skipped, singled out or a mock',
    appliesTo: (path) => /\.(spec|facts|contract)\.ts$/.test(path),
    faults: byNode(weakTest),
  },
];

/** What breaks a rule, as `path:line what`. */
export function faultsOf(rule: SourceRule, sources: readonly SourceText[]): string[] {
  return sources
    .filter(({ path }) => rule.appliesTo(path))
    .flatMap((source) => rule.faults(source).map(({ line, what }) => `${source.path}:${line} ${what}`));
}
