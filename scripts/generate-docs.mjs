// Writes the documents that are read off the sources: docs/problems.md and docs/feature-graph.md.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

function parse(file) {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function* nodesOf(node) {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

function programFiles() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec|\.fixture)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The value of a literal, of a template with its gaps as "…", or of the first choice of a condition. */
function textOf(node) {
  if (!node) return null;
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  if (ts.isConditionalExpression(node)) return textOf(node.whenTrue);
  return null;
}

function parentName(node) {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText() ?? null;
}

function memberText(node, name) {
  const member = node.members.find((each) => ts.isPropertyDeclaration(each) && each.name.getText() === name);
  return textOf(member?.initializer);
}

function messageOf(node) {
  for (const each of nodesOf(node))
    if (ts.isCallExpression(each) && each.expression.kind === ts.SyntaxKind.SuperKeyword)
      return textOf(each.arguments[0]);
  return null;
}

/** Classes that are refusals, at whatever remove from DomainError. */
function refusalClasses(classes) {
  const names = new Set(['DomainError']);
  for (let size = 0; size !== names.size;) {
    size = names.size;
    for (const each of classes) if (names.has(parentName(each))) names.add(each.name?.text);
  }
  return classes.filter((each) => each.name?.text !== 'DomainError' && names.has(each.name?.text));
}

function initializerOf(trees, name) {
  for (const tree of trees)
    for (const node of nodesOf(tree))
      if (ts.isVariableDeclaration(node) && node.name.getText() === name) {
        const value = node.initializer;
        return ts.isAsExpression(value) ? value.expression : value;
      }
  throw new Error(`${name} is nowhere.`);
}

/**
 * Every problem code of the API with its status and its sentence, sorted by code. One entry for each place that
 * makes a code, so that a code made in two places is seen.
 */
export function listProblemCodes() {
  const trees = programFiles().map(parse);
  const statuses = Object.fromEntries(
    initializerOf(trees, 'statusOfKind').properties.map((each) => [
      each.name.text,
      Number(each.initializer.text),
    ]),
  );
  const nodes = trees.flatMap((tree) => [...nodesOf(tree)]);
  const refusals = refusalClasses(nodes.filter(ts.isClassDeclaration))
    .filter((each) => each.name.text !== 'NotFound')
    .map((each) => {
      const code = memberText(each, 'code');
      const status = statuses[memberText(each, 'kind')];
      if (code === null || status === undefined)
        throw new Error(`${each.name.text} has no plain code and kind.`);
      return { code, status, detail: messageOf(each) ?? '…', madeBy: each.name.text };
    });
  const edge = initializerOf(trees, 'edgeProblems').properties.map((each) => {
    const member = (name) => each.initializer.properties.find((one) => one.name.text === name).initializer;
    return {
      code: each.name.text,
      status: Number(member('status').text),
      detail: textOf(member('detail')),
      madeBy: 'the edge',
    };
  });
  const missing = new Set(
    nodes
      .filter((node) => ts.isNewExpression(node) && /^(NotFound|IdParam)$/.test(node.expression.getText()))
      .flatMap((node) => textOf(node.arguments?.[0]) ?? [])
      .filter((what) => !edge.some(({ code }) => code === `${what}.not_found`)),
  );
  const notFound = [...missing].map((what) => ({
    code: `${what}.not_found`,
    status: statuses['not-found'],
    detail: `There is no such ${what.replaceAll('_', ' ')}.`,
    madeBy: 'NotFound',
  }));
  return [...refusals, ...edge, ...notFound].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

function problemsPage() {
  const rows = listProblemCodes().map(
    ({ code, status, detail }) => `| \`${code}\` | ${status} | ${detail} |`,
  );
  return [
    '# Problems',
    '',
    'Made by `npm run generate` from the refusals in `src`; do not edit. Every refusal is an RFC 9457 problem document, `application/problem+json`, whose `code` is one of these and whose `type` is `urn:nexora:problem:` and the code. A "…" stands for what differs from case to case. A refusal of the framework that has no code of its own is `http.status_` and its status.',
    '',
    '| code | status | detail |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function featureGraphPage() {
  const graph = JSON.parse(readFileSync(join(root, 'docs', 'feature-graph.json'), 'utf8'));
  const arrows = Object.entries(graph)
    .filter(([feature]) => feature !== 'agents')
    .flatMap(([feature, { uses }]) => uses.map((used) => `  ${feature} --> ${used}`));
  const rows = Object.entries(graph).map(
    ([feature, { holds, uses }]) => `| ${feature} | ${holds} | ${uses.join(', ') || 'none'} |`,
  );
  return [
    '# Features and what they use',
    '',
    'Made by `npm run generate` from `docs/feature-graph.json`; do not edit. `test/architecture` holds the imports to it. The agents may use every feature and are left out of the picture; nobody uses the agents.',
    '',
    '```mermaid',
    'flowchart TD',
    ...Object.keys(graph)
      .filter((feature) => feature !== 'agents')
      .map((feature) => `  ${feature}`),
    ...arrows,
    '```',
    '',
    '| feature | holds | uses |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** The documents by their path from the root of the repository. */
export async function generatedDocs() {
  const style = { ...(await resolveConfig(join(root, 'package.json'))), parser: 'markdown' };
  return {
    'docs/problems.md': await format(problemsPage(), style),
    'docs/feature-graph.md': await format(featureGraphPage(), style),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [path, text] of Object.entries(await generatedDocs())) {
    writeFileSync(join(root, path), text);
    console.log(path);
  }
