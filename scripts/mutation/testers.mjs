// Runs faults through testers. One that hangs is killed with its process, and the next goes on in a new one.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./tester.mjs', import.meta.url));

class Tester {
  constructor(order) {
    /** @type {import('node:child_process').ForkOptions} */
    const options = {
      execArgv: ['--import=tsx/esm'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, GATELAB_FUZZ: '12' },
    };
    this.child = fork(script, options);
    this.said = '';
    this.child.stderr.on('data', (data) => (this.said += data));
    this.child.send(order);
  }

  /** The next message; undefined when the process ended first or took too long. */
  answer(milliseconds) {
    return new Promise((resolve) => {
      const done = (message) => {
        clearTimeout(patience);
        this.child.off('exit', gone).off('message', done);
        resolve(message);
      };
      const gone = () => done(undefined);
      const patience = setTimeout(gone, milliseconds);
      this.child.once('exit', gone).once('message', done);
    });
  }

  /** Runs these tests, or all, with a fault or without one. */
  async try(order, milliseconds) {
    this.child.send(order);
    return this.answer(milliseconds);
  }

  end() {
    this.child.kill('SIGKILL');
  }
}

async function startTester(order) {
  const tester = new Tester(order);
  if ((await tester.answer(120_000))?.ready) return tester;
  tester.end();
  if (order.fault !== undefined) return undefined;
  throw new Error(`the tests could not be loaded: ${tester.said}`);
}

/**
 * Runs the tests with each fault: those that come by it.
 * @param faults the faults with their numbers, by the path of their source: `[[path, faults]]`
 * @param minutes after which no other fault is tried
 * @returns how many were tried, and those that no test noticed. Each is tried again in a process of its own that has the fault from the beginning:
 * what an earlier run remembered, or what was made when it was loaded, may hide it.
 */
export async function survivorsOf(faults, files, { say, minutes }) {
  const waiting = faults.flatMap(([, own]) => own).sort((a, b) => a.id - b.id);
  let tester = await startTester({ faults, files });
  let whole = await tester.try({}, 600_000);
  // A busy machine may make a test fail by itself, once.
  if (whole?.killed) whole = await tester.try({}, 600_000);
  if (!whole || whole.killed)
    throw new Error(`the tests fail without a fault: ${whole?.by ?? tester.said}`);
  say(`${files.length} files of tests take ${(whole.ms / 1000).toFixed(1)} s`);
  const patience = ({ ms }) => 20_000 + 10 * ms;
  const [maybe, left] = [[], []];
  const until = Date.now() + minutes * 60_000;
  let tried = 0;
  for (const fault of waiting) {
    if (Date.now() > until) break;
    tried++;
    const place = whole.places[fault.id];
    if (!place) left.push(fault);
    else if (place.tests.length === 0) maybe.push({ fault, place: { ms: whole.ms } });
    else {
      const result = await tester.try({ fault: fault.id, tests: place.tests }, patience(place));
      if (!result) {
        tester.end();
        tester = await startTester({ faults, files });
      }
      if (result && !result.killed) maybe.push({ fault, place });
    }
  }
  tester.end();
  for (const { fault, place } of maybe) {
    const own = await startTester({ faults, files, fault: fault.id });
    if (!own) continue;
    const result = await own.try({ fault: fault.id, tests: place.tests }, patience(place));
    if (result && !result.killed) left.push(fault);
    own.end();
  }
  return { tried, left };
}
