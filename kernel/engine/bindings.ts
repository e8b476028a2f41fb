// What generated code may name beside globals.
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportedNames } from './rewrite-imports.js';
import type { CellBindings } from './run-cell.js';

/** What a notebook gives to its cells. */
interface Given {
  readonly scope: object;
  readonly require: NodeJS.Require;
  load(specifier: string, names?: ImportedNames): Promise<unknown>;
  use(name: string, resource: unknown): unknown;
}

/** The bindings of a notebook in `folder`. */
export function makeBindings(folder: string, { scope, require, load, use }: Given): CellBindings {
  const filename = path.join(folder, 'notebook.ts');
  return {
    $scope: scope,
    $import: load,
    $using: use,
    $meta: metaOf(filename, require),
    require,
    __dirname: folder,
    __filename: filename,
  };
}

const fromHere = createRequire(import.meta.url);

/** Where a package is, also one that gatelab itself stands on: notebooks anywhere on the disk may import those. */
function pathOf(specifier: string, require: NodeJS.Require): string {
  try {
    return require.resolve(specifier);
  } catch (error) {
    try {
      return fromHere.resolve(specifier);
    } catch {
      throw error;
    }
  }
}

/** What `import.meta` is in a cell. */
function metaOf(filename: string, require: NodeJS.Require): object {
  const url = pathToFileURL(filename).href;
  return {
    url,
    dirname: path.dirname(filename),
    filename,
    resolve(specifier: string): string {
      if (isBuiltin(specifier))
        return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
      if (/^(?:[./]|\w+:)/.test(specifier)) return new URL(specifier, url).href;
      return pathToFileURL(pathOf(specifier, require)).href;
    },
  };
}
