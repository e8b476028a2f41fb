// A process that has tests loaded, and runs them with one fault after the other: `{ fault, tests }` comes in, `{ fault, killed, by, ms }` goes out.
// The first run has no fault; its answer says which tests come by which fault, so that no other needs to be run for it.
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

/** What the sources with faults in them look at: the fault that is on, and the places that were come by. */
const faultState = { on: undefined, hit: new Uint8Array(0) };
globalThis.gatelabFaults = faultState;

process.once('message', (order) => void serve(/** @type {any} */ (order)));

/** Loads the tests, with a fault on from the beginning where one is given, and runs them when asked. */
async function serve({ faults, files, fault: first }) {
  const ids = faults.flatMap(([, own]) => own.map(({ id }) => id));
  faultState.hit = new Uint8Array(Math.max(...ids) + 1);
  faultState.on = first;
  register(new URL('./hooks.mjs', import.meta.url), { data: faults });
  const mocha = new Mocha({ reporter: Quiet, timeout: 60_000, bail: true });
  mocha.cleanReferencesAfterRun(false);
  for (const file of files) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await import(pathToFileURL(file).href);
  }
  thin(mocha.suite);
  const all = testsOf(mocha.suite);
  const whole = [...suitesOf(mocha.suite)].map((suite) => [suite, suite.tests, suite.suites]);
  const passed = new Passed(all);
  process.on('message', ({ fault, tests }) => {
    for (const [suite, own, inner] of whole) Object.assign(suite, { tests: own, suites: inner });
    if (tests) keep(mocha.suite, new Set(tests.map((k) => all[k])));
    faultState.on = fault;
    const start = performance.now();
    let by;
    const run = mocha.run((failures) => {
      const ms = performance.now() - start;
      const places = fault === undefined ? passed.places() : undefined;
      process.send({ fault, killed: failures > 0, by, ms, places });
    });
    run.on('fail', (test) => (by ??= test.fullTitle()));
    if (fault === undefined) passed.watch(run);
  });
  process.send({ ready: true });
}

function* suitesOf(suite) {
  yield suite;
  for (const inner of suite.suites) yield* suitesOf(inner);
}

const testsOf = (suite) => [...suitesOf(suite)].flatMap(({ tests }) => tests);

/** Leaves some tests of a suite, those files first that take the least time. */
function keep(root, tests) {
  for (const suite of suitesOf(root)) suite.tests = suite.tests.filter((test) => tests.has(test));
  const time = (suite) => testsOf(suite).reduce((sum, { duration }) => sum + (duration ?? 0), 0);
  root.suites = [...root.suites].sort((a, b) => time(a) - time(b));
}

/** Which tests come by which fault. What hooks come by counts for every test of their suite. */
class Passed {
  constructor(tests) {
    this.tests = tests;
    this.byTest = new Map(tests.map((test) => [test, new Set()]));
    this.atLoad = this.taken();
  }

  taken() {
    const { hit } = faultState;
    const ids = [...hit.keys()].filter((id) => hit[id] === 1);
    hit.fill(0);
    return ids;
  }

  watch(run) {
    const add = (tests) => {
      const ids = this.taken();
      for (const test of tests) for (const id of ids) this.byTest.get(test)?.add(id);
    };
    run.on('test end', (test) => add([test]));
    run.on('hook end', (hook) => add(testsOf(hook.parent)));
  }

  /** `{ id: { tests, ms } }`: by fault the numbers of the tests, and what they take; no tests where loading alone comes by. */
  places() {
    const found = Object.fromEntries(this.atLoad.map((id) => [id, { tests: [], ms: 0 }]));
    this.tests.forEach((test, k) => {
      for (const id of this.byTest.get(test)) {
        const place = (found[id] ??= { tests: [], ms: 0 });
        place.tests.push(k);
        place.ms += test.duration ?? 0;
      }
    });
    return found;
  }
}
