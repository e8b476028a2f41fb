// Formatting, lint and types: what needs no test to be seen.
import { npmScript } from './run.mjs';

const checks = ['format:check', 'lint', 'lint:typed', 'types'];

/** Runs all checks at once; each waits for the disk and starts slowly. @returns `{ passes, failures, failed }`, the last by name. */
export async function runChecks() {
  const codes = await Promise.all(checks.map((name) => npmScript(name).catch(() => 1)));
  const failed = checks.filter((_, k) => codes[k] !== 0).map((name) => `npm run ${name}`);
  return { passes: checks.length - failed.length, failures: failed.length, failed };
}
