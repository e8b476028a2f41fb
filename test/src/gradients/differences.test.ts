// Against differences of the run itself, for every cell and option of test/fixtures/cases.json: masks, merges, peepholes, clips, stacks in front.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Layer, Trace } from '../../../src/index.js';
import { gradients, UnsupportedError } from '../../../src/index.js';
import { fromStorage, toStorage } from '../../../src/ndarray/make.js';
import type { Case } from '../matrix/run-case.js';
import { sampled, whole } from '../../sampled.js';
import { callOf, openCase } from '../matrix/run-case.js';

const cases = JSON.parse(readFileSync('test/fixtures/cases.json', 'utf8')) as Case[];
/** How far to move: a corner of an activation may lie within the first. */
const distances = [1e-5, 1e-6];

/** What every number of the output counts: no two alike. */
const counts = (size: number) => Float64Array.from({ length: size }, (_, k) => Math.sin(k + 1));

/** The layer run again on what arrived at it, or something else. */
function again(trace: Trace<Layer>, data: Float64Array): Trace<Layer> {
  const { batch, initialState, options } = trace.start;
  const part = (shape: readonly number[]) =>
    trace.input.dimension === 2 ? shape.slice(1) : [...shape];
  const { clamp, ablate } = options;
  return trace.layer.trace(fromStorage(data, part(batch.shape)), {
    layerInput: true,
    method: 'definition',
    ...(batch.mask && { mask: fromStorage(Float64Array.from(batch.mask), part(batch.shape.slice(0, 2))) }), // prettier-ignore
    initialState: Object.fromEntries(
      Object.entries(initialState).map(([name, values]) => {
        const shape = [batch.shape[0]!, values.length / batch.shape[0]!];
        return [name, fromStorage(Float64Array.from(values), part(shape))];
      }),
    ),
    ...(clamp && { clamp }),
    ...(ablate && { ablate }),
  });
}

/** How far the gradient of a sum over the output is from differences, at some places of the input; undefined where it is refused. */
function worstOf(trace: Trace<Layer>): number | undefined {
  const weights = counts(trace.output.data.length);
  const weigh = (one: Trace<Layer>) =>
    Float64Array.from(toStorage(one.output, 'float64')).reduce(
      (sum, value, k) => sum + value * weights[k]!,
      0,
    );
  const gradOutputs = fromStorage(weights, [...trace.output.shape]);
  let x;
  try {
    ({ x } = gradients(trace, { gradOutputs }));
  } catch (error) {
    if (error instanceof UnsupportedError || /gives two outputs/.test((error as Error).message)) {
      return undefined;
    }
    throw error;
  }
  const input = Float64Array.from(trace.start.batch.data);
  const stride = Math.max(1, Math.floor(input.length / 5));
  let worst = 0;
  for (let at = 0; at < input.length; at += stride) {
    const moved = (by: number) => {
      const data = input.slice();
      data[at]! += by;
      return weigh(again(trace, data));
    };
    const apart = distances.map((by) => {
      const slope = (moved(by) - moved(-by)) / (2 * by);
      return Math.abs(slope - x.data[at]!) / Math.max(1, Math.abs(slope));
    });
    worst = Math.max(worst, Math.min(...apart));
  }
  return worst;
}

describe('gradients(trace) beside differences of the run', function () {
  this.timeout(600_000);
  it(`of ${whole ? 'every' : 'every fifth'} cell and option of every framework`, async () => {
    const refused: string[] = [];
    let checked = 0;
    for (const one of sampled(cases, 5, 0)) {
      const model = await openCase(one);
      try {
        const { input, options } = await callOf(one);
        const trace = model.layer(one.layer).trace(input, options);
        const worst = worstOf(trace);
        if (worst === undefined) refused.push(`${one.id} (${one.kind})`);
        else {
          assert.ok(worst < 1e-6, `${one.id}: ${worst}`);
          checked++;
        }
      } finally {
        model.close();
      }
    }
    if (process.env['GATELAB_TELL']) console.log(checked, refused.join('\n'));
    assert.ok(checked > cases.length / 10, `${checked} checked`);
    assert.ok(refused.length < checked / 2, refused.join());
  });
});
