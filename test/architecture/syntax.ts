import ts from 'typescript';

const decoratedHomes: Readonly<Record<string, RegExp>> = {
  Controller: /\.controller\.ts$/,
  Entity: /\.entity\.ts$/,
  Module: /\.module\.ts$/,
  Catch: /\.filter\.ts$/,
};

/** A decorated class in a file whose name tells another role. */
export function strayClass(node: ts.Node, path: string): string | null {
  if (!ts.isDecorator(node) || !ts.isClassDeclaration(node.parent)) return null;
  const name = calledName(node.expression);
  const home = name === null ? undefined : decoratedHomes[name];
  return home && !home.test(path) ? `@${name} belongs to a file of its own role` : null;
}

/** `name` of `name(...)`, `name` and `x.name(...)`. */
export function calledName(expression: ts.Expression): string | null {
  const callee = ts.isCallExpression(expression) ? expression.expression : expression;
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : null;
}

/** `object.member`, however it is written. */
function isMember(node: ts.Node, object: string, member: RegExp): boolean {
  if (ts.isPropertyAccessExpression(node))
    return node.expression.getText() === object && member.test(node.name.text);
  if (ts.isElementAccessExpression(node))
    return (
      node.expression.getText() === object &&
      ts.isStringLiteral(node.argumentExpression) &&
      member.test(node.argumentExpression.text)
    );
  return false;
}

/** `process.env` in any of its spellings. */
export function readsEnvironment(node: ts.Node): boolean {
  if (isMember(node, 'process', /^(env|loadEnvFile)$/)) return true;
  if (ts.isImportSpecifier(node)) {
    const { moduleSpecifier } = node.parent.parent.parent as ts.ImportDeclaration;
    return (node.propertyName ?? node.name).text === 'env' && /process'$/.test(moduleSpecifier.getText());
  }
  return (
    ts.isBindingElement(node) &&
    (node.propertyName ?? node.name).getText() === 'env' &&
    ts.isVariableDeclaration(node.parent.parent) &&
    node.parent.parent.initializer?.getText() === 'process'
  );
}

/** An HTTP exception or status of Nest. */
export function importsHttpException(node: ts.Node): boolean {
  if (!ts.isImportSpecifier(node)) return false;
  const { moduleSpecifier } = node.parent.parent.parent as ts.ImportDeclaration;
  return (
    /^'@nestjs\/common'$/.test(moduleSpecifier.getText()) &&
    /Exception$|^HttpStatus$/.test((node.propertyName ?? node.name).text)
  );
}

const transactionTypes = /^(Tx|Reader)$/;

/** A function that is handed a transaction, or the callback of `work.run` and `work.read`. */
function isTransactional(node: ts.Node): boolean {
  if (!ts.isFunctionLike(node)) return false;
  if (node.parameters.some(({ type }) => type && transactionTypes.test(type.getText()))) return true;
  const call = node.parent;
  return (
    ts.isCallExpression(call) &&
    call.arguments.includes(node as unknown as ts.Expression) &&
    ts.isPropertyAccessExpression(call.expression) &&
    /^(run|read)$/.test(call.expression.name.text) &&
    /(^|\.)work$/i.test(call.expression.expression.getText())
  );
}

/** One connection does one thing at a time; a Promise.all over it interleaves and loses errors. */
export function racesInTransaction(node: ts.Node): boolean {
  if (!isMember(node, 'Promise', /^(all|allSettled|race|any)$/)) return false;
  for (let outer: ts.Node = node.parent; outer; outer = outer.parent) if (isTransactional(outer)) return true;
  return false;
}

/** The present moment; a stretch of time by `performance.now()` is none. */
export function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date')
    return (node.arguments ?? []).length === 0;
  if (isMember(node, 'Date', /^now$/)) return true;
  if (!ts.isCallExpression(node)) return false;
  const isBare = node.arguments.length === 0;
  return (
    isMember(node.expression, 'DateTime', /^now$/) ||
    (isBare && isMember(node.expression, 'DateTime', /^(local|utc)$/))
  );
}

/** Chance that was not handed in. */
export function rollsDice(node: ts.Node): boolean {
  if (isMember(node, 'Math', /^random$/)) return true;
  return (
    ts.isCallExpression(node) && /^(randomUUID|randomInt|randomBytes|newId)$/.test(calledName(node) ?? '')
  );
}

const testWords = /^(it|test|describe)$/;

/** A test that does not run, or that watches calls where it should state a fact. */
export function weakTest(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    if (testWords.test(node.expression.getText()) && /^(skip|only|todo|failing)$/.test(node.name.text))
      return node.getText();
    if (node.expression.getText() === 'jest' && /^(fn|mock|spyOn|unstable_mockModule)$/.test(node.name.text))
      return node.getText();
  }
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null;
  return /^(xit|fit|xtest|xdescribe|fdescribe)$/.test(node.expression.text) ? node.expression.text : null;
}
