// The test suites: which folder of test/ is which, and what each needs beside Node.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, walk } from './files.mjs';
import { runCode } from './run.mjs';

/** Tests that need more than Node, by folder of test/; all others are unit tests. */
const special = [
  { name: 'conformance', needs: ['jupyter'] },
  { name: 'reference', folders: ['src/reference'], needs: ['frameworks'] },
  { name: 'onnxruntime', folders: ['src/onnxruntime'], needs: ['onnxruntime'] },
  { name: 'notebooks', needs: ['jupyter', 'frameworks', 'browser'] },
  { name: 'browser', needs: ['jupyter', 'browser'] },
];

/** @returns `{ name, files, needs }` of every suite that has tests, unit tests first. */
export function listSuites() {
  const suites = special.map(({ name, needs, folders = [name] }) => {
    return { name, needs, files: testsIn(folders) };
  });
  const taken = new Set(suites.flatMap(({ files }) => files));
  const units = testsIn(['.']).filter((file) => !taken.has(file));
  return [{ name: 'unit', needs: [], files: units }, ...suites].filter((s) => s.files.length > 0);
}

function testsIn(folders) {
  const files = folders.flatMap((folder) => walk(join(root, 'test', folder)));
  return files.filter((file) => /\.test\.(ts|mjs)$/.test(file));
}

/**
 * Runs one suite with mocha.
 * @returns `{ passes, failures }`; a run that broke off counts as one failure.
 */
export function runSuite({ name, files }) {
  console.log(`\n${name} tests`);
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-test-'));
  const counts = join(folder, 'counts.json');
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const reporter = join(root, 'scripts/setup/reporter.mjs');
  const env = { ...process.env, GATELAB_COUNTS: counts };
  try {
    const args = [mocha, '--forbid-pending', '--exit', '--reporter', reporter, ...files];
    const code = runCode(process.execPath, args, { env });
    const { passes, failures } = JSON.parse(readFileSync(counts, 'utf8'));
    return { passes, failures: code !== 0 && failures === 0 ? 1 : failures };
  } catch (error) {
    console.error(`The ${name} tests broke off: ${error.message}`);
    return { passes: 0, failures: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
