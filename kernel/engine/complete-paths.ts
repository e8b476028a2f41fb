// Completion inside strings: files beside the notebook, modules and packages after `import … from`.
import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import type { Completions } from './engine.js';
import type { TypeScript } from './typescript.js';

/** A string under the cursor. */
export interface StringAtCursor {
  /** What stands between its quote and the cursor. */
  readonly typed: string;
  /** Whether it names a module. */
  readonly isSpecifier: boolean;
}

/** The string literal around a position. */
export function stringAt(
  ts: TypeScript,
  file: ts.SourceFile,
  position: number,
): StringAtCursor | undefined {
  const token = ts.findPrecedingToken(position, file);
  if (!token || !ts.isStringLiteralLike(token)) return undefined;
  const start = token.getStart(file) + 1;
  const isClosed = token.end - start > token.text.length;
  if (position < start || (isClosed && position >= token.end)) return undefined;
  return { typed: file.text.slice(start, position), isSpecifier: isSpecifier(ts, token) };
}

function isSpecifier(ts: TypeScript, { parent }: ts.Node): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (!ts.isCallExpression(parent)) return false;
  const { expression } = parent;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

/** Files and folders that a text may go on with; of modules in TypeScript, the name without its ending. */
export function completePath(
  { typed, isSpecifier }: StringAtCursor,
  folder: string,
  position: number,
): Completions {
  const last = typed.slice(typed.lastIndexOf('/') + 1);
  const base = path.resolve(folder, typed.slice(0, typed.length - last.length));
  const items = entriesOf(base)
    .filter(({ name }) => name.startsWith(last) && (last !== '' || !name.startsWith('.')))
    .filter(
      (entry) => !isSpecifier || entry.isDirectory() || /\.(?:[cm]?[jt]sx?|json)$/.test(entry.name),
    )
    .map((entry) => ({
      text: entry.isDirectory() ? `${entry.name}/` : moduleName(entry.name, isSpecifier),
      kind: entry.isDirectory() ? 'folder' : 'file',
    }));
  return { start: position - last.length, end: position, items };
}

/** Packages that can be imported from a folder, in alphabetical order. */
export function packageNames(folder: string): string[] {
  const names = new Set(['gatelab']);
  for (const start of [folder, fileURLToPath(new URL('.', import.meta.url))])
    for (let at = start; ; at = path.dirname(at)) {
      for (const name of packagesIn(path.join(at, 'node_modules'))) names.add(name);
      if (path.dirname(at) === at) break;
    }
  return [...names].sort();
}

function packagesIn(folder: string): string[] {
  return entriesOf(folder)
    .filter(({ name }) => !name.startsWith('.') && name !== '@types')
    .flatMap(({ name }) =>
      name.startsWith('@')
        ? entriesOf(path.join(folder, name)).map((inner) => `${name}/${inner.name}`)
        : [name],
    );
}

function moduleName(name: string, isSpecifier: boolean): string {
  return isSpecifier && !name.endsWith('.d.ts') ? name.replace(/\.[cm]?tsx?$/, '') : name;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
