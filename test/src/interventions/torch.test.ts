// Against PyTorch, changed while it runs: scripts/fixtures/interventions.py.
import assert from 'node:assert/strict';
import type { NdArray } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';
import { cases, lengths, open, told, withSources } from './fixture.js';

const near = (found: NdArray, expected: NdArray, what: string) => {
  assert.deepEqual([...found.shape], [...expected.shape], what);
  assert.ok(maxDifference(found, expected) < 1e-10, `${what}: ${maxDifference(found, expected)}`);
};

/** Zeros at the steps that do not count, as PyTorch pads them. */
function padded(array: NdArray): NdArray {
  const out = array.copy() as NdArray;
  for (const [sample, length] of lengths.entries()) {
    for (let t = length; t < out.shape[1]!; t++) {
      for (let unit = 0; unit < out.shape[2]!; unit++) out.set(sample, t, unit, 0);
    }
  }
  return out;
}

describe('model.run(X, { at }) beside PyTorch', () => {
  for (const [name, own] of Object.entries(cases)) {
    it(`${name}: ${Object.keys(own).join(', ')}`, async () => {
      const model = await open(name);
      const x = await told('x');
      const plain = model.run(x);
      near(plain.output, await told(`${name}/plain/output`), name);
      const sources = { own: plain, other: model.run(await told('other')) };
      for (const [asked, described] of Object.entries(own)) {
        const at = withSources(described, sources);
        const ragged = asked === 'lengths';
        const run = model.run(x, { at, ...(ragged && { lengths }) });
        near(run.output, await told(`${name}/${asked}/output`), `${name}/${asked}`);
        for (const layer of run.layers) {
          const trace = run.trace(layer);
          for (const series of trace.series) {
            const found = trace.get(series);
            const what = `${name}/${asked}/${layer}/${series}`;
            near(ragged ? padded(found) : found, await told(what), what);
          }
        }
      }
    });
  }
});
