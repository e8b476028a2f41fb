// npm test: sets up what the tests need, then checks and tests everything. The last line counts: `N passed, N failed`.
// Where Python or a browser is missing, it says what is left out; with CI=true nothing may be left out.
// `npm test -- unit browser` runs these suites alone.
import { buildIfStale } from './setup/build.mjs';
import { runChecks } from './setup/checks.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensureVenv, findPython } from './setup/python.mjs';
import { ensureRegistered } from './setup/register.mjs';
import { ensureOnnxRuntime, ensurePopularPackages } from './setup/peers.mjs';
import { listSuites, runSuites } from './setup/suites.mjs';
import { findMissingBrowser } from './setup/browser.mjs';

/** Makes the Python environments among the needs. @returns what could not be set up, as `{ need: reason }`. */
function preparePython(needs) {
  const environments = [
    ['jupyter', '.venv', ['requirements-jupyter.txt', 'requirements-test.txt']],
    ['frameworks', '.venv-frameworks', ['requirements-frameworks.txt']],
  ].filter(([need]) => needs.has(need));
  const python = findPython();
  const reasons = {};
  for (const [need, folder, requirements] of environments) {
    try {
      if (!python) throw new Error('no Python 3.9 or newer');
      ensureVenv(folder, python, requirements);
      if (need === 'jupyter') ensureRegistered(folder);
    } catch (error) {
      reasons[need] = error.message;
    }
  }
  return reasons;
}

async function test(wanted) {
  ensurePackages();
  buildIfStale();
  const suites = listSuites().filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const needs = new Set(suites.flatMap((suite) => suite.needs));
  const missing = {
    ...preparePython(needs),
    ...(needs.has('browser') && findMissingBrowser()),
    ...(needs.has('onnxruntime') && ensureOnnxRuntime()),
    ...(needs.has('packages') && ensurePopularPackages()),
  };
  const checks = wanted.length === 0 ? await runChecks() : { passes: 0, failures: 0, failed: [] };
  const needOf = (suite) => suite.needs.find((name) => missing[name]);
  const leftOut = suites
    .filter(needOf)
    .map((suite) => `${suite.name} tests: ${missing[needOf(suite)]}`);
  const tests = await runSuites(suites.filter((suite) => !needOf(suite)));
  for (const line of leftOut) console.log(`Left out: ${line}`);
  for (const title of [...checks.failed, ...tests.failed]) console.log(`Failed: ${title}`);
  return {
    passed: checks.passes + tests.passes,
    failed: checks.failures + tests.failures + (process.env.CI ? leftOut.length : 0),
  };
}

try {
  const { passed, failed } = await test(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  console.error(`npm test: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
