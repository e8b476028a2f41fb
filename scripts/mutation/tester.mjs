// A process that has tests loaded, and runs them with one fault after the other: `{ fault }` comes in, `{ fault, killed, by, ms }` goes out.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

/** Of a long row of like tests, such as one for each model of a matrix, so many run: each fault is to be tried in seconds. */
const most = 40;

function thin(suite) {
  const every = Math.ceil(suite.tests.length / most);
  suite.tests = suite.tests.filter((_, k) => k % every === 0);
  for (const inner of suite.suites) thin(inner);
}

/** Prints nothing: who asked hears the result. */
class Quiet extends Mocha.reporters.Base {}

process.once('message', ({ faults, files }) => void serve(faults, files));

/** Loads the tests, and runs them for each fault that is asked for. */
async function serve(faults, files) {
  register(new URL('./hooks.mjs', import.meta.url), { data: faults });
  const mocha = new Mocha({ reporter: Quiet, timeout: 60_000, bail: true });
  mocha.cleanReferencesAfterRun(false);
  for (const file of files) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await import(pathToFileURL(file).href);
  }
  thin(mocha.suite);
  process.on('message', ({ fault }) => {
    globalThis.gatelabFault = fault;
    const start = performance.now();
    let by;
    mocha
      .run((failures) => {
        process.send({ fault, killed: failures > 0, by, ms: performance.now() - start });
      })
      .on('fail', (test) => (by ??= test.fullTitle()));
  });
  process.send({ ready: true });
}
