// For the build: which declarations a kernel reads at its start.
import { readFileSync } from 'node:fs';
import type ts from 'typescript';
import { CellChecker } from './checker.js';
import { NpmPackages } from './npm.js';
import { keyOf, preparedLibrary, withoutComments, type PreparedTypes } from './prepared-types.js';
import { libraryFile, newerParts } from './platform-library.js';
import { splitLibrary, type SplitLibrary } from './split-library.js';
import type { TypeScript } from './typescript.js';

/**
 * Lists the declarations of the language and of the preloaded module, whose own are in the file `types`.
 *
 * @returns them, and the language's library with its comments, for `preparedLibrary`
 */
export function listTypes(
  ts: TypeScript,
  types: string,
): { readonly prepared: PreparedTypes; readonly library: SplitLibrary } {
  const api = { name: 'gatelab', types };
  const checker = new CellChecker(ts, { folder: process.cwd(), api, npm: new NpmPackages() });
  checker.need('api');
  const files = checker.program.getSourceFiles().filter(({ fileName }) => fileName.includes('/'));
  const newer = newerParts(ts).map((part) => libraryFile(ts, part));
  const isLibrary = ({ fileName }: { fileName: string }): boolean =>
    /typescript.lib.lib\.[^/\\]*d\.ts$/.test(fileName);
  const parse = ({ fileName }: { fileName: string }): ts.SourceFile =>
    ts.createSourceFile(fileName, readFileSync(fileName, 'utf8'), ts.ScriptTarget.Latest, true);
  const library = splitLibrary(
    ts,
    files.filter((file) => isLibrary(file) && !newer.includes(file.fileName)).map(parse),
  );
  const newerTexts = newer.map((file) => readFileSync(file, 'utf8'));
  const newerNames = [
    ...newerTexts.join('\n').matchAll(/^declare (?:var|function|namespace) (\w+)/gm),
  ];
  const texts = new Map(
    files.filter((file) => !isLibrary(file)).map(({ fileName, text }) => [fileName, text]),
  );
  newer.forEach((file, i) => texts.set(file, newerTexts[i]!));
  texts.set(preparedLibrary.core, library.core).set(preparedLibrary.rest, library.rest);
  const prepared = {
    texts: Object.fromEntries(
      [...texts].map(([file, text]) => [keyOf(file), withoutComments(text)]),
    ),
    names: [...checker.scope.keys()].map(String),
    restNames: [...new Set([...library.restNames, ...newerNames.map(([, name]) => name!)])],
  };
  return { prepared, library };
}
