import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** A source file, read and parsed. */
export interface SourceText {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export function parse(path: string, text: string): SourceText {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** Every TypeScript and JavaScript file of the folders. */
export function sourceFiles(root: string, folders: readonly string[]): SourceText[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|mjs|mts)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => parse(relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8'))),
  );
}

/** Every node under one, itself first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

/** The comments of a file with the line each begins at. */
export function commentsOf({ tree, text }: SourceText): { readonly line: number; readonly text: string }[] {
  const found = new Map<number, string>();
  const add = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) found.set(pos, text.slice(pos, end));
  };
  for (const node of nodesOf(tree)) {
    if (node.kind === ts.SyntaxKind.JsxText) continue;
    add(ts.getLeadingCommentRanges(text, node.getFullStart()));
    add(ts.getTrailingCommentRanges(text, node.getEnd()));
  }
  return [...found].map(([pos, comment]) => ({ line: lineAt(tree, pos), text: comment }));
}

export function lineOf(node: ts.Node): number {
  return lineAt(node.getSourceFile(), node.getStart());
}

function lineAt(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}
