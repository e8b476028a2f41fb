// What a start-up snapshot is made of: `node --build-snapshot` runs this, as the build has joined it into one file, and Node begins
// with what it leaves instead of with nothing. It is then a Node like any other, with a warm compiler in it.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import { CellChecker } from '../engine/checker.js';
import type { KeptDeclarations } from '../engine/declarations.js';
import { keepStart } from '../engine/kept-start.js';
import { NpmPackages } from '../engine/npm.js';
import { loadTypeScript } from '../engine/typescript.js';

/** Cells that have the checker read what most cells need. */
const usual = ['0', 'const xs = [1, 2, 3].map((x) => x * 2); console.log(`${xs.length}`)'];

/** Runs the script that was called, with the words behind it, as Node would. */
const boot = fileURLToPath(new URL('./boot.cjs', import.meta.url));

const ts = loadTypeScript();
// Nothing of the level `core` depends on where the notebook lies, or what is preloaded.
const nowhere = { folder: '/', api: { name: 'gatelab', types: '/kernel/index.d.ts' } };
const checker = new CellChecker(ts, { ...nowhere, npm: new NpmPackages('/') });
for (const cell of usual) {
  const [problem] = checker.check(checker.parse(cell));
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
}
const { program, parsed } = checker;
const made = { program, checker: checker.checker };
keepStart({ compiler: ts, declarations: { parsed, made } satisfies KeptDeclarations });

// Node takes it off the console when it writes a snapshot.
const makesConsoles = Object.getOwnPropertyDescriptor(console, 'Console')!;

v8.startupSnapshot.setDeserializeMainFunction(() => {
  Object.defineProperty(console, 'Console', makesConsoles);
  // Processes that cells start begin in the plain way.
  const at = process.execArgv.indexOf('--snapshot-blob');
  if (at >= 0) process.execArgv.splice(at, 2);
  createRequire(boot)(boot);
});
