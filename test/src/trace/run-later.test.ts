import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { fromStorage } from '../../../src/ndarray/make.js';
import { provenanceOf } from '../../../src/trace/provenance.js';
import { finishLater, runOrWait, whenDone } from '../../../src/trace/later.js';
import { lstm, modelOf } from './lstm-model.js';
import { numbers } from './random-cell.js';

/** A piece of work that comes to a value in both ways, and counts how often it was done in each. */
function counted<T>(value: T) {
  const done = { now: 0, later: 0 };
  const run = () =>
    runOrWait({
      now: () => (done.now++, value),
      later: async () => {
        await wait(1);
        done.later++;
        return value;
      },
    });
  return { done, run };
}

describe('finishLater(call)', () => {
  it('does each run once, in their order, and gives what the call comes to', async () => {
    const [one, two] = [counted(2), counted(5)];
    assert.equal(await finishLater(() => 10 * one.run() + two.run()), 25);
    assert.deepEqual([one.done, two.done], [{ now: 0, later: 1 }, { now: 0, later: 1 }]); // prettier-ignore
  });

  it('keeps nothing of the calls that did not come to their end, and all of the last one, in order', async () => {
    const one = counted('a');
    const kept: string[] = [];
    await finishLater(() => {
      whenDone(() => kept.push('first'));
      const value = one.run();
      whenDone(() => kept.push(value));
    });
    assert.deepEqual(kept, ['first', 'a']);
    // Called plainly, at once.
    whenDone(() => kept.push('plain'));
    assert.equal(counted(3).run(), 3);
    assert.deepEqual(kept, ['first', 'a', 'plain']);
  });

  it('throws in the call what a run throws, where the call may catch it', async () => {
    const failing = () =>
      runOrWait({ now: () => 0, later: () => Promise.reject(new Error('broken')) });
    await assert.rejects(finishLater(failing), /broken/);
    const caught = await finishLater(() => {
      try {
        return failing();
      } catch (error) {
        return (error as Error).message === 'broken' ? 'caught' : 'too early';
      }
    });
    assert.equal(caught, 'caught');
    await assert.rejects(
      finishLater(() => {
        throw new Error('of the call itself');
      }),
      /of the call itself/,
    );
  });

  it('begins nothing when it was aborted before', async () => {
    const one = counted(1);
    const signal = AbortSignal.abort(new Error('too late'));
    await assert.rejects(
      finishLater(() => one.run(), { signal }),
      /too late/,
    );
    assert.deepEqual(one.done, { now: 0, later: 0 });
  });

  it('leaves calls in between to themselves', async () => {
    const [outer, inner] = [counted(1), counted(2)];
    const both = await finishLater(() => {
      const value = outer.run();
      return { value, other: finishLater(() => inner.run()) };
    });
    assert.deepEqual([both.value, await both.other], [1, 2]);
  });
});

describe('layer.traceAsync(X)', () => {
  const X = fromStorage(numbers(4 * 500 * 2), [4, 500, 2]);

  it('leaves no timer and no listener behind, and says nothing when it is done', async () => {
    const layer = modelOf(lstm('one', 2, 30)).layer('one');
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length; // prettier-ignore
    // Mocha sets its own timer once the test has become a promise.
    await wait(1);
    const before = [process.listenerCount('exit'), timers()];
    let told = 0;
    const { signal } = new AbortController();
    const trace = await layer.traceAsync(X, { signal, onProgress: () => told++ });
    const toldThen = told;
    await wait(250);
    assert.equal(told, toldThen);
    assert.deepEqual([process.listenerCount('exit'), timers()], before);
    assert.equal(provenanceOf(trace.h)?.series, 'h', 'its arrays are known as those of a trace');
  });
});
