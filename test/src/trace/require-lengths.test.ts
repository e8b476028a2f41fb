import assert from 'node:assert/strict';
import { makeCell } from '../../../src/cell/cell.js';
import { runSequences } from '../../../src/trace/run-sequences.js';
import { randomCell } from './random-cell.js';

describe('a run, compiled or not', () => {
  for (const method of ['auto', 'definition'] as const) {
    it(`reads no number that was not handed in (${method})`, () => {
      const spec = randomCell('lstm', { inputs: 2, units: 3 });
      const run = { cell: makeCell(spec), specs: [spec] };
      const batch = { samples: 2, steps: 4, data: new Float64Array(16).fill(1) };
      assert.equal(runSequences(run, batch, { method }).output.length, 24);
      const short = { ...batch, data: new Float64Array(15) };
      assert.throws(
        () => runSequences(run, short, { method }),
        /16 numbers of the input, which holds 15/,
      );
      for (const length of [5, 7]) {
        const initialState = { h: new Float64Array(length) };
        assert.throws(
          () => runSequences(run, batch, { method, initialState }),
          /6 numbers of the first state "h"/,
        );
      }
      const masked = { ...batch, mask: new Uint8Array(4) };
      assert.throws(
        () => runSequences(run, masked, { method }),
        /8 numbers of the mask, which holds 4/,
      );
    });
  }
});
