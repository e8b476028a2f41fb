import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Session } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import type { CodePosition } from '../../../kernel/protocol/code-position.js';
import { openNotebook, type Notebook } from './notebook.js';

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
    const session = new Session();
    session.connect();
    const frames: CodePosition[] = [];
    const urls = new Map<string, string>();
    session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
    session.on('Debugger.paused', ({ params }) =>
      frames.push(
        ...params.callFrames.map(({ functionName, location }) => ({
          url: urls.get(location.scriptId) ?? '',
          functionName,
          line: location.lineNumber,
          column: location.columnNumber ?? 0,
        })),
      ),
    );
    session.post('Debugger.enable');
    await notebook.run(
      'interface Gone { x: 1 }\n\nfunction spin() {\n  // nothing\n  debugger;\n}',
    );
    await notebook.run('spin();');
    session.disconnect();
    const last = `cell ${frames[0]!.url.replace(/\D/g, '')}, line 5`;
    const cell = { code: '', executionCount: 1, silent: false, signal: AbortSignal.abort() };
    assert.equal(notebook.engine.locate!(frames, cell), last);
    assert.equal(notebook.engine.locate!([{ ...frames[0]!, url: 'node:fs' }], cell), undefined);
  });
});
