import assert from 'node:assert/strict';
import { fromStorage } from '../../../src/ndarray/make.js';
import { makeNodeCarrier } from '../../../kernel/process/context-carriers.js';
import { makeSynchronousCarrier, useCarrier } from '../../../kernel/outputs/context.js';
import { lstm, modelOf } from '../../src/trace/lstm-model.js';
import { numbers } from '../../src/trace/random-cell.js';
import { pause, startTestKernel } from '../support/test-kernel.js';

describe('a cell that awaits layer.traceAsync(X)', () => {
  before(() => useCarrier(makeNodeCarrier()));
  after(() => useCarrier(makeSynchronousCarrier()));

  it('leaves completion its turn, and its work ends with Stop', async function () {
    this.timeout(120_000);
    const layer = modelOf(lstm('wide', 2, 300)).layer('wide');
    const X = fromStorage(numbers(60_000 * 2), [1, 60_000, 2]);
    let ended: unknown;
    const trace = () => layer.traceAsync(X).then(undefined, (error: unknown) => (ended = error));
    const { client, execute } = await startTestKernel({ globals: { trace } });
    const cell = execute('await trace(); await new Promise(() => {})');
    await pause(100);
    const asked = performance.now();
    const { reply } = await client.request('shell', 'complete_request', {
      code: 'al',
      cursor_pos: 2,
    });
    assert.equal(reply!.content['status'], 'ok');
    // 50 ms where the machine does nothing else; the trace itself takes seconds.
    assert.ok(performance.now() - asked < 1000, `${performance.now() - asked} ms`);
    assert.equal(ended, undefined);
    await client.request('control', 'interrupt_request');
    assert.equal((await cell).reply!.content['ename'], 'KeyboardInterrupt');
    const stopped = performance.now();
    while (ended === undefined && performance.now() - stopped < 5000) await pause(5);
    assert.equal((ended as Error | undefined)?.name, 'KeyboardInterrupt');
  });
});
