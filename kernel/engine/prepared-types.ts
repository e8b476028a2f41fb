// Declarations that the build has put into one file, without comments.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTslabCompiler } from './typescript.js';

/** What the build prepared. */
export interface PreparedTypes {
  /** Texts by key, see `keyOf`. */
  readonly texts: Readonly<Record<string, string>>;
  /** Every name that the preloaded module exports, types too. */
  readonly names: readonly string[];
  /** Every name that only the second half of the language's library declares. */
  readonly restNames: readonly string[];
}

/** The two halves of the language's library, as the build wrote them with their comments. */
export const preparedLibrary = {
  core: fileURLToPath(new URL('./prepared/core.d.ts', import.meta.url)),
  rest: fileURLToPath(new URL('./prepared/rest.d.ts', import.meta.url)),
} as const;

/** Reads what the build prepared; undefined where the kernel runs from source. */
export function readPreparedTypes(): PreparedTypes | undefined {
  const file = fileURLToPath(new URL('./prepared/types.json', import.meta.url));
  // The compiler of tslab does not understand today's library.
  if (isTslabCompiler || !existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as PreparedTypes;
}

const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Names a file by its place in this package, wherever that is installed. */
export function keyOf(file: string): string {
  return path.relative(packageRoot, file).replaceAll(path.sep, '/');
}

/**
 * Declarations without doc comments and comment lines. Reading those is more than half of the work of reading declarations;
 * hovering reads them from the file itself.
 */
export function withoutComments(declarations: string): string {
  return declarations
    .replace(/^[ \t]*\/\*\*[\s\S]*?\*\/[ \t]*\n?/gm, '')
    .replace(/^[ \t]*\/\/(?!\/).*\n/gm, '')
    .replace(/^[ \t]+/gm, '');
}
