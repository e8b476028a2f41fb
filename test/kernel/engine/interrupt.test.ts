import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { guardProcess } from '../../../kernel/engine/guard-process.js';
import { connectOutputs, type ErrorContent } from '../../../kernel/session/outputs.js';
import { openNotebook, plain, type Notebook } from './notebook.js';

describe('stopping a cell', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  it('ends an endless loop, and keeps state', async () => {
    await notebook.run('let turns = 0;');
    const alarm = new Worker("setTimeout(() => process.kill(process.pid, 'SIGINT'), 200)", {
      eval: true,
    });
    const result = await notebook.run('for (;;) turns++;');
    await once(alarm, 'exit');
    assert.equal(result.status === 'error' && result.ename, 'KeyboardInterrupt');
    assert.ok(Number(await notebook.value('turns')) > 0);
  });

  it('ends a cell that awaits; what it left behind may reject in silence', async () => {
    const strays: unknown[] = [];
    const onStray = (error: unknown): unknown => strays.push(error);
    process.on('unhandledRejection', onStray);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const code =
      'await new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 60));';
    const result = await notebook.run(code, stop.signal);
    assert.equal(result.status === 'error' && result.ename, 'KeyboardInterrupt');
    await notebook.run('await new Promise((done) => setTimeout(done, 80));');
    process.off('unhandledRejection', onStray);
    assert.deepEqual(strays, []);
  });

  it('names the place that an inspector saw', async () => {
    await notebook.run('interface Gone { x: 1 }\n\nfunction spin() {\n  for (;;) {}\n}');
    const script = '\n\nconst here = new Error("here"); here.stack';
    assert.match(String(await notebook.value(script)), /In\[\d+\]:3:/);
    assert.equal(
      notebook.engine.locate!([{ url: 'node:internal', line: 0, column: 0, functionName: '' }]),
      undefined,
    );
  });
});

describe('guardProcess()', () => {
  let notebook: Notebook;
  let unguard: () => void;
  const events = ['uncaughtException', 'unhandledRejection'];
  let others: (readonly [string, (...args: unknown[]) => void])[];
  const errors: ErrorContent[] = [];
  before(() => {
    // mocha listens too, and would fail the test.
    others = events.flatMap((event) =>
      (process.rawListeners(event) as (() => void)[]).map((listener) => [event, listener] as const),
    );
    others.forEach(([event, listener]) => process.off(event, listener));
    notebook = openNotebook();
    unguard = guardProcess();
    connectOutputs({ error: (error: ErrorContent) => errors.push(error) } as never);
  });
  after(async () => {
    unguard();
    others.forEach(([event, listener]) => process.on(event, listener));
    connectOutputs(undefined);
    await notebook.close();
  });

  it('reports what is thrown in timers and what nobody catches, with its lines', async () => {
    await notebook.run('setTimeout(() => { throw new RangeError("in a timer"); }, 1);');
    await notebook.run('\nvoid Promise.reject(new TypeError("forgotten"));');
    await notebook.run('await new Promise((done) => setTimeout(done, 30));');
    const said = errors.map(({ ename, evalue, traceback }) => [
      ename,
      evalue,
      /line \d/.exec(plain(traceback))?.[0],
    ]);
    assert.deepEqual(said.sort(), [
      ['RangeError', 'in a timer', 'line 1'],
      ['TypeError', 'forgotten', 'line 2'],
    ]);
  });

  it('turns process.exit into an error of the cell', async () => {
    const failure = await notebook.failure('process.exit(3)');
    assert.equal(failure.ename, 'SystemExit');
    assert.match(failure.evalue, /process\.exit\(3\) would end the kernel/);
  });
});
