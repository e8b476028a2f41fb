import assert from 'node:assert/strict';
import { CallMemo } from '../../../src/graph/call-memo.js';
import type { Batch } from '../../../src/trace/batch.js';

const batch = (): Batch => ({ data: new Float64Array(2), shape: [1, 2] });

describe('CallMemo', () => {
  it('gives what a run before gave for the very same batches, from the end of that run on', () => {
    const memo = new CallMemo();
    let calls = 0;
    const call = () => {
      calls++;
      return [batch()];
    };
    const run = () => {
      const input = memo.inputsFrom(0, batch);
      const [front] = memo.outputsOf('front', [input], call);
      // What is changed gives others each time, and so does all that is behind it.
      const [behind] = memo.outputsOf('behind', [batch()], call);
      return [front, behind];
    };
    const first = run();
    // Made again before it is over, it goes the same way.
    const again = run();
    assert.equal(calls, 4);
    assert.notEqual(again[0], first[0]);
    memo.keep();
    const second = run();
    assert.equal(calls, 5);
    assert.equal(second[0], again[0]);
    assert.notEqual(second[1], again[1]);
    memo.keep();
    run();
    assert.equal(calls, 6);
  });
});
