// For the build: which declarations a kernel reads at its start.
import { CellChecker } from './checker.js';
import { NpmPackages } from './npm.js';
import { keyOf, withoutComments, type PreparedTypes } from './prepared-types.js';
import type { TypeScript } from './typescript.js';

/** Lists the declarations of the language and of the preloaded module, whose own are in the file `types`. */
export function listTypes(ts: TypeScript, types: string): PreparedTypes {
  const api = { name: 'gatelab', types };
  const checker = new CellChecker(ts, { folder: process.cwd(), api, npm: new NpmPackages() });
  checker.need('api');
  const files = checker.program.getSourceFiles().filter(({ fileName }) => fileName.includes('/'));
  const texts = files.map(
    ({ fileName, text }) => [keyOf(fileName), withoutComments(text)] as const,
  );
  const names = [...checker.scope.keys()].map(String);
  return { texts: Object.fromEntries(texts), names };
}
