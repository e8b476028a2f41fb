import assert from 'node:assert/strict';
import { fromStorage } from '../../../src/ndarray/make.js';
import { lstm, modelOf } from './lstm-model.js';
import { numbers } from './random-cell.js';

describe('layer.traceAsync(X, { onProgress, signal })', () => {
  const [samples, steps] = [3, 40];
  const X = fromStorage(numbers(samples * steps * 2), [samples, steps, 2]);

  for (const method of ['auto', 'definition'] as const) {
    it(`gives what trace gives, of a layer behind another one: ${method}`, async () => {
      const layer = modelOf(lstm('lower', 2, 5), lstm('upper', 5, 4)).layer('upper');
      const [now, later] = [layer.trace(X, { method }), await layer.traceAsync(X, { method })];
      assert.deepEqual(later.series, now.series);
      for (const name of now.series) assert.deepEqual(later.get(name).data, now.get(name).data);
      assert.deepEqual(later.finalState['lower/h']!.data, now.finalState['lower/h']!.data);
      assert.equal(later.engine, now.engine);
    });
  }

  it('leaves the thread to others, tells how far it is, and stops when it is asked to', async function () {
    this.timeout(120_000);
    const layer = modelOf(lstm('wide', 2, 300)).layer('wide');
    const long = fromStorage(numbers(20_000 * 2), [1, 20_000, 2]);
    const controller = new AbortController();
    let [turns, seen, ended] = [0, 0, 0];
    const ticks = setInterval(() => turns++, 5);
    const traced = layer.traceAsync(long, {
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        assert.equal(total, 20_000);
        assert.ok(done <= total);
        seen = done;
        if (done === 0) return;
        ended = performance.now();
        controller.abort(new Error('enough'));
      },
    });
    await assert.rejects(traced, /enough/);
    clearInterval(ticks);
    assert.ok(seen > 0 && seen < 20_000, `stopped at ${seen}`);
    assert.ok(turns > 0, `others had ${turns} turns`);
    // Half a second, and patience with a machine that does much else.
    assert.ok(performance.now() - ended < 2500);
  });

  it('throws what a trace throws', async () => {
    const layer = modelOf(lstm('one', 2, 3)).layer('one');
    const wrong = fromStorage(numbers(12), [2, 2, 3]);
    await assert.rejects(layer.traceAsync(wrong), /features|input/i);
    await assert.rejects(layer.traceAsync(X, { nonsense: 1 } as never), /nonsense/);
  });
});
