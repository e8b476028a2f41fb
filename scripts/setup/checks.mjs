// Formatting, lint and types: what needs no test to be seen.
import { npmScript } from './run.mjs';

const checks = ['format:check', 'lint', 'lint:typed', 'types'];

/** Runs all checks at once; each waits for the disk and starts slowly. @returns `{ passes, failures }`. */
export async function runChecks() {
  const codes = await Promise.all(checks.map((name) => npmScript(name).catch(() => 1)));
  const failures = codes.filter((code) => code !== 0).length;
  return { passes: codes.length - failures, failures };
}
