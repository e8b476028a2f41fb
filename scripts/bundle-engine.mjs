// Prepares what the cell engine loads at every start: the compiler with its whitespace and long names gone, and the declarations of the
// language and of gatelab without comments, in one file. docs/decisions/0016-engine-start.md says what it brings.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { root } from './setup/files.mjs';

const out = join(root, 'dist/kernel/engine/prepared');

/** Writes `compiler.cjs`, `types.json`, and the two halves of the language's library with their comments, for who hovers. */
export async function bundleEngine() {
  // What an earlier build prepared would be listed again, although the declarations have changed.
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  // The last build's list would be read instead of the declarations that this build wrote.
  rmSync(join(out, 'types.json'), { force: true });
  bundleCompiler();
  await bundleTypes();
}

function bundleCompiler() {
  const source = readFileSync(createRequire(import.meta.url).resolve('typescript'), 'utf8');
  // ASCII only: V8 keeps such a text in half the memory.
  const options = /** @type {const} */ ({
    minifyWhitespace: true,
    minifyIdentifiers: true,
    charset: 'ascii',
    legalComments: 'inline',
    loader: 'js',
  });
  writeFileSync(join(out, 'compiler.cjs'), transformSync(source, options).code);
}

async function bundleTypes() {
  const load = (file) => import(pathToFileURL(join(root, 'dist/kernel/engine', file)).href);
  const { loadTypeScript } = await load('typescript.js');
  const { listTypes } = await load('list-types.js');
  const types = join(root, 'dist/kernel/index.d.ts');
  const { prepared, library } = listTypes(loadTypeScript(), types);
  writeFileSync(join(out, 'types.json'), JSON.stringify(prepared));
  for (const half of ['core', 'rest']) writeFileSync(join(out, `${half}.d.ts`), library[half]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await bundleEngine();
