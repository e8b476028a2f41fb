// One run of mocha: its report on our terminal, its counts for the sum of all runs.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './files.mjs';
import { endLeftovers, markName } from './leftovers.mjs';
import { codeOf } from './run.mjs';

/**
 * Runs these files in a process of their own. With `apart` its report is kept until it ends, so that two runs do not
 * mix theirs.
 * @returns `{ passes, failures, files }`; a run that broke off counts as one failure, and so does one that left processes behind.
 * `files` has of each file how many tests passed, and the titles of those that `failed`.
 */
export async function runMocha(name, files, { apart = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-test-'));
  const counts = join(folder, 'counts.json');
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const reporter = join(root, 'scripts/setup/reporter.mjs');
  const args = [mocha, '--forbid-pending', '--exit', '--reporter', reporter, ...files];
  const env = { ...process.env, GATELAB_COUNTS: counts, [markName]: folder };
  try {
    const code = await codeOf(process.execPath, args, { env }, apart ? `\n${name}` : undefined);
    const { passes, failures, files: counted } = JSON.parse(readFileSync(counts, 'utf8'));
    const left = await endLeftovers(folder);
    for (const line of left) console.error(`The ${name} tests left a process behind: ${line}`);
    const more = (code !== 0 && failures === 0) || left.length > 0;
    return { passes, failures: failures + (more ? 1 : 0), files: counted };
  } catch (error) {
    console.error(`The ${name} tests broke off: ${error.message}`);
    await endLeftovers(folder, 0);
    return { passes: 0, failures: 1, files: {} };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
